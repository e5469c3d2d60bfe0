#pragma once
// {{dotted.path}} in a text stands for a value of organisation.json, {{policy.NAME}} for one of policy.json. Filled after
// parsing, so that a value is never markup.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "content/pack/pack.hpp"

namespace countersign::content {

constexpr std::size_t value_characters_max = 2000;

// Every text and integer of `organisation` by its dotted path. An object that holds a text in the source language is
// one translatable value. Arrays cannot be named.
std::map<std::string, std::map<Language, std::string>> collect_values(const Json& organisation, const Language& source);

// Adds policy.version, policy.effective_date and policy.review_date (2027-11-30) to the values of `pack`'s organisation, so
// that no text types them a second time. Nothing if organisation.json was unreadable.
void add_policy_values(Pack& pack);

class Filler {
 public:
  Filler(const Organisation& organisation, Language language, Language source)
      : organisation_(organisation), language_(std::move(language)), source_(std::move(source)) {}

  // `text` with its placeholders filled. Those that name nothing stay as written.
  std::string fill(std::string_view text) const;
  void fill(Runs& runs) const;
  void fill(Card& card) const;

  // What is wrong with the placeholders of `text`, as "what" and "cure" alone. None if organisation.json was
  // unreadable.
  Problems faults(std::string_view text) const;

  // Fills the text at `pointer` and adds its faults.
  std::string fill(const JsonFile& file, const std::string& pointer, std::string_view text, Problems& problems) const;
  // Adds the faults of a Markdown text with their lines.
  void check_lines(std::string_view markdown, const std::string& file, Problems& problems) const;

 private:
  const std::string* value(std::string_view path) const;

  const Organisation& organisation_;
  Language language_;
  Language source_;
};

}  // namespace countersign::content
