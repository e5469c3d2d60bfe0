#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/cli/table.hpp"
#include "admin/report/report.hpp"
#include "records/store/machine.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  bool json = false;
  bool names = false;
};

struct Read {
  LedgerState state;
  People people;
};

Result<Read> read(const records::DataDir& data, const records::Roster& roster) {
  ProgressBar bar("Reading");
  auto state = read_ledger_state(data, bar.callback());
  if (!state) return state.error();
  auto people = read_people(roster);
  if (!people) return people.error();
  return Read{std::move(*state), std::move(*people)};
}

// Counts name nobody; due dates that follow from the day somebody was hired need the passphrase all the same.
Result<records::Roster> roster_for_dates(const Console& console, const records::DataDir& data) {
  const auto passphrase = passphrase_from_file(console);
  if (!passphrase) return passphrase.error();
  return *passphrase ? unlocked_roster(console, data) : records::Roster::open(data);
}

void tell_unknown(int people, const records::Roster& roster) {
  if (people > 0) std::cout << unknown_due_dates(people, roster) << "\n";
}

int ended(const LedgerState& state) { return state.left_out ? tell_left_out(*state.left_out) : exit_done; }

int run_completion(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = roster_for_dates(console, *data);
  if (!roster) return fail(roster.error());
  const auto facts = read(*data, *roster);
  if (!facts) return fail(facts.error());
  const CivilDate today = local_date(records::wall_time_now());
  Table table(
      {"policy", "version", "group", "site", "people", "acknowledged", "declined", "open", "overdue", "due_dates_unknown"});
  for (const auto& line : completion_report(facts->state, facts->people, today))
    table.add({line.policy.value, line.version, line.group, line.site, line.people, line.acknowledged, line.declined, line.open,
               line.overdue, line.due_dates_unknown});
  table.print(options.json, "Nobody is in the roster yet.");
  if (!options.json) tell_unknown(due_dates_unknown(facts->state, facts->people, today), *roster);
  return ended(facts->state);
}

int run_overdue(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = roster_for_names(console, *data, options.names);
  if (!roster) return fail(roster.error());
  const bool names = roster->hr_key() != nullptr;
  const auto facts = read(*data, *roster);
  if (!facts) return fail(facts.error());
  const CivilDate today = local_date(records::wall_time_now());
  Table table({"person", "badge", "group", "site", "policy", "version", "due", "days", "answer"});
  for (const auto& line : overdue_report(facts->state, facts->people, today))
    table.add({names ? line.person.row.name : to_hex(line.person.id), names ? line.person.row.badge : "", line.person.row.group,
               line.person.row.site, line.policy.value, line.version, iso_date(line.due), line.days,
               line.declined ? "declined" : ""});
  const int unknown = due_dates_unknown(facts->state, facts->people, today);
  if (options.json) {
    std::cout << Json{{"due_dates_unknown", unknown}, {"overdue", table.json()}}.dump(2) << "\n";
    return ended(facts->state);
  }
  table.print(false, unknown == 0 ? "Nothing is overdue." : "No due date that is known has passed.");
  tell_unknown(unknown, *roster);
  return ended(facts->state);
}

}  // namespace

void add_report(CLI::App& app, Console& console) {
  CLI::App* report = add_verb(app, "report", "Who has acknowledged, and who is late",
                              "countersign-admin --data /var/lib/countersign/data report overdue --passphrase-file FILE");
  report->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* completion =
      add_verb(*report, "completion",
               "Counts by policy, group and site; names nobody. Due dates that count from the first day need "
               "the HR passphrase",
               "countersign-admin --data /var/lib/countersign/data report completion --json");
  CLI::App* overdue =
      add_verb(*report, "overdue",
               "Everybody whose due date has passed, the longest first. Due dates that count from the first day "
               "need the HR passphrase",
               "countersign-admin --data /var/lib/countersign/data report overdue --names");
  for (CLI::App* verb : {completion, overdue}) verb->add_flag("--json", options->json, "Print as JSON");
  overdue->add_flag("--names", options->names, "Ask for the HR passphrase, to show names");
  completion->callback(
      [&console, options] { console.run = [&console, options] { return run_completion(console, *options); }; });
  overdue->callback([&console, options] { console.run = [&console, options] { return run_overdue(console, *options); }; });
}

}  // namespace countersign::admin::cli
