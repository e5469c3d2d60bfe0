// An attempt as saved progress. The quiz may have changed since: whatever does not fit it any longer is refused.

#include <algorithm>
#include <set>

#include "content/pack/json_read.hpp"
#include "quizzes/engine/attempt.hpp"

namespace countersign::quiz {

namespace {

using content::array_at;
using content::flag_at;
using content::integer_at;
using content::text_at;

template <class Id>
Json ids_json(const std::vector<Id>& ids) {
  Json out = Json::array();
  for (const Id& id : ids) out.push_back(id.value);
  return out;
}

template <class First, class Second>
Json pairs_json(const std::vector<std::pair<First, Second>>& pairs) {
  Json out = Json::array();
  for (const auto& [first, second] : pairs) out.push_back(Json::array({first.value, second.value}));
  return out;
}

Json question_json(const Question& question) {
  Json out{{"item", question.item.value},
           {"shown", ids_json(question.shown_order)},
           {"targets", ids_json(question.shown_targets)},
           {"chosen", ids_json(question.answer.chosen)},
           {"pairs", pairs_json(question.answer.pairs)},
           {"path", pairs_json(question.answer.path)},
           {"sibling", question.sibling}};
  if (question.score) out["checked"] = true;
  return out;
}

template <class Id>
std::vector<Id> read_ids(const Json& array) {
  std::vector<Id> out;
  for (const Json& value : array) out.push_back({value.is_string() ? value.get<std::string>() : ""});
  return out;
}

template <class First, class Second>
std::vector<std::pair<First, Second>> read_pairs(const Json& array) {
  std::vector<std::pair<First, Second>> out;
  for (const Json& value : array) {
    const bool is_pair = value.is_array() && value.size() == 2 && value[0].is_string() && value[1].is_string();
    out.push_back(is_pair ? std::pair{First{value[0].get<std::string>()}, Second{value[1].get<std::string>()}}
                          : std::pair<First, Second>{});
  }
  return out;
}

template <class Id>
bool same_members(std::vector<Id> a, std::vector<Id> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// True if `given` names members of `known` only, each at most once.
template <class Id>
bool within(const std::vector<Id>& given, const std::vector<Id>& known) {
  std::set<Id> seen;
  return std::all_of(given.begin(), given.end(), [&](const Id& id) {
    return seen.insert(id).second && std::find(known.begin(), known.end(), id) != known.end();
  });
}

std::vector<ChoiceId> shown_ids(const Item& item) {
  std::vector<ChoiceId> out = item.order;
  for (const Choice& choice : item.choices) out.push_back(choice.id);
  for (const auto& pair : item.pairs) out.push_back(pair.first);
  return out;
}

std::vector<ChoiceId> target_ids(const Item& item) {
  std::vector<ChoiceId> out;
  for (const auto& pair : item.pairs) out.push_back(pair.second);
  return out;
}

bool path_fits(const Item& item, const Answer& answer) {
  NodeId at = item.start;
  bool ended = false;
  for (const auto& [node_id, choice_id] : answer.path) {
    const Node* node = item.node(node_id);
    if (node == nullptr || node_id != at || ended) return false;
    const auto choice = std::find_if(node->choices.begin(), node->choices.end(),
                                     [&, &wanted = choice_id](const auto& one) { return one.id == wanted; });
    if (choice == node->choices.end()) return false;
    ended = !choice->end.empty();
    at = choice->next;
  }
  return true;
}

bool answer_fits(const Item& item, const Answer& answer) {
  std::vector<ChoiceId> sources;
  std::vector<ChoiceId> targets;
  for (const auto& [source, target] : answer.pairs) {
    sources.push_back(source);
    targets.push_back(target);
  }
  const bool chooses = item.kind != ItemKind::matching && item.kind != ItemKind::scenario;
  return within(answer.chosen, chooses ? shown_ids(item) : std::vector<ChoiceId>()) && within(sources, shown_ids(item)) &&
         within(targets, target_ids(item)) && (answer.path.empty() || item.kind == ItemKind::scenario) &&
         path_fits(item, answer);
}

bool question_fits(const Item& item, const Question& question) {
  return same_members(question.shown_order, shown_ids(item)) && same_members(question.shown_targets, target_ids(item)) &&
         answer_fits(item, question.answer);
}

Error misfit(std::string what) {
  return {ErrorCode::corrupt, "the saved attempt does not fit the quiz: " + std::move(what), "",
          "Start the module's quiz again."};
}

Question read_question(const Json& value) {
  Question out;
  out.item.value = text_at(value, "item");
  out.shown_order = read_ids<ChoiceId>(array_at(value, "shown"));
  out.shown_targets = read_ids<ChoiceId>(array_at(value, "targets"));
  out.answer.chosen = read_ids<ChoiceId>(array_at(value, "chosen"));
  out.answer.pairs = read_pairs<ChoiceId, ChoiceId>(array_at(value, "pairs"));
  out.answer.path = read_pairs<NodeId, ChoiceId>(array_at(value, "path"));
  out.sibling = flag_at(value, "sibling", false);
  return out;
}

}  // namespace

Json to_json(const Attempt& attempt) {
  Json questions = Json::array();
  for (const Question& question : attempt.questions) questions.push_back(question_json(question));
  return {{"module", attempt.module.value}, {"number", attempt.number}, {"current", attempt.current}, {"questions", questions}};
}

Result<Attempt> attempt_from_json(const Json& json, const Quiz& quiz) {
  Attempt out;
  out.module.value = text_at(json, "module");
  out.number = integer_at(json, "number", 0);
  const int current = integer_at(json, "current", -1);
  const Json& questions = array_at(json, "questions");
  if (out.module != quiz.module) return misfit("another module");
  if (out.number < 1 || questions.empty() || questions.size() > quiz.items.size()) return misfit("no such attempt");
  if (current < 0 || static_cast<std::size_t>(current) >= questions.size()) return misfit("no such question");
  out.current = static_cast<std::size_t>(current);
  std::set<ItemId> items;
  for (const Json& value : questions) {
    Question question = read_question(value);
    const Item* item = quiz.item(question.item);
    if (item == nullptr || !items.insert(question.item).second) return misfit("an item is gone or asked twice");
    if (!question_fits(*item, question)) return misfit("an item has changed");
    // The score is worked out again: what is stored is what was answered.
    if (flag_at(value, "checked", false)) question.score = grade(*item, question.answer).score;
    out.questions.push_back(std::move(question));
  }
  return out;
}

}  // namespace countersign::quiz
