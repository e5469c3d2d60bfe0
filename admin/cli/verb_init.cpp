#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/policy_source.hpp"
#include "admin/setup/demo.hpp"
#include "admin/setup/init.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  bool demo = false;
  std::string policy;
  std::string terminal = "t1";
  std::string language = "en";
};

Result<WipedText> chosen_passphrase(const Console& console, bool demo) {
  auto from_file = passphrase_from_file(console);
  if (!from_file) return from_file.error();
  if (*from_file) return std::move(**from_file);
  return demo ? Result<WipedText>(WipedText(demo_passphrase())) : ask_passphrase(true);
}

void print_what_to_keep(const records::DataDir& data, const Initialised& made) {
  std::cout
      << "\nRecovery code: " << made.recovery_code << "\n"
      << "  It opens HR's key if the passphrase is lost. It is shown once: print it and lock it away.\n\n"
      << "Verifier key: " << made.vkey << "\n"
      << "  Publish it where this terminal cannot change it, with the export key below: whoever checks a record needs them.\n\n"
      << made.export_key
      << "\nKeep safe: the passphrase; the recovery code; a copy of pepper, device-key, export-key and hr-key\n"
      << "from " << data.root.string() << ". Without the pepper no badge and no PIN of a restored vault is known.\n";
}

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  InitOptions wanted;
  wanted.data = *data;
  wanted.policy_source = options.policy.empty() ? default_policy_source() : std::filesystem::path(options.policy);
  wanted.terminal = options.terminal;
  wanted.demo = options.demo;
  wanted.actor = console.actor();
  wanted.actor.language = Language{options.language};
  const auto passphrase = chosen_passphrase(console, options.demo);
  if (!passphrase) return fail(passphrase.error());
  wanted.passphrase = passphrase->text;
  auto done = init(wanted);
  wipe(wanted.passphrase);
  if (!done) return fail(done.error());
  if (const int code = tell(done->problems); code != exit_done) {
    std::cerr << "countersign-admin: nothing was made, because the policy has faults\n";
    return code;
  }
  std::cout << "Made " << data->root.string() << " for " << done->origin << "\n";
  print_what_to_keep(*data, *done);
  wipe(done->recovery_code);
  if (options.demo) std::cout << "Badges, codes and the passphrase: " << (data->root / "DEMO.txt").string() << "\n";
  return exit_done;
}

}  // namespace

void add_init(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(app, "init", "Make a new data directory: ledger, vault, settings and the policy",
                            "countersign-admin --data /var/lib/countersign/data init --terminal break-room");
  verb->add_flag("--demo", options->demo, "With an invented roster, an assignment, codes and a passphrase in DIR/DEMO.txt");
  verb->add_option("--policy", options->policy, "Folder that holds content/social-media and quizzes/social-media");
  verb->add_option("--terminal", options->terminal, "Name of this kiosk: lower case letters, digits, hyphens");
  verb->add_option("--language", options->language, "Language that the kiosk starts in")
      ->check(CLI::IsMember({"en", "fr", "es"}));
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
