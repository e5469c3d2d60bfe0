#include "content/pack/check.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"
#include "content/pack/check_prose.hpp"
#include "content/pack/source_folder.hpp"

namespace countersign::content {

namespace {

constexpr int files_max = 10'000;
constexpr std::size_t source_bytes_max = json_bytes_max;  // no kind of file of a pack may be larger

void check_dates(const Pack& pack, CivilDate today, const std::string& policy_file, Problems& problems) {
  if (pack.review_by < today)
    problems.push_back({policy_file, 0, "/review_by", "the review date " + iso_date(pack.review_by) + " is past",
                        "Review the policy and publish its next version."});
  if (pack.effective < today)
    problems.push_back({policy_file, 0, "/effective", "the effective date " + iso_date(pack.effective) + " is past",
                        "Set a coming date, unless this version is published already.", true});
}

void check_clauses_taught(const Pack& pack, const std::string& policy_file, Problems& problems) {
  std::set<ClauseId> taught;
  if (const auto source = pack.texts.find(pack.source_language); source != pack.texts.end())
    for (const auto& [id, module_text] : source->second.modules)
      for (const Card& card : module_text.cards) taught.insert(card.clause);
  std::size_t index = 0;
  for (const Clause& clause : pack.clauses) {
    const std::string pointer = "/clauses/" + std::to_string(index++);
    if (taught.count(clause.id) == 0)
      problems.push_back(
          {policy_file, 0, pointer, "no card teaches clause " + clause.id.value, "Write a card for it, or remove the clause."});
  }
}

// The files that load_pack reads for `pack`, and its pictures.
std::set<std::string> expected_files(const Pack& pack) {
  std::set<std::string> out{"policy.json", "organisation.json", "text/translations.lock.json", pack.organisation.mark};
  for (const auto& [language, text] : pack.texts) {
    out.insert("text/" + language.value + "/strings.json");
    for (const Module& module : pack.modules) out.insert("text/" + language.value + "/" + module.id.value + ".md");
    for (const auto& [module, module_text] : text.modules)
      for (const Card& card : module_text.cards)
        if (card.picture) out.insert(card.picture->file);
  }
  return out;
}

// Looks at every file of the folder, whether the pack uses it or not.
class FolderCheck {
 public:
  FolderCheck(const Pack& pack, const std::filesystem::path& root, Problems& problems)
      : folder_(root), expected_(expected_files(pack)), problems_(problems) {}

  void run() {
    std::error_code error;
    std::filesystem::recursive_directory_iterator entry(folder_.root(), error);
    int files = 0;
    for (; !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
      if (++files > files_max)
        return problems_.push_back({folder_.root().string(), 0, "",
                                    "the folder holds more than " + std::to_string(files_max) + " files",
                                    "Keep in it only what the pack needs."});
      take(*entry);
    }
    if (error)
      problems_.push_back(
          {folder_.root().string(), 0, "", "the folder could not be read: " + error.message(), "Check its permissions."});
  }

 private:
  void take(const std::filesystem::directory_entry& entry) {
    std::error_code ignored;
    const std::string relative = entry.path().lexically_relative(folder_.root()).generic_string();
    if (entry.is_symlink(ignored)) return problem(relative, "a symbolic link may leave the pack", "Put the file itself here.");
    if (entry.is_directory(ignored)) return;
    const bool in_overlays = relative.rfind("overlays/", 0) == 0;
    const bool in_figures = relative.rfind("figures/", 0) == 0;
    if (!in_overlays && !in_figures && expected_.count(relative) == 0)
      problem(relative, "the pack does not use this file", "Remove it, or name it in policy.json.", true);
    check_bytes(relative);
  }

  void check_bytes(const std::string& relative) {
    Problems unreadable;
    const auto bytes = folder_.bytes(relative, source_bytes_max, unreadable);
    if (!bytes) return void(problems_.insert(problems_.end(), unreadable.begin(), unreadable.end()));
    const std::string file = folder_.name(relative);
    if (!is_utf8(*bytes)) return problem(relative, "the file is not UTF-8 text", "Save it as UTF-8.");
    if (ends_with(relative, ".svg") && bytes->size() > picture_bytes_max)
      problem(relative, "the picture is larger than 512 KiB", "Simplify it.");
    if (ends_with(relative, ".md")) check_markdown(relative, *bytes, file);
    if (ends_with(relative, ".json")) {
      Problems said_by_load;
      check_directions(parse_json(*bytes, file, said_by_load), problems_);
    }
  }

  void check_markdown(const std::string& relative, const std::string& text, const std::string& file) {
    check_directions(text, file, problems_);
    if (relative.rfind("text/en/", 0) == 0 || relative.rfind("text/en-", 0) == 0) check_reading_level(text, file, problems_);
  }

  static bool ends_with(const std::string& text, std::string_view end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
  }

  void problem(const std::string& relative, std::string what, std::string cure, bool warning = false) {
    problems_.push_back({folder_.name(relative), 0, "", std::move(what), std::move(cure), warning});
  }

  SourceFolder folder_;
  std::set<std::string> expected_;
  Problems& problems_;
};

}  // namespace

Problems check_pack(const Pack& pack, const std::filesystem::path& folder, CivilDate today) {
  Problems problems;
  const std::string policy_file = (folder / "policy.json").string();
  check_dates(pack, today, policy_file, problems);
  check_clauses_taught(pack, policy_file, problems);
  FolderCheck(pack, folder, problems).run();
  return problems;
}

}  // namespace countersign::content
