#pragma once
// One learner's try at a quiz: which items, in which order, answered how; and what that scores.

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "quizzes/engine/quiz.hpp"

namespace countersign::quiz {

// What the learner has put down for one item. Which part is used depends on the item's kind.
struct Answer {
  std::vector<ChoiceId> chosen;                      // choice, true_false (one), multiple (any), sequencing (in order)
  std::vector<std::pair<ChoiceId, ChoiceId>> pairs;  // matching: source, target
  std::vector<std::pair<NodeId, ChoiceId>> path;     // scenario: from the start
  bool operator==(const Answer&) const = default;
};

struct Grade {
  double score = 0;    // 0 to 1
  bool right = false;  // score is 1, within rounding
};

// True once the answer can be checked: one chosen, at least one chosen, all paired, an end reached.
bool is_complete(const Item& item, const Answer& answer);
Grade grade(const Item& item, const Answer& answer);

// Scenario: the node that `answer` has reached; nullopt at an end (then `end_of` says which).
std::optional<NodeId> node_of(const Item& item, const Answer& answer);
std::optional<EndId> end_of(const Item& item, const Answer& answer);

struct Question {
  ItemId item;
  std::vector<ChoiceId> shown_order;    // choices, order parts, or matching sources, as shown
  std::vector<ChoiceId> shown_targets;  // matching: targets as shown
  Answer answer;
  std::optional<double> score;  // set once checked
  bool sibling = false;         // asked because another of its group was missed
  bool operator==(const Question&) const = default;
};

struct Attempt {
  ModuleId module;
  int number = 1;
  std::vector<Question> questions;
  std::size_t current = 0;
  bool operator==(const Attempt&) const = default;
};

// Draws `quiz.draw` groups, one item of each, choices shuffled where the item allows it. The same seed draws the same.
// Items in `seen` are taken only when a group has no other.
Attempt draw_attempt(const Quiz& quiz, int number, const std::set<ItemId>& seen, std::uint64_t seed);

// Grades the current question. If it was wrong and its group has a member not yet in the attempt, that sibling is
// asked before the module ends (at most one sibling a group).
Grade check_current(const Quiz& quiz, Attempt& attempt, std::uint64_t seed);

struct Outcome {
  int score_thousandths = 0;  // mean over the items asked; a sibling's score replaces that of the missed one if higher
  bool passed = false;
};
Outcome outcome(const Quiz& quiz, const Attempt& attempt);  // all questions must have a score

// For saved progress. `attempt_from_json` fails with corrupt when the attempt does not fit the quiz (any longer).
Json to_json(const Attempt& attempt);
Result<Attempt> attempt_from_json(const Json& json, const Quiz& quiz);

}  // namespace countersign::quiz
