#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/progress_bar.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string out;
  std::string vault_out;
};

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto ledger = records::Ledger::open(*data);
  if (!ledger) return fail(ledger.error());
  {
    ProgressBar bar("Copying");
    if (auto done = ledger->backup(options.out, bar.callback()); !done) return fail(done.error());
  }
  const auto size = ledger->size();
  std::cout << "Ledger copied and checked: " << options.out << " (" << (size ? *size : 0) << " records)\n";
  if (options.vault_out.empty()) return exit_done;
  if (auto done = records::backup_vault(*data, options.vault_out); !done) return fail(done.error());
  std::cout << "Vault copied and checked: " << options.vault_out << " (it holds names: lock it away, keep few)\n";
  return exit_done;
}

}  // namespace

void add_backup(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(app, "backup", "Copy the ledger while the kiosk runs, and check the copy",
                            "countersign-admin --data /var/lib/countersign backup --out /mnt/usb/ledger-2026-11-23.db");
  verb->add_option("--out", options->out, "New file for the ledger: records, signatures and answers, no roster")->required();
  verb->add_option("--vault-out", options->vault_out, "New file for the vault as well: names, badges, hashes of PINs");
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
