#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/cli/table.hpp"
#include "admin/roster/import.hpp"

namespace countersign::admin::cli {

namespace {

struct ImportOptions {
  RosterImport wanted;
  std::vector<std::string> maps;
  bool json = false;
};

// "badge=Employee ID" -> field and heading; false on anything else.
bool add_mapping(const std::string& text, ColumnMap& columns) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return false;
  return columns.emplace(text.substr(0, equals), text.substr(equals + 1)).second;
}

void print_badges(const char* what, const std::vector<std::string>& badges, bool in_full) {
  std::cout << "  " << badges.size() << " " << what << "\n";
  if (!in_full) return;
  for (const std::string& badge : badges) std::cout << "    " << badge << "\n";
}

Json counts_json(const RosterImported& done) {
  return {{"imported", done.imported},
          {"rows", done.rows_read},
          {"added", done.plan.added.size()},
          {"changed", done.plan.changed.size()},
          {"retired", done.plan.retired.size()},
          {"unchanged", done.plan.unchanged},
          {"problems", faults_json(done.problems)}};
}

int print_outcome(const RosterImported& done, const ImportOptions& options) {
  if (options.json) {
    print_json(counts_json(done));
    return has_errors(done.problems) ? exit_problems : exit_done;
  }
  const int code = tell(done.problems);
  const bool preview = options.wanted.dry_run;
  if (!preview && !done.imported) {
    std::cerr << "countersign-admin: nothing was imported (--partial leaves the bad rows out)\n";
    return code;
  }
  std::cout << (preview ? "Would be done" : "Done") << ", of " << done.rows_read << " rows:\n";
  print_badges("added", done.plan.added, preview);
  print_badges("changed", done.plan.changed, preview);
  print_badges("retired", done.plan.retired, preview);
  std::cout << "  " << done.plan.unchanged << " unchanged\n";
  return code;
}

int run_import(const Console& console, ImportOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  for (const std::string& map : options.maps)
    if (!add_mapping(map, options.wanted.columns))
      return usage("--map " + map + " is not FIELD=HEADING, or the field is there twice", "Write --map badge=Employee_ID");
  const auto passphrase = passphrase_of(console);
  if (!passphrase) return fail(passphrase.error());
  const auto lock = records::ChangeLock::take(*data);  // not while somebody types
  if (!lock) return fail(lock.error());
  auto roster = roster_opened_with(*data, passphrase->text);
  if (!roster) return fail(roster.error());
  auto done = [&] {
    ProgressBar bar("Importing");
    options.wanted.progress = bar.callback();
    return import_roster(*roster, options.wanted);
  }();
  if (!done) return fail(done.error());
  return print_outcome(*done, options);
}

struct ListOptions {
  bool json = false;
  bool names = false;
};

int run_list(const Console& console, const ListOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = roster_for_names(console, *data, options.names);
  if (!roster) return fail(roster.error());
  const bool names = roster->hr_key() != nullptr;
  const auto people = roster->list();
  if (!people) return fail(people.error());
  Table table(names ? std::vector<std::string>{"id", "badge", "name", "group", "site", "email", "employee_id", "state"}
                    : std::vector<std::string>{"id", "group", "site", "state"});
  for (const records::Person& person : *people) {
    const char* state = person.retired ? "retired" : person.has_pin ? "enrolled" : "not enrolled";
    const records::RosterRow& row = person.row;
    if (names)
      table.add({to_hex(person.id), row.badge, row.name, row.group, row.site, row.email, row.employee_id, state});
    else
      table.add({to_hex(person.id), row.group, row.site, state});
  }
  table.print(options.json, "The roster is empty. Import one: roster import FILE.csv");
  return exit_done;
}

void add_import(CLI::App& roster, Console& console) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* verb =
      add_verb(roster, "import", "Add and change people from a CSV file, all rows or none; needs the HR passphrase",
               "countersign-admin --data DIR roster import staff.csv --map badge=Employee_ID --map name=\"Full Name\"");
  verb->add_option("FILE", options->wanted.file, "CSV with headings; `,` `;` or TAB between cells, UTF-8")->required();
  verb->add_option("--map", options->maps,
                   "FIELD=HEADING; fields: badge, name, group, site, email, language, hired_on, manager, employee_id")
      ->take_all();
  verb->add_flag("--dry-run", options->wanted.dry_run, "Only say what would be added, changed and retired");
  verb->add_flag("--partial", options->wanted.partial, "Import the good rows though others are bad");
  verb->add_flag("--json", options->json, "Print the counts and the faults of rows as JSON, without badges of good rows");
  verb->add_flag("--retire-missing", options->wanted.retire_missing, "Whoever is not in the file has left");
  verb->callback([&console, options] { console.run = [&console, options] { return run_import(console, *options); }; });
}

}  // namespace

void add_roster(CLI::App& app, Console& console) {
  CLI::App* roster =
      add_verb(app, "roster", "Who works here", "countersign-admin --data DIR roster import staff.csv --dry-run");
  roster->require_subcommand(1);
  add_import(*roster, console);
  auto options = std::make_shared<ListOptions>();
  CLI::App* list = add_verb(*roster, "list", "Everybody, retired people last",
                            "countersign-admin --data /var/lib/countersign/data roster list --names");
  list->add_flag("--json", options->json, "Print as JSON");
  list->add_flag("--names", options->names, "Ask for the HR passphrase, to show names");
  list->callback([&console, options] { console.run = [&console, options] { return run_list(console, *options); }; });
}

}  // namespace countersign::admin::cli
