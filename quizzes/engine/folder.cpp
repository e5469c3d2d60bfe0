#include "quizzes/engine/folder.hpp"

#include <set>

namespace countersign::quiz {

namespace {

constexpr int files_max = 10'000;

std::set<std::string> used_files(const content::Pack& pack) {
  std::set<std::string> out;
  for (const content::Module& module : pack.modules) {
    out.insert(module.quiz + ".json");
    for (const Language& language : pack.languages) out.insert("text/" + language.value + "/" + module.quiz + ".json");
  }
  return out;
}

}  // namespace

Problems check_folder(const std::filesystem::path& folder, const content::Pack& pack) {
  namespace fs = std::filesystem;
  Problems problems;
  std::error_code error;
  if (pack.modules.empty() || !fs::exists(folder, error)) return problems;
  const std::set<std::string> used = used_files(pack);
  int files = 0;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (++files > files_max) {
      problems.push_back({folder.string(), 0, "", "the folder holds more than " + std::to_string(files_max) + " files",
                          "Keep in it only what the quizzes need."});
      return problems;
    }
    std::error_code ignored;
    const std::string file = entry->path().string();
    if (entry->is_symlink(ignored))
      problems.push_back({file, 0, "", "a symbolic link may leave the pack", "Put the file itself here."});
    else if (!entry->is_directory(ignored) && used.count(entry->path().lexically_relative(folder).generic_string()) == 0)
      problems.push_back(
          {file, 0, "", "no module uses this file", "Remove it, or name it as a module's quiz in policy.json.", true});
  }
  if (error)
    problems.push_back({folder.string(), 0, "", "the folder could not be read: " + error.message(), "Check its permissions."});
  return problems;
}

}  // namespace countersign::quiz
