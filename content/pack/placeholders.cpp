#include "content/pack/placeholders.hpp"

#include <algorithm>

namespace countersign::content {

namespace {

constexpr std::string_view open_mark = "{{";
constexpr std::string_view close_mark = "}}";

using Values = std::map<std::string, std::map<Language, std::string>>;

bool is_translatable(const Json& value, const Language& source) {
  const auto found = value.find(source.value);
  return found != value.end() && found->is_string();
}

void collect(const Json& value, const std::string& path, const Language& source, Values& out) {
  if (value.is_string()) out[path][Language{}] = value.get<std::string>();
  if (value.is_number_integer()) out[path][Language{}] = value.dump();
  if (!value.is_object()) return;
  if (!path.empty() && is_translatable(value, source)) {
    for (const auto& [tag, words] : value.items())
      if (words.is_string()) out[path][Language{tag}] = words.get<std::string>();
    return;
  }
  for (const auto& [key, child] : value.items()) collect(child, path.empty() ? key : path + "." + key, source, out);
}

// Calls `plain` for what lies between placeholders and `named` for the path of each; `broken` if one is not closed.
template <class Plain, class Named, class Broken>
void each_part(std::string_view text, Plain plain, Named named, Broken broken) {
  while (true) {
    const auto open = text.find(open_mark);
    plain(text.substr(0, open));
    if (open == std::string_view::npos) return;
    const auto close = text.find(close_mark, open);
    if (close == std::string_view::npos) return broken(text.substr(open));
    named(text.substr(open + open_mark.size(), close - open - open_mark.size()));
    text.remove_prefix(close + close_mark.size());
  }
}

}  // namespace

Values collect_values(const Json& organisation, const Language& source) {
  Values out;
  collect(organisation, "", source, out);
  return out;
}

void add_policy_values(Pack& pack) {
  Values& values = pack.organisation.values;
  if (values.empty()) return;
  values["policy.version"][Language{}] = pack.version;
  values["policy.effective_date"][Language{}] = iso_date(pack.effective);
  values["policy.review_date"][Language{}] = iso_date(pack.review_by);
}

const std::string* Filler::value(std::string_view path) const {
  const auto found = organisation_.values.find(std::string(path));
  if (found == organisation_.values.end()) return nullptr;
  for (const Language& wanted : {language_, source_, Language{}})
    if (const auto words = found->second.find(wanted); words != found->second.end()) return &words->second;
  return nullptr;
}

std::string Filler::fill(std::string_view text) const {
  std::string out;
  each_part(
      text, [&](std::string_view plain) { out += plain; },
      [&](std::string_view path) {
        if (const std::string* words = value(path))
          out += *words;
        else
          out.append(open_mark).append(path).append(close_mark);
      },
      [&](std::string_view rest) { out += rest; });
  return out;
}

void Filler::fill(Runs& runs) const {
  for (Run& run : runs) run.text = fill(run.text);
}

void Filler::fill(Card& card) const {
  card.title = fill(card.title);
  for (Block& block : card.body) fill(block.runs);
  for (Block& block : card.full) fill(block.runs);
  if (card.picture) card.picture->alt = fill(card.picture->alt);
  fill(card.example);
  for (auto* advice : {&card.dos, &card.donts}) {
    if (!*advice) continue;
    fill((*advice)->body);
    fill((*advice)->reason);
  }
}

Problems Filler::faults(std::string_view text) const {
  Problems out;
  if (organisation_.values.empty()) return out;
  each_part(
      text, [](std::string_view) {},
      [&](std::string_view path) {
        if (value(path) != nullptr) return;
        out.push_back({"", 0, "", "the placeholder {{" + std::string(path.substr(0, 100)) + "}} names nothing",
                       "Name a value of organisation.json by its dotted path, or policy.version, policy.effective_date or "
                       "policy.review_date."});
      },
      [&](std::string_view) {
        out.push_back({"", 0, "", "a placeholder is not closed", "Close it with }} on the same line."});
      });
  return out;
}

std::string Filler::fill(const JsonFile& file, const std::string& pointer, std::string_view text, Problems& problems) const {
  for (const Problem& fault : faults(text)) problems.push_back(file.problem(pointer, fault.what, fault.cure));
  return fill(text);
}

void Filler::check_lines(std::string_view markdown, const std::string& file, Problems& problems) const {
  int number = 0;
  for (std::size_t at = 0; at < markdown.size();) {
    const auto end = std::min(markdown.find('\n', at), markdown.size());
    const auto line = markdown.substr(at, end - at);
    ++number;
    for (const Problem& fault : faults(line)) problems.push_back({file, number, "", fault.what, fault.cure});
    // Markdown would drop the backslash and leave a placeholder that no line shows.
    if (line.find("\\{") != std::string_view::npos || line.find("\\}") != std::string_view::npos)
      problems.push_back({file, number, "", "a backslash stands before a brace", "Remove it; a single brace is plain text."});
    at = end + 1;
  }
}

}  // namespace countersign::content
