#include "content/pack/organisation.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "content/pack/json_read.hpp"
#include "content/pack/languages.hpp"
#include "content/pack/placeholders.hpp"

namespace countersign::content {

namespace {

// Also part of a placeholder's path, so no dots and nothing that Markdown could take for its own.
bool is_key(const std::string& text) {
  if (text.empty() || text.size() > 64) return false;
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return false;
  return true;
}

std::map<Language, std::string> words_of(const Json& value, const Language& source) {
  std::map<Language, std::string> out;
  if (value.is_string()) out[source] = value.get<std::string>();
  if (!value.is_object()) return out;
  for (const auto& [tag, words] : value.items())
    if (words.is_string()) out[Language{tag}] = words.get<std::string>();
  return out;
}

class Reader {
 public:
  Reader(const JsonFile& file, const Language& source, Problems& problems)
      : file_(file), source_(source), problems_(problems) {}

  Organisation read() {
    const Json& root = file_.root;
    out_.id = text_at(root, "id");
    if (!out_.id.empty() && !is_author_id(out_.id))
      problem("/id", "\"" + out_.id + "\" is not an id", "Use lower case letters, digits and inner hyphens.");
    out_.name = text_at(root, "name");
    out_.short_name = text_at(root, "short_name");
    for (const Json& line : array_at(root, "name_lines"))
      if (line.is_string()) out_.name_lines.push_back(line.get<std::string>());
    out_.mark = text_at(root, "mark");
    out_.site_contact = text_at(root, "site_contact");
    if (root.is_object() && root.contains("labour_law_note")) out_.labour_law_note = words_of(root["labour_law_note"], source_);
    for (const Json& step : array_at(root, "crisis_steps")) out_.crisis_steps.push_back(words_of(step, source_));
    read_contacts();
    read_references("emergency", &out_.emergency);
    read_references("spokespeople", nullptr);
    out_.values = collect_values(root, source_);
    check_values(root, "", "");
    return std::move(out_);
  }

 private:
  void problem(const std::string& pointer, std::string what, std::string cure) {
    problems_.push_back(file_.problem(pointer, std::move(what), std::move(cure)));
  }

  void read_contacts() {
    const Json& contacts = object_at(file_.root, "contacts");
    for (const auto& [id, value] : contacts.items()) {
      Contact contact{id, {}, text_at(value, "name"), text_at(value, "phone"), text_at(value, "address")};
      if (value.is_object() && value.contains("role")) contact.role = words_of(value["role"], source_);
      out_.contacts.push_back(std::move(contact));
    }
    // The parser sorts keys; the file's order is what its author chose for the screen.
    std::stable_sort(out_.contacts.begin(), out_.contacts.end(), [&](const Contact& a, const Contact& b) {
      return file_.line("/contacts" + pointer_part(a.id)) < file_.line("/contacts" + pointer_part(b.id));
    });
  }

  void read_references(const char* key, std::vector<std::string>* out) {
    std::size_t index = 0;
    for (const Json& value : array_at(file_.root, key)) {
      const std::string id = value.is_string() ? value.get<std::string>() : "";
      const std::string pointer = std::string("/") + key + "/" + std::to_string(index++);
      if (out_.contact(id) == nullptr)
        problem(pointer, "there is no contact \"" + id + "\"", "Name one of contacts.");
      else if (out != nullptr)
        out->push_back(id);
    }
  }

  // Keys become placeholder paths and values become text in one line.
  void check_values(const Json& value, const std::string& pointer, const std::string& key) {
    if (value.is_string()) return check_text(value.get<std::string>(), pointer);
    if (value.is_array())
      for (std::size_t i = 0; i < value.size(); ++i) check_values(value[i], pointer + "/" + std::to_string(i), "");
    if (!value.is_object()) return;
    const bool translatable = !key.empty() && value.contains(source_.value) && value[source_.value].is_string();
    for (const auto& [name, child] : value.items()) {
      const std::string child_pointer = pointer + pointer_part(name);
      if (translatable ? !is_language_tag(name) : !is_key(name))
        problem(child_pointer, "\"" + name + "\" is not a " + (translatable ? "language tag" : "name for a value"),
                translatable ? "Use BCP 47, such as en, fr or pt-BR."
                             : "Use lower case letters, digits, hyphens and underscores, at most 64.");
      check_values(child, child_pointer, name);
    }
  }

  void check_text(const std::string& text, const std::string& pointer) {
    if (code_points(text) > value_characters_max)
      problem(pointer, "a value is longer than " + std::to_string(value_characters_max) + " characters", "Shorten it.");
    if (text.find("{{") != std::string::npos) problem(pointer, "a value holds a placeholder", "Write out what it stands for.");
    for (const char c : text)
      if (static_cast<unsigned char>(c) < 0x20)
        return problem(pointer, "a value holds a line break or control character", "Write it in one line.");
  }

  const JsonFile& file_;
  const Language& source_;
  Problems& problems_;
  Organisation out_;
};

}  // namespace

Organisation read_organisation(const JsonFile& file, const Language& source, Problems& problems) {
  if (file.root.is_null()) return {};
  return Reader(file, source, problems).read();
}

}  // namespace countersign::content
