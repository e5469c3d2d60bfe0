#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/progress_bar.hpp"

namespace countersign::admin::cli {

namespace {

struct CodeOptions {
  std::string badge;
  bool json = false;
};

int run_code(const Console& console, const CodeOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = unlocked_roster(console, *data);
  if (!roster) return fail(roster.error());
  const Actor actor = console.actor();
  auto issued = issue_code(*data, *roster, options.badge, actor);
  if (!issued) return fail(issued.error());
  const WipedText code(std::move(*issued));
  const WallTime end{actor.stamp.at.utc_ms + std::int64_t{records::code_days} * 86'400'000, actor.stamp.at.utc_offset_min};
  if (options.json) {
    std::cout << Json{{"badge", options.badge}, {"code", code.text}, {"ends_at", iso_time(end)}}.dump(2) << "\n";
    return exit_done;
  }
  std::cout << code.text << "\nUntil " << iso_date(local_date(end))
            << ", once. Give it to the person alone; an older code is void.\n";
  return exit_done;
}

struct AssignOptions {
  std::string policy;
  std::string group;
  std::string due;
  int due_days = 0;
};

int run_assign(const Console& console, const AssignOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  if (!options.due.empty() && !parse_iso_date(options.due))
    return usage("--due " + options.due + " is not a date", "Write it as 2026-12-04");
  const records::Assignment wanted{PolicyId{options.policy}, options.group, options.due, options.due_days};
  {
    ProgressBar bar("Reading");
    if (auto done = assign(*data, wanted, console.actor(), bar.callback()); !done) return fail(done.error());
  }
  std::cout << options.policy << " is assigned to "
            << (options.group == "*" ? std::string("everybody") : "the group " + options.group);
  if (!options.due.empty()) std::cout << ", due on " << options.due;
  if (options.due_days > 0) std::cout << ", due " << options.due_days << " days after the hiring date";
  std::cout << "\n";
  if (options.due_days > 0)
    std::cout << "Hiring dates are sealed: `status` and `report` tell who is late only with the HR passphrase.\n";
  return exit_done;
}

}  // namespace

void add_people(CLI::App& app, Console& console) {
  auto code = std::make_shared<CodeOptions>();
  CLI::App* code_verb = add_verb(app, "code", "Issue a one-time code for a first or forgotten PIN; needs the HR passphrase",
                                 "countersign-admin --data /var/lib/countersign/data code 4417");
  code_verb->add_option("BADGE", code->badge, "The person's badge number")->required();
  code_verb->add_flag("--json", code->json, "Print as JSON");
  code_verb->callback([&console, code] { console.run = [&console, code] { return run_code(console, *code); }; });

  auto assign_to = std::make_shared<AssignOptions>();
  CLI::App* verb = add_verb(
      app, "assign", "Say who must acknowledge a policy, and by when",
      "countersign-admin --data /var/lib/countersign/data assign --policy social-media --group \"*\" --due 2026-12-04");
  verb->add_option("--policy", assign_to->policy, "Id of the policy")->required();
  verb->add_option("--group", assign_to->group, "A group of the roster, or \"*\" for everybody")->required();
  CLI::Option* due = verb->add_option("--due", assign_to->due, "Day by which it is due, as 2026-12-04");
  verb->add_option("--due-days", assign_to->due_days,
                   "Days after the hiring date by which it is due. Hiring dates are sealed: without the HR passphrase `status` "
                   "and `report` cannot tell who is late")
      ->check(CLI::Range(1, 3650))
      ->excludes(due);
  verb->callback([&console, assign_to] { console.run = [&console, assign_to] { return run_assign(console, *assign_to); }; });
}

}  // namespace countersign::admin::cli
