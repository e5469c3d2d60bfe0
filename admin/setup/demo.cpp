#include "admin/setup/demo.hpp"

#include <fmt/format.h>

#include <array>

#include "admin/embedded.hpp"
#include "admin/roster/roster_csv.hpp"
#include "base/file.hpp"

namespace countersign::admin {

namespace {

constexpr int days_until_due = 11;
constexpr char new_hire[] = "4417";
constexpr char enrolled[] = "4402";
constexpr char enrolled_pin[] = "204816";
constexpr std::array with_codes = {new_hire, "4408", "4422"};

Status import_people(records::Roster& roster) {
  const ParsedRoster parsed = parse_roster(embedded::demo_roster, "admin/demo/roster.csv", {});
  if (has_errors(parsed.problems)) return Error{ErrorCode::bad_input, parsed.problems.front().text(), "", ""};
  auto imported = roster.import(parsed.rows, false, false);
  return imported ? Status(Done{}) : Status(imported.error());
}

Result<records::Person> find(const records::Roster& roster, const std::string& badge) {
  auto person = roster.by_badge(badge);
  if (!person) return person.error();
  if (!*person) return Error{ErrorCode::not_found, "the demo roster lacks badge " + badge, "", ""};
  return std::move(**person);
}

// As the kiosk would: a code, then the PIN, each with its leaf.
Status enrol(const records::DataDir& data, const records::Roster& roster, const std::string& badge, const std::string& pin,
             const Actor& actor) {
  const auto code = issue_code(data, roster, badge, actor);
  if (!code) return code.error();
  const auto person = find(roster, badge);
  if (!person) return person.error();
  auto sign_in = records::SignIn::open(data);
  if (!sign_in) return sign_in.error();
  const auto checked = sign_in->check_code(badge, *code, {actor.stamp.at, Instant{milliseconds{actor.stamp.since_boot_ms}}});
  if (!checked) return checked.error();
  if (!checked->key) return Error{ErrorCode::corrupt, "a new code does not let in", data.vault().string(), ""};
  auto ledger = records::Ledger::open(data);
  if (!ledger) return ledger.error();
  for (const records::Facts& fact : {records::Facts{records::Enrolled{}}, records::Facts{records::PinSet{}}}) {
    records::NewRecord record = hr_record(fact, actor, *person);
    record.identified_by = "code";
    if (auto noted = ledger->append(record); !noted) return noted.error();
  }
  return sign_in->set_pin(person->id, badge, pin, *checked->key);
}

std::string line(const records::Person& person, const std::string& what) {
  return fmt::format("  {:<20} badge {:<6} {}\n", person.row.name, person.row.badge, what);
}

Result<std::string> code_lines(const records::DataDir& data, const records::Roster& roster, const Actor& actor) {
  std::string text;
  for (const char* badge : with_codes) {
    const auto person = find(roster, badge);
    if (!person) return person.error();
    const auto code = issue_code(data, roster, badge, actor);
    if (!code) return code.error();
    text += line(*person, "code " + *code);
  }
  return text;
}

}  // namespace

std::string demo_passphrase() { return "demo-" + records::shown_code(records::random_code()); }

Status make_demo(const records::DataDir& data, records::Roster& roster, const PolicyId& policy, const DemoSecrets& secrets,
                 const Actor& actor) {
  if (auto imported = import_people(roster); !imported) return imported;
  const std::string due = iso_date(add_days(local_date(actor.stamp.at), days_until_due));
  if (auto assigned = assign(data, {policy, "*", due, 0}, actor); !assigned) return assigned;
  if (auto done = enrol(data, roster, enrolled, enrolled_pin, actor); !done) return done;
  const auto codes = code_lines(data, roster, actor);
  if (!codes) return codes.error();
  const auto field_worker = find(roster, enrolled);
  if (!field_worker) return field_worker.error();
  const std::string text =
      "Countersign demo. Every name here is invented. Keep nothing real in this directory.\n\n"
      "HR passphrase: " +
      secrets.passphrase +
      "\n"
      "Recovery code: " +
      secrets.recovery_code +
      "\n"
      "The policy is due on " +
      due +
      ".\n\n"
      "New at work: sign in with the badge and the one-time code, then choose a PIN.\n" +
      *codes + "\nEnrolled already: sign in with the badge and the PIN.\n" +
      line(*field_worker, std::string("PIN ") + enrolled_pin) +
      "\nA code for anybody else: countersign-admin --data DIR code BADGE\n";
  return write_file(data.root / "DEMO.txt", text, true);
}

}  // namespace countersign::admin
