#include <unistd.h>

#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/cli/table.hpp"
#include "admin/ledger/erase.hpp"
#include "admin/ledger/retention.hpp"
#include "records/store/machine.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  int years = retention_years;
  bool yes = false;
  bool names = false;
  bool json = false;
};

void print_list(const Expired& expired, bool names, const Options& options) {
  Table table(names ? std::vector<std::string>{"id", "badge", "name", "group", "site", "last_record", "records"}
                    : std::vector<std::string>{"id", "group", "site", "last_record", "records"});
  for (const ExpiredPerson& one : expired.people) {
    const records::RosterRow& row = one.person.row;
    const std::string last = iso_date(local_date(one.last_record));
    if (names)
      table.add({to_hex(one.person.id), row.badge, row.name, row.group, row.site, last, one.record_count});
    else
      table.add({to_hex(one.person.id), row.group, row.site, last, one.record_count});
  }
  table.print(options.json, "Nobody has been retired and without a record for " + std::to_string(options.years) + " years.");
  if (expired.without_records > 0)
    std::cerr << expired.without_records
              << " retired without any record are not listed: nothing says since when. See `erase`.\n";
}

int erase_all(const Console& console, const records::DataDir& data, const Expired& expired) {
  const Actor actor = console.actor();
  int erased = 0;
  for (const ExpiredPerson& one : expired.people) {
    if (auto done = erase_person(data, one.person, actor); !done) {
      std::cerr << "countersign-admin: " << erased << " were erased before this:\n";
      return fail(done.error());
    }
    ++erased;
  }
  std::cerr << erased
            << " erased. Destroy every older copy of vault.db: with HR's passphrase it still opens what was erased.\n";
  for (const auto& vault : archived_vaults(data)) std::cerr << "  also " << vault.string() << "\n";
  return exit_done;
}

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = options.yes ? unlocked_roster(console, *data) : roster_for_names(console, *data, options.names);
  if (!roster) return fail(roster.error());
  CivilDate before = local_date(records::wall_time_now());
  before.year -= options.years;
  const auto expired = [&] {
    ProgressBar bar("Reading");
    return expired_people(*data, *roster, before, bar.callback());
  }();
  if (!expired) return fail(expired.error());
  const bool unlocked = roster->hr_key() != nullptr;
  print_list(*expired, unlocked, options);
  if (expired->people.empty()) return exit_done;
  if (!options.yes && (!unlocked || ::isatty(STDIN_FILENO) == 0)) {
    std::cerr << "Nobody was erased. To erase them: retention --yes, with the HR passphrase.\n";
    return exit_done;
  }
  if (auto sure = confirm("Erase these " + std::to_string(expired->people.size()) + " people? Nobody can bring them back.",
                          options.yes);
      !sure)
    return fail(sure.error());
  return erase_all(console, *data, *expired);
}

}  // namespace

void add_retention(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(app, "retention", "Retired people whose last record is older than the period; erases them when told",
               "countersign-admin --data /var/lib/countersign/data retention --years 6 --names");
  verb->add_option("--years", options->years, "How long records about people are kept")
      ->check(CLI::Range(1, retention_years_max))
      ->capture_default_str();
  verb->add_flag("--yes", options->yes, "Erase them without asking; needs the HR passphrase");
  verb->add_flag("--names", options->names, "Ask for the HR passphrase, to show names");
  verb->add_flag("--json", options->json, "Print the list as JSON");
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
