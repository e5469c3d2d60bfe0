// Keys and what opens them: passphrase change, passphrase recover, hr-key rotate, device-key rotate.

#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/ledger/keys.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string new_passphrase_file;
  std::string recovery_file;
};

void print_recovery(const WipedText& code) {
  std::cout << "Recovery code: " << code.text << "\n"
            << "  It opens HR's key if the passphrase is lost. It is shown once: print it and lock it away; the one before is "
               "void.\n";
}

int run_change(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto old = passphrase_of(console);
  if (!old) return fail(old.error());
  const auto next = new_passphrase(options.new_passphrase_file);
  if (!next) return fail(next.error());
  if (auto done = change_passphrase(*data, old->text, next->text); !done) return fail(done.error());
  std::cout << "The HR passphrase is changed; the recovery code is the same as before.\n"
            << "The old one still opens old copies of " << data->hr_key().string() << ": destroy them.\n";
  return exit_done;
}

int run_recover(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto code = recovery_code_of(options.recovery_file);
  if (!code) return fail(code.error());
  const auto next = new_passphrase(options.new_passphrase_file);
  if (!next) return fail(next.error());
  auto done = recover_passphrase(*data, code->text, next->text);
  if (!done) return fail(done.error());
  std::cout << "The HR passphrase is a new one.\n";
  print_recovery(WipedText(std::move(*done)));
  return exit_done;
}

int run_rotate_hr(const Console& console) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto passphrase = passphrase_of(console);
  if (!passphrase) return fail(passphrase.error());
  const auto lock = records::ChangeLock::take(*data);
  if (!lock) return fail(lock.error());
  auto roster = roster_opened_with(*data, passphrase->text);
  if (!roster) return fail(roster.error());
  auto code = records::rotate_hr_key(*lock, *data, *roster, passphrase->text);
  if (!code) return fail(code.error());
  std::cout << "HR has a new key under the same passphrase. Copies of the old " << data->hr_key().string()
            << " open only old vault backups: destroy both.\n";
  print_recovery(WipedText(std::move(*code)));
  return exit_done;
}

int run_rotate_device(const Console& console) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  auto ledger = records::Ledger::open(*data);
  if (!ledger) return fail(ledger.error());
  const std::string before = ledger->vkey().text();
  const Actor actor = console.actor();
  if (auto done = ledger->rotate_key(hr_record(records::KeyRotated{}, actor), actor.by); !done) return fail(done.error());
  std::cout << "Verifier key now:  " << ledger->vkey().text() << "\n"
            << "Until now:         " << before << "\n"
            << "Publish the new one beside the old one, which still checks what was signed before. Put a copy of\n"
            << data->device_key().string() << " aside in place of the old one.\n";
  return exit_done;
}

void add_passphrase(CLI::App& app, Console& console) {
  CLI::App* passphrase = add_verb(app, "passphrase", "Change HR's passphrase, or set a new one with the recovery code",
                                  "countersign-admin --data /var/lib/countersign/data passphrase change");
  passphrase->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* change = add_verb(*passphrase, "change", "A new HR passphrase; asks for the old one, or takes --passphrase-file",
                              "countersign-admin --data DIR passphrase change --passphrase-file OLD --new-passphrase-file NEW");
  CLI::App* recover = add_verb(*passphrase, "recover", "A new HR passphrase and a new recovery code, by the recovery code",
                               "countersign-admin --data /var/lib/countersign/data passphrase recover");
  for (CLI::App* verb : {change, recover})
    verb->add_option("--new-passphrase-file", options->new_passphrase_file, "File whose first line is the new passphrase");
  recover->add_option("--recovery-file", options->recovery_file, "File whose first line is the recovery code");
  change->callback([&console, options] { console.run = [&console, options] { return run_change(console, *options); }; });
  recover->callback([&console, options] { console.run = [&console, options] { return run_recover(console, *options); }; });
}

}  // namespace

void add_keys(CLI::App& app, Console& console) {
  add_passphrase(app, console);
  CLI::App* hr = add_verb(app, "hr-key", "HR's key", "countersign-admin --data /var/lib/countersign/data hr-key rotate");
  hr->require_subcommand(1);
  CLI::App* hr_rotate =
      add_verb(*hr, "rotate", "A new key for HR: everything in the vault is sealed to it; needs the passphrase",
               "countersign-admin --data /var/lib/countersign/data hr-key rotate");
  hr_rotate->callback([&console] { console.run = [&console] { return run_rotate_hr(console); }; });
  CLI::App* device = add_verb(app, "device-key", "The key that signs this terminal's ledger",
                              "countersign-admin --data /var/lib/countersign/data device-key rotate");
  device->require_subcommand(1);
  CLI::App* device_rotate = add_verb(*device, "rotate", "A new key signs from now on; a record signed by both says so",
                                     "countersign-admin --data /var/lib/countersign/data device-key rotate");
  device_rotate->callback([&console] { console.run = [&console] { return run_rotate_device(console); }; });
}

}  // namespace countersign::admin::cli
