#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/export/csv.hpp"
#include "admin/ledger/bundle.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string out;
  std::string preset;
  std::string since;
  std::string policy;
  bool names = false;
};

void tell_not_noted() {
  std::cerr << "countersign-admin: the ledger has no record of this export, since nothing is written while a fault is marked\n";
}

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto since = parse_iso_date(options.since);
  if (!options.since.empty() && !since) return usage("--since " + options.since + " is not a date", "Write it as 2026-11-23");
  const auto roster = roster_for_names(console, *data, options.names);
  if (!roster) return fail(roster.error());
  ProgressBar bar("Exporting");
  CsvExport wanted;
  wanted.out = options.out;
  wanted.preset = options.preset == "excel" ? CsvPreset::excel : CsvPreset::machine;
  wanted.since = since;
  wanted.policy = PolicyId{options.policy};
  wanted.names = roster->hr_key() == nullptr ? nullptr : &*roster;
  const Actor actor = console.actor();
  wanted.headings = actor.language;
  wanted.by = actor.by;
  wanted.stamp = actor.stamp;
  wanted.progress = bar.callback();
  const auto done = export_csv(*data, wanted);
  if (!done) return fail(done.error());
  std::cout << options.out << ": " << done->rows << " rows, from " << done->up_to << " records\n";
  if (!done->noted) tell_not_noted();
  return done->left_out ? tell_left_out(*done->left_out) : exit_done;
}

struct BundleOptions {
  std::string out;
  std::string policy;
};

int run_bundle(const Console& console, const BundleOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto made = [&] {
    ProgressBar bar("Exporting");
    return export_bundle(*data, {options.out, PolicyId{options.policy}, console.actor(), bar.callback()});
  }();
  if (!made) return fail(made.error());
  std::cout << options.out << ": " << made->record_count << " of " << made->checkpoint.size << " records, " << made->proofs
            << " proofs, " << made->documents << " documents; signed in " << options.out << ".minisig\n"
            << "Anybody can check it: countersign-admin verify --bundle FILE --key VKEY --export-key RW... (see vkey)\n";
  if (!made->noted) tell_not_noted();
  return exit_done;
}

void add_bundle(CLI::App& verb, Console& console) {
  auto options = std::make_shared<BundleOptions>();
  CLI::App* bundle =
      add_verb(verb, "bundle", "Records, documents and proofs in one signed tar file that others can check; no names",
               "countersign-admin --data /var/lib/countersign/data export bundle --out social-media.tar --policy social-media");
  bundle->add_option("--out", options->out, "New file; its signature goes to FILE.minisig")->required();
  bundle->add_option("--policy", options->policy, "Only answers to this policy");
  bundle->callback([&console, options] { console.run = [&console, options] { return run_bundle(console, *options); }; });
}

}  // namespace

void add_export(CLI::App& app, Console& console) {
  const std::string example =
      "countersign-admin --data /var/lib/countersign/data export csv --out completions.csv --preset excel --since 2026-11-01";
  CLI::App* verb = add_verb(app, "export", "Write completions for other systems", example);
  verb->require_subcommand(1);
  add_bundle(*verb, console);
  auto options = std::make_shared<Options>();
  CLI::App* csv = add_verb(*verb, "csv", "One row a completion, with or without names", example);
  csv->add_option("--out", options->out, "The file to write; it is replaced only when complete")->required();
  csv->add_option("--preset", options->preset, "excel: for spreadsheets; without it, for machines")
      ->check(CLI::IsMember({"excel", "machine"}));
  csv->add_option("--since", options->since, "Only what was completed on this day or later, as 2026-11-23");
  csv->add_option("--policy", options->policy, "Only this policy and its modules");
  csv->add_flag("--names", options->names, "Ask for the HR passphrase, to show names");
  csv->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
