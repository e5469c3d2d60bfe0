#include "quizzes/engine/words.hpp"

#include <set>

#include "base/utf8.hpp"
#include "content/pack/json_read.hpp"
#include "quizzes/engine/kinds.hpp"

namespace countersign::quiz {

namespace {

using content::object_at;
using content::pointer_part;
using content::text_at;

class Reader {
 public:
  Reader(const JsonFile& file, const content::Filler& filler, Problems& problems)
      : file_(file), filler_(filler), problems_(problems) {}

  ItemText item(const Item& item, const Json& value, const std::string& pointer) {
    ItemText out;
    const bool is_scenario = item.kind == ItemKind::scenario;
    std::set<std::string> known{is_scenario ? "title" : "prompt"};
    if (is_scenario)
      out.title = text(value, "title", pointer, true);
    else
      out.prompt = text(value, "prompt", pointer, true);
    if (item.post) {
      known.insert("post");
      out.post = post(*item.post, value, pointer + "/post");
    }
    if (is_scenario) {
      known.insert({"nodes", "ends"});
      out.nodes = nodes(item, object_at(value, "nodes"), pointer + "/nodes");
      out.ends = ends(item, object_at(value, "ends"), pointer + "/ends");
    } else {
      known.insert("choices");
      out.choices = choices(ids_of(item), object_at(value, "choices"), pointer + "/choices", has_choices(item.kind));
    }
    if (item.kind == ItemKind::sequencing || item.kind == ItemKind::matching) {
      known.insert("feedback");
      const Json& feedback = object_at(value, "feedback");
      out.feedback_right = text(feedback, "right", pointer + "/feedback", true);
      out.feedback_wrong = text(feedback, "wrong", pointer + "/feedback", true);
    }
    refuse_others(value, known, pointer);
    return out;
  }

  void refuse_others(const Json& object, const std::set<std::string>& known, const std::string& pointer) {
    if (!object.is_object()) return;
    for (const auto& [key, value] : object.items())
      if (known.count(key) == 0)
        problem(pointer + pointer_part(key), "the quiz has no use for \"" + key + "\"", "Remove it, or correct its name.");
  }

  void problem(const std::string& pointer, std::string what, std::string cure) {
    problems_.push_back(file_.problem(pointer, std::move(what), std::move(cure)));
  }

 private:
  std::string text(const Json& object, const char* key, const std::string& pointer, bool required) {
    const std::string words = text_at(object, key);
    if (words.empty()) {
      if (required) problem(pointer, std::string("\"") + key + "\" is missing", "Write it.");
      return words;
    }
    for (const char c : words)
      if (static_cast<unsigned char>(c) < 0x20) {
        problem(pointer + "/" + key, "the text holds a line break or control character", "Write it in one line.");
        break;
      }
    return filler_.fill(file_, pointer + "/" + key, words, problems_);
  }

  static std::vector<ChoiceId> ids_of(const Item& item) {
    std::vector<ChoiceId> out = item.order;
    for (const Choice& choice : item.choices) out.push_back(choice.id);
    for (const auto& [source, target] : item.pairs) {
      out.push_back(source);
      out.push_back(target);
    }
    return out;
  }

  std::map<ChoiceId, ChoiceText> choices(const std::vector<ChoiceId>& ids, const Json& words, const std::string& pointer,
                                         bool with_feedback) {
    std::map<ChoiceId, ChoiceText> out;
    std::set<std::string> known;
    for (const ChoiceId& id : ids) {
      known.insert(id.value);
      const Json& value = object_at(words, id.value.c_str());
      const std::string at = pointer + pointer_part(id.value);
      out[id] = {text(value, "text", at, true), text(value, "feedback", at, with_feedback), text(value, "recap", at, false)};
      if (code_points(out[id].recap) > recap_characters_max)
        problem(at + "/recap", "the recap is longer than " + std::to_string(recap_characters_max) + " characters",
                "Shorten it: it stands on a chip.");
    }
    refuse_others(words, known, pointer);
    return out;
  }

  PostText post(const PostFacts& facts, const Json& value, const std::string& pointer) {
    const Json& words = object_at(value, "post");
    return {text(words, "place", pointer, true), text(words, "author", pointer, true), text(words, "when", pointer, true),
            text(words, "text", pointer, true), text(words, "alt", pointer, !facts.picture.empty())};
  }

  std::map<NodeId, NodeText> nodes(const Item& item, const Json& words, const std::string& pointer) {
    std::map<NodeId, NodeText> out;
    std::set<std::string> known;
    for (const Node& node : item.nodes) {
      known.insert(node.id.value);
      std::vector<ChoiceId> ids;
      for (const NodeChoice& choice : node.choices) ids.push_back(choice.id);
      const Json& value = object_at(words, node.id.value.c_str());
      const std::string at = pointer + pointer_part(node.id.value);
      out[node.id] = {text(value, "text", at, true), text(value, "prompt", at, true),
                      text(value, "alt", at, !node.picture.empty()),
                      choices(ids, object_at(value, "choices"), at + "/choices", true)};
    }
    refuse_others(words, known, pointer);
    return out;
  }

  std::map<EndId, EndText> ends(const Item& item, const Json& words, const std::string& pointer) {
    std::map<EndId, EndText> out;
    std::set<std::string> known;
    for (const Node& node : item.nodes)
      for (const NodeChoice& choice : node.choices) {
        if (choice.end.empty() || !known.insert(choice.end.value).second) continue;
        const Json& value = object_at(words, choice.end.value.c_str());
        const std::string at = pointer + pointer_part(choice.end.value);
        out[choice.end] = {text(value, "title", at, true), text(value, "text", at, true)};
      }
    refuse_others(words, known, pointer);
    return out;
  }

  const JsonFile& file_;
  const content::Filler& filler_;
  Problems& problems_;
};

}  // namespace

std::map<ItemId, ItemText> read_words(const JsonFile& file, const Quiz& quiz, const content::Filler& filler,
                                      Problems& problems) {
  std::map<ItemId, ItemText> out;
  if (file.root.is_null()) return out;
  Reader reader(file, filler, problems);
  std::set<std::string> known;
  for (const Item& item : quiz.items) {
    known.insert(item.id.value);
    const std::string pointer = pointer_part(item.id.value);
    if (!file.root.is_object() || !file.root.contains(item.id.value))
      reader.problem("", "the words of item \"" + item.id.value + "\" are missing", "Write them.");
    else
      out[item.id] = reader.item(item, object_at(file.root, item.id.value.c_str()), pointer);
  }
  reader.refuse_others(file.root, known, "");
  return out;
}

}  // namespace countersign::quiz
