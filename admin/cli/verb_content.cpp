#include <filesystem>
#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/setup/publish.hpp"
#include "records/store/machine.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string folder;
  std::string on;  // a date, or empty for today
  bool json = false;
};

int run(const Options& options) {
  namespace fs = std::filesystem;
  const auto day = options.on.empty() ? local_date(records::wall_time_now()) : parse_iso_date(options.on);
  if (!day) return usage("--on " + options.on + " is not a date", "Write it as 2026-12-01");
  std::error_code error;
  const fs::path folder = fs::canonical(options.folder, error);
  if (error || !fs::is_directory(folder))
    return fail({ErrorCode::not_found, "there is no such folder", options.folder, "Name the folder content/ID of a pack"});
  const fs::path quizzes = folder.parent_path().parent_path() / "quizzes" / folder.filename();
  const CheckedPolicy checked = check_policy(folder, quizzes, &*day);
  if (options.json) {
    print_json(faults_json(checked.problems));
    return has_errors(checked.problems) ? exit_problems : exit_done;
  }
  const int code = tell(checked.problems);
  if (code == exit_done)
    std::cout << options.folder << ": version " << checked.pack.version << ", " << checked.pack.modules.size() << " modules, "
              << checked.pack.languages.size() << " languages, no faults\n";
  return code;
}

}  // namespace

void add_content(CLI::App& app, Console& console) {
  CLI::App* content =
      add_verb(app, "content", "Check what the policy says and asks", "countersign-admin content check content/social-media");
  content->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(*content, "check", "Report every fault of a pack and its quizzes, with file, line and cure",
                            "countersign-admin content check content/social-media --on 2027-11-30");
  verb->add_option("DIR", options->folder, "The folder content/ID; its quizzes are in ../../quizzes/ID")->required();
  verb->add_option("--on", options->on, "YYYY-MM-DD: judge the dates of the policy as on that day, not today");
  verb->add_flag("--json", options->json, "Print the faults as JSON");
  verb->callback([&console, options] { console.run = [options] { return run(*options); }; });
}

}  // namespace countersign::admin::cli
