#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/ledger/backup.hpp"
#include "base/base64.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string out;
  std::string vault;
};

void print_made(const Options& options, const records::Verified& made) {
  std::cout << "Ledger copied and verified: " << options.out << "\n"
            << "  " << made.size << " records, root " << to_base64(made.root.bytes) << "\n";
  if (options.vault.empty())
    std::cout << "Not in it: the vault with names and people's keys (--vault FILE)";
  else
    std::cout << "Vault copied and checked: " << options.vault << "\n"
              << "  It holds names and keys: lock it away, keep few, and destroy them all after `erase`.\nNot in them: ";
  std::cout << (options.vault.empty() ? ", " : "") << "pepper, device-key, export-key, hr-key, settings.json and policy/.\n"
            << "  Put those aside once, locked away.\n";
}

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  ProgressBar copying("Copying");
  ProgressBar checking("Checking the copy");
  const auto made = back_up(*data, {options.out, options.vault, copying.callback(), checking.callback()});
  if (!made) return fail(made.error());
  print_made(options, *made);
  return exit_done;
}

}  // namespace

void add_backup(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(app, "backup", "Copy the ledger while the kiosk runs, and verify the copy",
                            "countersign-admin --data /var/lib/countersign/data backup --out /mnt/usb/ledger-2026-11-23.db");
  verb->add_option("--out", options->out, "New file for the ledger: records, signatures and answers, sealed; no roster")
      ->required();
  verb->add_option("--vault,--vault-out", options->vault, "New file for the vault as well: names and people's keys, sealed");
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
