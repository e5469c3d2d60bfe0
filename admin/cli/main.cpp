// countersign-admin: what HR and IT do at a shell or from cron.

#include <clocale>
#include <iostream>

#include "admin/cli/console.hpp"
#include "base/dumps.hpp"
#include "base/priority.hpp"
#include "base/version.hpp"

namespace {

constexpr char footer[] =
    "Exit codes: 0 done, 1 the check found problems, 2 wrong use, 3 data could not be read or written.\n"
    "Example: countersign-admin --data ./demo-data init --demo";

}  // namespace

int main(int argc, char** argv) {
  using namespace countersign::admin::cli;
  countersign::no_core_dumps();
  std::setlocale(LC_ALL, "C.UTF-8");
  countersign::let_others_go_first();
  Console console;
  CLI::App app("Set up a Countersign kiosk, import the roster, report and export.", "countersign-admin");
  app.footer(footer);
  app.set_version_flag("--version", std::string("countersign-admin ") + countersign::version);
  app.require_subcommand(1);
  app.fallthrough();  // --data and --passphrase-file may stand after the verb as well
  app.add_option("--data", console.data_dir, "The data directory");
  app.add_option("--passphrase-file", console.passphrase_file,
                 "File whose first line is the HR passphrase; also COUNTERSIGN_PASSPHRASE_FILE");
  add_init(app, console);
  add_roster(app, console);
  add_people(app, console);
  add_status(app, console);
  add_report(app, console);
  add_questions(app, console);
  add_export(app, console);
  add_content(app, console);
  add_backup(app, console);
  add_verify(app, console);
  add_proof(app, console);
  add_keys(app, console);
  add_restore(app, console);
  add_erase(app, console);
  add_retention(app, console);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_usage;
  }
  return console.run();
}
