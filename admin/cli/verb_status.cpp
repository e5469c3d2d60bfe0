#include <algorithm>
#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/printable.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/report/report.hpp"
#include "records/store/evidence.hpp"
#include "records/store/machine.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  bool json = false;
  bool names = false;
};

Json time_or_null(const std::optional<WallTime>& time) { return time ? Json(iso_time(*time)) : Json(nullptr); }

int people_here(const People& people, bool enrolled_only) {
  return static_cast<int>(std::count_if(people.list.begin(), people.list.end(), [&](const records::Person& person) {
    return !person.retired && (person.has_pin || !enrolled_only);
  }));
}

Json policies_json(const LedgerState& state, const People& people, CivilDate today) {
  Json out = Json::array();
  const auto lines = completion_report(state, people, today);
  for (const auto& [policy, published] : state.policies) {
    int all = 0;
    int acknowledged = 0;
    int overdue = 0;
    int unknown = 0;
    for (const CompletionLine& line : lines) {
      if (line.policy != policy) continue;
      all += line.people;
      acknowledged += line.acknowledged;
      overdue += line.overdue;
      unknown += line.due_dates_unknown;
    }
    out.push_back({{"policy", policy.value},
                   {"version", published.version},
                   {"published_at", iso_time(published.published_at)},
                   {"people", all},
                   {"acknowledged", acknowledged},
                   {"overdue", overdue},
                   {"due_dates_unknown", unknown}});
  }
  return out;
}

Json late_json(const LedgerState& state, const People& people, CivilDate today, bool names) {
  Json out = Json::array();
  for (const OverdueLine& line : overdue_report(state, people, today))
    out.push_back({{"person", names ? line.person.row.name : to_hex(line.person.id)},
                   {"policy", line.policy.value},
                   {"due", iso_date(line.due)},
                   {"days", line.days}});
  return out;
}

std::string shown(const Json& value) {
  return value.is_string() ? printable(value.get<std::string>()) : value.is_null() ? "never" : value.dump();
}

void print_text(const Json& status, const std::string& unknown_due_dates) {
  constexpr std::size_t late_shown = 10;
  for (const char* key : {"origin", "records", "last_record", "last_export", "people", "enrolled", "bytes_free"}) {
    std::string name = key;
    std::replace(name.begin(), name.end(), '_', ' ');
    name.resize(14, ' ');
    std::cout << name << shown(status[key]) << "\n";
  }
  for (const Json& policy : status["policies"])
    std::cout << "policy        " << shown(policy["policy"]) << " " << shown(policy["version"]) << ": "
              << policy["acknowledged"] << " of " << policy["people"] << " acknowledged, " << policy["overdue"] << " overdue"
              << (policy["due_dates_unknown"] == 0 ? "" : " as far as is known") << "\n";
  const Json& late = status["overdue"];
  for (std::size_t i = 0; i < std::min(late.size(), late_shown); ++i)
    std::cout << "overdue       " << shown(late[i]["person"]) << ", " << shown(late[i]["policy"]) << ", since "
              << shown(late[i]["due"]) << "\n";
  if (late.size() > late_shown) std::cout << "              and " << late.size() - late_shown << " more: report overdue\n";
  if (!unknown_due_dates.empty()) std::cout << unknown_due_dates << "\n";
}

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = roster_for_names(console, *data, options.names);
  if (!roster) return fail(roster.error());
  const auto ledger = records::Ledger::open(*data, {.read_only = true});
  if (!ledger) return fail(ledger.error());
  ProgressBar bar("Reading");
  const auto state = read_ledger_state(*data, bar.callback());
  if (!state) return fail(state.error());
  const auto people = read_people(*roster);
  if (!people) return fail(people.error());
  const CivilDate today = local_date(records::wall_time_now());
  const int unknown = due_dates_unknown(*state, *people, today);
  const Json status = {{"origin", state->origin},
                       {"records", state->leaves},
                       {"last_record", time_or_null(state->last_record)},
                       {"last_export", time_or_null(state->last_export)},
                       {"people", people_here(*people, false)},
                       {"enrolled", people_here(*people, true)},
                       {"bytes_free", ledger->bytes_free()},
                       {"policies", policies_json(*state, *people, today)},
                       {"overdue", late_json(*state, *people, today, roster->hr_key() != nullptr)},
                       {"due_dates_unknown", unknown}};
  if (options.json)
    std::cout << status.dump(2) << "\n";
  else
    print_text(status, unknown_due_dates(unknown, *roster));
  if (const auto clear = records::refuse_evidence(*data); !clear) fail(clear.error());
  return state->left_out ? tell_left_out(*state->left_out) : exit_done;
}

}  // namespace

void add_status(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(app, "status",
               "How many records, who has acknowledged, what is late. Due dates that count from the first day need "
               "the HR passphrase",
               "countersign-admin --data /var/lib/countersign/data status --json");
  verb->add_flag("--json", options->json, "Print as JSON");
  verb->add_flag("--names", options->names, "Ask for the HR passphrase, to show names");
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
