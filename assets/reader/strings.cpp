#include "assets/reader/strings.hpp"

#include <set>

#include "assets/reader/read.hpp"

namespace countersign::assets {

namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t languages_max = 64;

struct LanguageName {
  Language id;
  std::string name;
};

bool is_tag(const std::string& text) {
  if (text.empty() || text.size() > 16) return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return false;
  return true;
}

std::vector<LanguageName> read_languages(const std::filesystem::path& path, Problems& problems) {
  const JsonFile file = read_json(path, problems);
  std::vector<LanguageName> out;
  if (file.root.is_null()) return out;
  for (std::size_t i = 0; file.root.is_array() && i < file.root.size() && i < languages_max; ++i) {
    LanguageName one{{text_at(file.root[i], "id")}, text_at(file.root[i], "name")};
    if (is_tag(one.id.value) && !one.name.empty())
      out.push_back(std::move(one));
    else
      problems.push_back(file.problem("/" + std::to_string(i), "a language has no id or no name",
                                      "Write {\"id\": \"fr\", \"name\": \"Français\"}."));
  }
  if (out.empty())
    problems.push_back(file.problem("", "the file lists no language", "Write [{\"id\": \"en\", \"name\": \"English\"}]."));
  return out;
}

Texts read_texts(const JsonFile& file, Problems& problems) {
  Texts out;
  if (file.root.is_null()) return out;
  if (!file.root.is_object())
    problems.push_back(file.problem("", "the file is not an object of key and text", "Write {\"key\": \"text\"}."));
  if (!file.root.is_object()) return out;
  for (const auto& [key, value] : file.root.items()) {
    if (value.is_string())
      out[key] = value.get<std::string>();
    else
      problems.push_back(file.problem("/" + key, "the text is not a string", "Put it in quotes."));
  }
  return out;
}

// Calls `plain` for the text between placeholders and `named` for each {name}. An open brace without its end is text.
template <class Plain, class Named>
void each_part(std::string_view text, Plain plain, Named named) {
  while (true) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    plain(text.substr(0, close == std::string_view::npos ? text.size() : open));
    if (close == std::string_view::npos) return;
    named(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

std::set<std::string, std::less<>> placeholders(std::string_view text) {
  std::set<std::string, std::less<>> out;
  each_part(
      text, [](std::string_view) {}, [&](std::string_view name) { out.emplace(name); });
  return out;
}

bool is_singular(std::string_view key) { return key.size() > 4 && key.substr(key.size() - 4) == ".one"; }

// Some languages write "one page", others use the singular for 0 as well and need the number.
bool same_placeholders(std::string_view key, std::string_view a, std::string_view b) {
  auto in_a = placeholders(a);
  auto in_b = placeholders(b);
  if (is_singular(key)) {
    in_a.erase("n");
    in_b.erase("n");
  }
  return in_a == in_b;
}

void compare(const Texts& first, const Language& first_language, const Texts& texts, const JsonFile& file, Problems& problems) {
  for (const auto& [key, text] : first) {
    const auto found = texts.find(key);
    if (found == texts.end())
      problems.push_back(
          file.problem("", "the text \"" + key + "\" is missing", "Translate it from " + first_language.value + ".json."));
    else if (!same_placeholders(key, text, found->second))
      problems.push_back(file.problem("/" + key, "its placeholders differ from those of " + first_language.value + ".json",
                                      "Use the same {names}."));
  }
  for (const auto& [key, text] : texts)
    if (first.count(key) == 0)
      problems.push_back(
          file.problem("/" + key, first_language.value + ".json has no such text", "Add it there, or remove it here."));
}

// CLDR cardinal rules: French takes "one" for 0 and 1, English and Spanish for 1 alone.
bool takes_one(const Language& language, int count) {
  const bool is_french = language.value.substr(0, 2) == "fr";
  return count == 1 || (is_french && count == 0);
}

}  // namespace

Strings Strings::load(const std::filesystem::path& folder, Problems& problems) {
  Strings out;
  for (const auto& [language, name] : read_languages(folder / "languages.json", problems)) {
    const JsonFile file = read_json(folder / (language.value + ".json"), problems);
    out.languages_.push_back(language);
    out.names_[language] = name;
    out.texts_[language] = read_texts(file, problems);
    const Language& first = out.languages_.front();
    if (language != first && !file.root.is_null()) compare(out.texts_[first], first, out.texts_[language], file, problems);
  }
  return out;
}

const std::string* Strings::find(const Language& language, std::string_view key) const {
  auto texts = texts_.find(language);
  if (texts == texts_.end() && !languages_.empty()) texts = texts_.find(languages_.front());
  if (texts == texts_.end()) return nullptr;
  const auto found = texts->second.find(key);
  return found == texts->second.end() ? nullptr : &found->second;
}

std::string Strings::get(const Language& language, std::string_view key, Arguments arguments) const {
  const std::string* text = find(language, key);
  if (text == nullptr) return std::string(key);
  std::string out;
  each_part(
      *text, [&](std::string_view plain) { out += plain; },
      [&](std::string_view name) {
        for (const auto& [argument, value] : arguments)
          if (argument == name) return void(out += value);
        out.append("{").append(name).append("}");
      });
  return out;
}

std::string Strings::count(const Language& language, std::string_view key, int count) const {
  const std::string form = std::string(key) + (takes_one(language, count) ? ".one" : ".other");
  return get(language, form, {{"n", std::to_string(count)}});
}

std::string Strings::own_name(const Language& language) const {
  const auto found = names_.find(language);
  return found == names_.end() ? language.value : found->second;
}

}  // namespace countersign::assets
