#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/facts.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/ledger/check.hpp"
#include "admin/ledger/restore.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string file;
  std::string vault;
  std::string key;
  bool json = false;
};

void print_done(const records::Restored& done, bool as_json) {
  Facts facts;
  facts.add("origin", "ledger now", done.origin);
  facts.add("vkey", "verifier key", done.vkey);
  facts.add("of_origin", "goes on from", done.from.origin);
  facts.add("of_size", "of records", done.from.size);
  facts.add("of_root", "and root", to_base64(done.from.root.bytes));
  facts.add("erased_again", "erased again", done.erased_again);
  facts.add("carried_over", "imported since", done.carried_over);
  facts.add("left_out", done.left_out == 0 ? "" : "left out", done.left_out);
  facts.add("set_aside", "set aside", done.set_aside.string());
  facts.add("vault_set_aside", done.vault_set_aside.empty() ? "" : "vault set aside", done.vault_set_aside.string());
  if (as_json) {
    std::cout << facts.json().dump(2) << "\n";
    return;
  }
  facts.print();
  std::cout << "Publish the new verifier key beside the old one. What was signed after the backup is in the ledger that was "
               "set aside,\n"
            << "and no longer counts: the receipts that people hold show it.\n";
  if (done.left_out > 0)
    std::cout
        << "Left out are people who were imported after the backup, and who could not be taken over: import the roster again.\n"
           "They need a new code.\n";
  if (!done.vault_set_aside.empty())
    std::cout << "The vault that was set aside holds names and keys: destroy it as soon as the restored one works.\n";
}

// Found out before anything is written, so it is an answer, as in `verify`.
int tell_bad_backup(const Error& error) {
  const int code = fail(error);
  return error.code == ErrorCode::corrupt ? exit_problems : code;
}

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  RestoreRequest wanted{options.file, options.vault, std::nullopt, console.actor(), {}};
  if (!options.key.empty()) {
    auto key = verifier_key_of(options.key);
    if (!key) return fail(key.error());
    wanted.key = std::move(*key);
  }
  const auto passphrase = passphrase_of(console);
  if (!passphrase) return fail(passphrase.error());
  const auto lock = records::ChangeLock::take(*data);
  if (!lock) return fail(lock.error());
  const auto hr = hr_key_opened_with(*data, passphrase->text);
  if (!hr) return fail(hr.error());
  {
    ProgressBar bar("Checking the backup");
    wanted.checking = bar.callback();
    if (const auto checked = check_backup(*data, wanted); !checked) return tell_bad_backup(checked.error());
  }
  const auto done = restore_backup(*lock, *data, *hr, wanted);
  if (!done) return fail(done.error());
  print_done(*done, options.json);
  if (!done->unfinished) return exit_done;
  std::cerr << "countersign-admin: the restored ledger is in force, but not everything after it was done:\n";
  return fail(*done->unfinished);
}

}  // namespace

void add_restore(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(
      app, "restore",
      "Go back to a backup: a new generation of the ledger that goes on from it. Stop the kiosk first; needs the HR passphrase",
      "countersign-admin --data /var/lib/countersign/data restore /mnt/backup/ledger-2026-11-23.db");
  verb->add_option("FILE", options->file, "A backup of the ledger")->required();
  verb->add_option("--vault", options->vault, "A backup of the vault, of the same night; without it today's stays");
  verb->add_option("--key", options->key, "The backup's verifier key, if this directory no longer knows it");
  verb->add_flag("--json", options->json, "Print as JSON");
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
