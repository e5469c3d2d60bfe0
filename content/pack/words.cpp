#include "content/pack/words.hpp"

#include <set>

#include "content/pack/json_read.hpp"

namespace countersign::content {

namespace {

class Reader {
 public:
  Reader(const JsonFile& file, const Filler& filler, Problems& problems) : file_(file), filler_(filler), problems_(problems) {}

  std::string text(const Json& object, const char* key, const std::string& pointer) {
    const std::string words = text_at(object, key);
    return words.empty() ? words : filled(pointer, words);
  }

  // The words of each of `ids` under `section`, in that order.
  std::vector<std::string> section(const char* section, const std::vector<std::string>& ids) {
    const Json& words = object_at(file_.root, section);
    const std::string pointer = std::string("/") + section;
    std::vector<std::string> out;
    for (const std::string& id : ids) {
      const std::string found = text_at(words, id.c_str());
      if (found.empty())
        problems_.push_back(
            file_.problem(pointer, "the text of \"" + id + "\" is missing", "Add it under " + std::string(section) + "."));
      out.push_back(filled(pointer + pointer_part(id), found));
    }
    const std::set<std::string> known(ids.begin(), ids.end());
    for (const auto& [id, value] : words.items())
      if (known.count(id) == 0)
        problems_.push_back(file_.problem(pointer + pointer_part(id), "policy.json does not use \"" + id + "\"",
                                          "Remove it, or list it in policy.json."));
    return out;
  }

  std::vector<std::string> paragraphs(const Json& object, const char* key, const std::string& pointer) {
    std::vector<std::string> out;
    std::size_t index = 0;
    for (const Json& value : array_at(object, key)) {
      const std::string at = pointer + "/" + std::to_string(index++);
      if (value.is_string()) out.push_back(filled(at, value.get<std::string>()));
    }
    return out;
  }

 private:
  std::string filled(const std::string& pointer, const std::string& words) {
    for (const char c : words)
      if (static_cast<unsigned char>(c) < 0x20) {
        problems_.push_back(
            file_.problem(pointer, "the text holds a line break or control character", "Write it in one line."));
        break;
      }
    return filler_.fill(file_, pointer, words, problems_);
  }

  const JsonFile& file_;
  const Filler& filler_;
  Problems& problems_;
};

template <class Id>
std::vector<std::string> values_of(const std::vector<Id>& ids) {
  std::vector<std::string> out;
  for (const Id& id : ids) out.push_back(id.value);
  return out;
}

std::vector<std::string> module_ids(const Pack& pack) {
  std::vector<std::string> out;
  for (const Module& module : pack.modules) out.push_back(module.id.value);
  return out;
}

std::vector<std::string> note_keys(const Pack& pack) {
  std::vector<std::string> out;
  for (const Change& change : pack.changes)
    if (!change.note.empty()) out.push_back(change.note);
  return out;
}

}  // namespace

PackText read_words(const JsonFile& file, const Pack& pack, const std::vector<std::string>& attract, const Language& language,
                    const Filler& filler, Problems& problems) {
  PackText out;
  out.language = language;
  if (file.root.is_null()) return out;
  Reader reader(file, filler, problems);
  out.title = reader.text(file.root, "title", "/title");
  const auto titles = reader.section("modules", module_ids(pack));
  for (std::size_t i = 0; i < titles.size(); ++i) out.modules[pack.modules[i].id].title = titles[i];
  const auto statements = reader.section("statements", values_of(pack.statements));
  for (std::size_t i = 0; i < statements.size(); ++i) out.statements[pack.statements[i]] = statements[i];
  const Json& consent = object_at(file.root, "consent");
  out.consent_label = reader.text(consent, "label", "/consent/label");
  out.consent_paragraphs = reader.paragraphs(consent, "paragraphs", "/consent/paragraphs");
  const Json& rights = object_at(file.root, "rights");
  out.rights_title = reader.text(rights, "title", "/rights/title");
  out.rights_text = reader.text(rights, "text", "/rights/text");
  out.attract_lines = reader.section("attract", attract);
  const auto keys = note_keys(pack);
  const auto notes = reader.section("changes", keys);
  for (std::size_t i = 0; i < keys.size(); ++i) out.change_notes[keys[i]] = notes[i];
  return out;
}

}  // namespace countersign::content
