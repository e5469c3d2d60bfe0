#include "content/pack/policy.hpp"

#include <algorithm>
#include <set>

#include "content/pack/json_read.hpp"
#include "content/pack/languages.hpp"

namespace countersign::content {

namespace {

bool is_version(const std::string& text) {
  const auto dot = text.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == text.size() || text.size() > 16) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }) &&
         text.find('.', dot + 1) == std::string::npos;
}

class Reader {
 public:
  Reader(const JsonFile& file, Problems& problems) : file_(file), problems_(problems) {}

  PolicyFile read() {
    Pack& pack = out_.pack;
    pack.id.value = author_id("/id", text_at(file_.root, "id"));
    pack.version = text_at(file_.root, "version");
    if (!pack.version.empty() && !is_version(pack.version))
      problem("/version", "the version is not major.minor", "Write it as \"1.0\".");
    read_dates();
    pack.owner = text_at(file_.root, "owner");
    read_languages();
    pack.approvals_required = names("approvals_required");
    read_modules();
    read_clauses();
    for (const std::string& id : unique_ids("statements")) pack.statements.push_back({id});
    out_.attract = unique_ids("attract");
    read_changes();
    return std::move(out_);
  }

 private:
  void problem(const std::string& pointer, std::string what, std::string cure) {
    problems_.push_back(file_.problem(pointer, std::move(what), std::move(cure)));
  }

  // `id` if it is one; else a problem, and "". The schema has spoken about those that are missing.
  std::string author_id(const std::string& pointer, const std::string& id) {
    if (id.empty() || is_author_id(id)) return id;
    problem(pointer, "\"" + id + "\" is not an id", "Use lower case letters, digits and inner hyphens, at most 64.");
    return {};
  }

  template <class Set>
  bool is_new(Set& seen, const std::string& pointer, const std::string& id) {
    if (id.empty() || seen.insert(id).second) return true;
    problem(pointer, "\"" + id + "\" is there twice", "Keep one of the two, or rename it.");
    return false;
  }

  std::vector<std::string> names(const char* key) const {
    std::vector<std::string> out;
    for (const Json& value : array_at(file_.root, key))
      if (value.is_string()) out.push_back(value.get<std::string>());
    return out;
  }

  std::vector<std::string> unique_ids(const char* key) {
    std::vector<std::string> out;
    std::set<std::string> seen;
    std::size_t index = 0;
    for (const Json& value : array_at(file_.root, key)) {
      const std::string pointer = std::string("/") + key + "/" + std::to_string(index++);
      const std::string id = author_id(pointer, value.is_string() ? value.get<std::string>() : "");
      if (!id.empty() && is_new(seen, pointer, id)) out.push_back(id);
    }
    return out;
  }

  std::optional<CivilDate> date(const char* key) {
    const std::string text = text_at(file_.root, key);
    const auto value = parse_iso_date(text);
    if (!value && !text.empty()) problem(std::string("/") + key, "\"" + text + "\" is not a date", "Write it as 2026-12-01.");
    return value;
  }

  void read_dates() {
    const auto effective = date("effective");
    const auto review_by = date("review_by");
    if (effective) out_.pack.effective = *effective;
    if (review_by) out_.pack.review_by = *review_by;
    if (!effective || !review_by) return;
    if (*review_by <= *effective) problem("/review_by", "the review date is not after the effective date", "Set a later date.");
    if (*review_by > add_days(*effective, review_days_max))
      problem("/review_by", "the review date is more than a year after the effective date", "Set an earlier date.");
  }

  void read_languages() {
    std::set<std::string> seen;
    std::size_t index = 0;
    for (const Json& value : array_at(file_.root, "languages")) {
      const std::string pointer = "/languages/" + std::to_string(index++);
      const std::string tag = value.is_string() ? value.get<std::string>() : "";
      if (!is_language_tag(tag))
        problem(pointer, "\"" + tag + "\" is not a language tag", "Use BCP 47, such as en, fr or pt-BR.");
      else if (is_new(seen, pointer, tag))
        out_.pack.languages.push_back({tag});
    }
    const std::string source = text_at(file_.root, "source_language");
    out_.pack.source_language.value = source;
    if (!source.empty() && seen.count(source) == 0)
      problem("/source_language", "the source language is not one of the languages", "Add it to languages.");
  }

  void read_modules() {
    std::set<std::string> seen;
    std::size_t index = 0;
    for (const Json& value : array_at(file_.root, "modules")) {
      const std::string pointer = "/modules/" + std::to_string(index++);
      const Module module{{author_id(pointer + "/id", text_at(value, "id"))},
                          integer_at(value, "minutes", 1),
                          author_id(pointer + "/quiz", text_at(value, "quiz")),
                          flag_at(value, "required", true)};
      if (!module.id.empty() && is_new(seen, pointer + "/id", module.id.value)) out_.pack.modules.push_back(module);
    }
  }

  void read_clauses() {
    std::set<std::string> seen;
    std::size_t index = 0;
    for (const Json& value : array_at(file_.root, "clauses")) {
      const std::string pointer = "/clauses/" + std::to_string(index++);
      const Clause clause{{text_at(value, "id")}, {text_at(value, "module")}};
      if (clause.id.empty()) continue;
      if (!is_clause_id(clause.id.value))
        problem(pointer + "/id", "\"" + clause.id.value + "\" is not a clause id",
                "Write two capital letters, a hyphen and a number, such as PA-3.");
      if (!clause.module.empty() && out_.pack.module(clause.module) == nullptr)
        problem(pointer + "/module", "there is no module \"" + clause.module.value + "\"", "Name one of modules.");
      if (is_new(seen, pointer + "/id", clause.id.value)) out_.pack.clauses.push_back(clause);
    }
  }

  void read_changes() {
    const auto& clauses = out_.pack.clauses;
    std::size_t index = 0;
    for (const Json& value : array_at(file_.root, "changes")) {
      const std::string pointer = "/changes/" + std::to_string(index++);
      const Change change{
          {text_at(value, "clause")}, text_at(value, "kind") != "editorial", text_at(value, "since"), text_at(value, "note")};
      const bool known =
          std::any_of(clauses.begin(), clauses.end(), [&](const auto& clause) { return clause.id == change.clause; });
      if (!change.clause.empty() && !known)
        problem(pointer + "/clause", "there is no clause \"" + change.clause.value + "\"", "Name one of clauses.");
      if (!change.since.empty() && !is_version(change.since))
        problem(pointer + "/since", "the version is not major.minor", "Write it as \"1.0\".");
      out_.pack.changes.push_back(change);
    }
  }

  const JsonFile& file_;
  Problems& problems_;
  PolicyFile out_;
};

}  // namespace

PolicyFile read_policy(const JsonFile& file, Problems& problems) { return Reader(file, problems).read(); }

}  // namespace countersign::content
