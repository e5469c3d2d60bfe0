// quizzes/ID/MODULE.json: from its bytes to a Quiz without words.

#include <algorithm>
#include <set>

#include "content/pack/json_read.hpp"
#include "content/pack/schema.hpp"
#include "content/pack/source_folder.hpp"
#include "quizzes/engine/kinds.hpp"
#include "quizzes/engine/quality.hpp"
#include "quizzes/engine/quiz.hpp"
#include "quizzes/engine/scenario.hpp"

namespace countersign::quiz {

namespace {

using content::array_at;
using content::flag_at;
using content::integer_at;
using content::number_at;
using content::object_at;
using content::text_at;

class Reader {
 public:
  Reader(const JsonFile& file, Problems& problems) : file_(file), problems_(problems) {}

  Quiz read() {
    const Json& root = file_.root;
    Quiz quiz;
    quiz.module.value = id("/module", text_at(root, "module"));
    quiz.pass_mark = number_at(root, "pass_mark", quiz.pass_mark);
    quiz.draw = static_cast<std::size_t>(std::max(integer_at(root, "draw", 1), 1));
    quiz.attempts_max = integer_at(root, "attempts", 0);
    quiz.cooldown_s = integer_at(root, "cooldown_s", 0);
    std::set<std::string> ids;
    std::size_t index = 0;
    for (const Json& value : array_at(root, "items")) {
      if (index == items_max) break;  // the schema has said so
      const std::string pointer = "/items/" + std::to_string(index++);
      Item item = read_item(value, pointer);
      if (item.id.empty() || !is_new(ids, pointer + "/id", item.id.value)) continue;
      quiz.items.push_back(std::move(item));
    }
    return quiz;
  }

 private:
  void problem(const std::string& pointer, std::string what, std::string cure) {
    problems_.push_back(file_.problem(pointer, std::move(what), std::move(cure)));
  }

  std::string id(const std::string& pointer, const std::string& text) {
    if (text.empty() || is_author_id(text)) return text;
    problem(pointer, "\"" + text + "\" is not an id", "Use lower case letters, digits and inner hyphens, at most 64.");
    return {};
  }

  bool is_new(std::set<std::string>& seen, const std::string& pointer, const std::string& text) {
    if (seen.insert(text).second) return true;
    problem(pointer, "the id \"" + text + "\" is there twice", "Rename one of the two.");
    return false;
  }

  std::string picture(const std::string& pointer, const std::string& file) {
    if (file.empty() || content::stays_inside(file)) return file;
    problem(pointer, "the path \"" + file + "\" leaves the pack", "Name a picture as figures/NAME.svg.");
    return {};
  }

  Item read_item(const Json& value, const std::string& pointer) {
    Item item;
    item.id.value = id(pointer + "/id", text_at(value, "id"));
    item.kind = kind_of(text_at(value, "kind")).value_or(ItemKind::choice);
    item.clause.value = text_at(value, "clause");
    item.card.value = id(pointer + "/card", text_at(value, "card"));
    item.shuffle = flag_at(value, "shuffle", true);
    item.variant_of = id(pointer + "/variant_of", text_at(value, "variant_of"));
    if (value.is_object() && value.contains("post")) item.post = read_post(object_at(value, "post"), pointer + "/post");
    check_parts(value, item.kind, pointer);
    if (has_choices(item.kind)) item.choices = read_choices(value, item.kind, pointer + "/choices");
    if (item.kind == ItemKind::sequencing) item.order = read_order(value, pointer + "/order");
    if (item.kind == ItemKind::matching) item.pairs = read_pairs(value, pointer + "/pairs");
    if (item.kind == ItemKind::scenario) read_scenario(value, pointer, item);
    return item;
  }

  PostFacts read_post(const Json& value, const std::string& pointer) {
    return {integer_at(value, "avatar", 0), picture(pointer + "/picture", text_at(value, "picture")),
            integer_at(value, "likes", 0), integer_at(value, "comments", 0), integer_at(value, "shares", 0)};
  }

  // Each kind has its own parts; another's would be ignored without a word.
  void check_parts(const Json& value, ItemKind kind, const std::string& pointer) {
    if (!value.is_object()) return;
    const auto expect = [&](const char* key, bool wanted) {
      if (value.contains(key) == wanted) return;
      if (wanted)
        problem(pointer, "an item of kind " + to_string(kind) + " needs \"" + key + "\"", "Add it.");
      else
        problem(pointer + "/" + key, std::string("\"") + key + "\" does not belong to an item of kind " + to_string(kind),
                "Remove it.");
    };
    expect("choices", has_choices(kind));
    expect("order", kind == ItemKind::sequencing);
    expect("pairs", kind == ItemKind::matching);
    expect("start", kind == ItemKind::scenario);
    expect("nodes", kind == ItemKind::scenario);
  }

  std::vector<Choice> read_choices(const Json& value, ItemKind kind, const std::string& pointer) {
    std::vector<Choice> out;
    std::set<std::string> ids;
    std::size_t index = 0;
    for (const Json& one : array_at(value, "choices")) {
      const std::string at = pointer + "/" + std::to_string(index++) + "/id";
      const Choice choice{{id(at, text_at(one, "id"))}, flag_at(one, "right", false)};
      if (!choice.id.empty() && is_new(ids, at, choice.id.value)) out.push_back(choice);
    }
    check_keys(out, kind, pointer);
    return out;
  }

  void check_keys(const std::vector<Choice>& choices, ItemKind kind, const std::string& pointer) {
    const auto right = std::count_if(choices.begin(), choices.end(), [](const auto& choice) { return choice.right; });
    if (right == 0) problem(pointer, "no choice is right", "Mark it with \"right\": true.");
    if (right > 1 && kind != ItemKind::multiple)
      problem(pointer, "more than one choice is right", "Keep one, or make the kind \"multiple\".");
    if (kind != ItemKind::true_false) return;
    const bool fits = choices.size() == 2 && choices[0].id.value != choices[1].id.value &&
                      std::all_of(choices.begin(), choices.end(),
                                  [](const auto& choice) { return choice.id.value == "true" || choice.id.value == "false"; });
    if (!fits) problem(pointer, "a true-false item does not have the choices true and false", "Give it exactly these two.");
  }

  std::vector<ChoiceId> read_order(const Json& value, const std::string& pointer) {
    std::vector<ChoiceId> out;
    std::set<std::string> ids;
    std::size_t index = 0;
    for (const Json& one : array_at(value, "order")) {
      const std::string at = pointer + "/" + std::to_string(index++);
      const std::string part = id(at, one.is_string() ? one.get<std::string>() : "");
      if (!part.empty() && is_new(ids, at, part)) out.push_back({part});
    }
    return out;
  }

  std::vector<std::pair<ChoiceId, ChoiceId>> read_pairs(const Json& value, const std::string& pointer) {
    std::vector<std::pair<ChoiceId, ChoiceId>> out;
    std::set<std::string> ids;
    std::size_t index = 0;
    for (const Json& one : array_at(value, "pairs")) {
      const std::string at = pointer + "/" + std::to_string(index++);
      if (!one.is_array() || one.size() != 2 || !one[0].is_string() || !one[1].is_string()) continue;
      const std::string source = id(at + "/0", one[0].get<std::string>());
      const std::string target = id(at + "/1", one[1].get<std::string>());
      if (source.empty() || target.empty()) continue;
      if (is_new(ids, at + "/0", source) && is_new(ids, at + "/1", target)) out.push_back({{source}, {target}});
    }
    return out;
  }

  void read_scenario(const Json& value, const std::string& pointer, Item& item) {
    item.start.value = id(pointer + "/start", text_at(value, "start"));
    std::set<std::string> ids;
    std::size_t index = 0;
    for (const Json& one : array_at(value, "nodes")) {
      if (index == nodes_max) break;  // the schema has said so
      const std::string at = pointer + "/nodes/" + std::to_string(index++);
      Node node{{id(at + "/id", text_at(one, "id"))},
                picture(at + "/picture", text_at(one, "picture")),
                read_node_choices(one, at + "/choices")};
      if (!node.id.empty() && is_new(ids, at + "/id", node.id.value)) item.nodes.push_back(std::move(node));
    }
    for (const auto& [at, what, cure] : scenario_faults(item)) problem(pointer + at, what, cure);
  }

  std::vector<NodeChoice> read_node_choices(const Json& value, const std::string& pointer) {
    std::vector<NodeChoice> out;
    std::set<std::string> ids;
    std::size_t index = 0;
    for (const Json& one : array_at(value, "choices")) {
      const std::string at = pointer + "/" + std::to_string(index++);
      const NodeChoice choice{{id(at + "/id", text_at(one, "id"))},
                              id(at + "/icon", text_at(one, "icon")),
                              {id(at + "/next", text_at(one, "next"))},
                              {id(at + "/end", text_at(one, "end"))},
                              number_at(one, "score", 0)};
      if (choice.next.empty() == choice.end.empty())
        problem(at, "the choice leads to neither or both of a node and an end",
                "Give it \"next\", or \"end\" with its \"score\".");
      const bool has_score = one.is_object() && one.contains("score");
      if (has_score == choice.end.empty())
        problem(at, "a score belongs to an end, and an end has one", "Give \"score\" (0 to 1) with \"end\" alone.");
      if (!choice.id.empty() && is_new(ids, at + "/id", choice.id.value)) out.push_back(choice);
    }
    return out;
  }

  const JsonFile& file_;
  Problems& problems_;
};

}  // namespace

ParsedQuiz parse_quiz(std::string_view json, const std::string& file) {
  ParsedQuiz out;
  JsonFile parsed = parse_json(json, file, out.problems);
  if (parsed.root.is_null()) {
    if (out.problems.empty()) out.problems.push_back({file, 1, "", "the file holds no quiz", "See docs/content_format.md."});
    return out;
  }
  content::validate(parsed, "quiz", out.problems);
  if (parsed.root.is_null()) return out;
  out.quiz = Reader(parsed, out.problems).read();
  if (!has_errors(out.problems)) check_structure_quality(parsed, out.quiz, out.problems);
  return out;
}

}  // namespace countersign::quiz
