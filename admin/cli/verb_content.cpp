#include <filesystem>
#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/setup/publish.hpp"
#include "records/store/machine.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string folder;
  bool json = false;
};

void print_json(const Problems& problems) {
  Json out = Json::array();
  for (const Problem& problem : problems)
    out.push_back({{"file", problem.file},
                   {"line", problem.line},
                   {"path", problem.path},
                   {"what", problem.what},
                   {"cure", problem.cure},
                   {"warning", problem.warning}});
  std::cout << out.dump(2) << "\n";
}

int run(const Options& options) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::canonical(options.folder, error);
  if (error || !fs::is_directory(folder))
    return fail({ErrorCode::not_found, "there is no such folder", options.folder, "Name the folder content/ID of a pack"});
  const fs::path quizzes = folder.parent_path().parent_path() / "quizzes" / folder.filename();
  const CivilDate today = local_date(records::wall_time_now());
  const CheckedPolicy checked = check_policy(folder, quizzes, &today);
  if (options.json) {
    print_json(checked.problems);
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
                            "countersign-admin content check content/social-media");
  verb->add_option("DIR", options->folder, "The folder content/ID; its quizzes are in ../../quizzes/ID")->required();
  verb->add_flag("--json", options->json, "Print the faults as JSON");
  verb->callback([&console, options] { console.run = [options] { return run(*options); }; });
}

}  // namespace countersign::admin::cli
