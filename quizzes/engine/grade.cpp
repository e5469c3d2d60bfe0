// Scoring: docs/content_format.md, "Scoring".

#include <algorithm>
#include <set>

#include "quizzes/engine/attempt.hpp"
#include "quizzes/engine/kinds.hpp"

namespace countersign::quiz {

namespace {

constexpr double rounding = 1e-9;

Grade graded(double score) { return {score, score >= 1 - rounding}; }

const Choice* find_choice(const Item& item, const ChoiceId& id) {
  const auto found = std::find_if(item.choices.begin(), item.choices.end(), [&](const auto& one) { return one.id == id; });
  return found == item.choices.end() ? nullptr : &*found;
}

// Each choice counts once, however often it is named; unknown ones count as wrong.
double multiple_score(const Item& item, const Answer& answer) {
  const auto right = std::count_if(item.choices.begin(), item.choices.end(), [](const auto& choice) { return choice.right; });
  if (right == 0) return 0;
  int hits = 0;
  for (const ChoiceId& id : std::set<ChoiceId>(answer.chosen.begin(), answer.chosen.end())) {
    const Choice* choice = find_choice(item, id);
    hits += choice != nullptr && choice->right ? 1 : -1;
  }
  return std::max(0.0, hits / static_cast<double>(right));
}

bool single_right(const Item& item, const Answer& answer) {
  const Choice* choice = answer.chosen.size() == 1 ? find_choice(item, answer.chosen.front()) : nullptr;
  return choice != nullptr && choice->right;
}

bool pairs_right(const Item& item, const Answer& answer) {
  auto wanted = item.pairs;
  auto given = answer.pairs;
  std::sort(wanted.begin(), wanted.end());
  std::sort(given.begin(), given.end());
  return wanted == given;
}

// Where following the answer's path ends.
struct Walk {
  NodeId node;
  const NodeChoice* end = nullptr;
};

// Stops at the first step that does not fit the scenario.
Walk walk(const Item& item, const Answer& answer) {
  Walk out{item.start};
  for (const auto& [node_id, choice_id] : answer.path) {
    const Node* node = item.node(out.node);
    if (node == nullptr || node_id != out.node || out.end != nullptr) break;
    const auto choice = std::find_if(node->choices.begin(), node->choices.end(),
                                     [&, &wanted = choice_id](const auto& one) { return one.id == wanted; });
    if (choice == node->choices.end()) break;
    if (!choice->end.empty())
      out.end = &*choice;
    else
      out.node = choice->next;
  }
  return out;
}

bool all_placed(const Item& item, const Answer& answer) {
  const std::set<ChoiceId> wanted(item.order.begin(), item.order.end());
  const std::set<ChoiceId> placed(answer.chosen.begin(), answer.chosen.end());
  return placed == wanted && answer.chosen.size() == item.order.size();
}

bool all_paired(const Item& item, const Answer& answer) {
  std::set<ChoiceId> sources;
  std::set<ChoiceId> targets;
  for (const auto& [source, target] : answer.pairs) {
    sources.insert(source);
    targets.insert(target);
  }
  const std::size_t count = item.pairs.size();
  const bool known = std::all_of(item.pairs.begin(), item.pairs.end(),
                                 [&](const auto& pair) { return sources.count(pair.first) + targets.count(pair.second) == 2; });
  return known && answer.pairs.size() == count && sources.size() == count && targets.size() == count;
}

}  // namespace

bool is_complete(const Item& item, const Answer& answer) {
  switch (item.kind) {
    case ItemKind::choice:
    case ItemKind::true_false:
      return answer.chosen.size() == 1 && find_choice(item, answer.chosen.front()) != nullptr;
    case ItemKind::multiple:
      return !answer.chosen.empty() && std::all_of(answer.chosen.begin(), answer.chosen.end(),
                                                   [&](const auto& id) { return find_choice(item, id) != nullptr; });
    case ItemKind::sequencing:
      return all_placed(item, answer);
    case ItemKind::matching:
      return all_paired(item, answer);
    case ItemKind::scenario:
      return walk(item, answer).end != nullptr;
  }
  return false;
}

Grade grade(const Item& item, const Answer& answer) {
  switch (item.kind) {
    case ItemKind::choice:
    case ItemKind::true_false:
      return graded(single_right(item, answer) ? 1 : 0);
    case ItemKind::multiple:
      return graded(multiple_score(item, answer));
    case ItemKind::sequencing:
      return graded(answer.chosen == item.order ? 1 : 0);
    case ItemKind::matching:
      return graded(pairs_right(item, answer) ? 1 : 0);
    case ItemKind::scenario: {
      const Walk walked = walk(item, answer);
      return graded(walked.end == nullptr ? 0 : walked.end->score);
    }
  }
  return {};
}

std::optional<NodeId> node_of(const Item& item, const Answer& answer) {
  const Walk walked = walk(item, answer);
  if (walked.end != nullptr) return std::nullopt;
  return walked.node;
}

std::optional<EndId> end_of(const Item& item, const Answer& answer) {
  const Walk walked = walk(item, answer);
  if (walked.end == nullptr) return std::nullopt;
  return walked.end->end;
}

}  // namespace countersign::quiz
