#include "quizzes/engine/attempt.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "quizzes/engine/draw.hpp"

namespace countersign::quiz {

namespace {

constexpr double rounding = 1e-9;

// The right order must not be what is shown; with two or more parts another order always exists.
void shuffle_away_from(std::vector<ChoiceId>& shown, const std::vector<ChoiceId>& right, SplitMix64& chance) {
  shuffle(shown, chance);
  if (shown == right && shown.size() > 1) std::rotate(shown.begin(), shown.begin() + 1, shown.end());
}

// The targets that belong to `sources`, in their order.
std::vector<ChoiceId> right_targets(const Item& item, const std::vector<ChoiceId>& sources) {
  std::vector<ChoiceId> out;
  for (const ChoiceId& source : sources)
    for (const auto& [pair_source, target] : item.pairs)
      if (pair_source == source) out.push_back(target);
  return out;
}

Question question_for(const Item& item, SplitMix64& chance) {
  Question out;
  out.item = item.id;
  for (const Choice& choice : item.choices) out.shown_order.push_back(choice.id);
  for (const auto& [source, target] : item.pairs) {
    out.shown_order.push_back(source);
    out.shown_targets.push_back(target);
  }
  // True comes before false always. Targets and parts to sort are always shuffled: unshuffled they would be the answer.
  const bool may_shuffle = item.kind == ItemKind::choice || item.kind == ItemKind::multiple || item.kind == ItemKind::matching;
  if (may_shuffle && item.shuffle) shuffle(out.shown_order, chance);
  if (item.kind == ItemKind::matching) shuffle_away_from(out.shown_targets, right_targets(item, out.shown_order), chance);
  if (item.kind == ItemKind::sequencing) {
    out.shown_order = item.order;
    shuffle_away_from(out.shown_order, item.order, chance);
  }
  return out;
}

const Item& pick(const Group& group, const std::set<ItemId>& seen, SplitMix64& chance) {
  Group fresh;
  for (const Item* item : group)
    if (seen.count(item->id) == 0) fresh.push_back(item);
  const Group& from = fresh.empty() ? group : fresh;
  return *from[chance.below(from.size())];
}

// The numbers of the groups to ask, in the order of the file: authors put what builds on something after it.
std::vector<std::size_t> drawn_groups(std::size_t groups, std::size_t draw, SplitMix64& chance) {
  std::vector<std::size_t> out(groups);
  for (std::size_t i = 0; i < groups; ++i) out[i] = i;
  shuffle(out, chance);
  out.resize(std::min(draw, groups));
  std::sort(out.begin(), out.end());
  return out;
}

void ask_sibling(const Quiz& quiz, const Item& missed, Attempt& attempt, SplitMix64& chance) {
  Group free;
  for (const Item& item : quiz.items) {
    if (missed.variant_of.empty() || item.variant_of != missed.variant_of) continue;
    const auto asked = std::find_if(attempt.questions.begin(), attempt.questions.end(),
                                    [&](const auto& question) { return question.item == item.id; });
    if (asked != attempt.questions.end() && asked->sibling) return;
    if (asked == attempt.questions.end()) free.push_back(&item);
  }
  if (free.empty()) return;
  Question sibling = question_for(*free[chance.below(free.size())], chance);
  sibling.sibling = true;
  attempt.questions.push_back(std::move(sibling));
}

// What counts for the group of `question`: its own score or that of its sibling, whichever is higher.
double counted_score(const Quiz& quiz, const Attempt& attempt, const Question& question) {
  double best = question.score.value_or(0);
  const Item* item = quiz.item(question.item);
  if (item == nullptr || item->variant_of.empty()) return best;
  for (const Question& other : attempt.questions) {
    const Item* other_item = other.sibling ? quiz.item(other.item) : nullptr;
    if (other_item != nullptr && other_item->variant_of == item->variant_of) best = std::max(best, other.score.value_or(0));
  }
  return best;
}

}  // namespace

Attempt draw_attempt(const Quiz& quiz, int number, const std::set<ItemId>& seen, std::uint64_t seed) {
  SplitMix64 chance(seed);
  const auto groups = groups_of(quiz);
  Attempt out;
  out.module = quiz.module;
  out.number = number;
  for (const std::size_t group : drawn_groups(groups.size(), quiz.draw, chance))
    out.questions.push_back(question_for(pick(groups[group], seen, chance), chance));
  return out;
}

Grade check_current(const Quiz& quiz, Attempt& attempt, std::uint64_t seed) {
  assert(attempt.current < attempt.questions.size());
  Question& question = attempt.questions[attempt.current];
  const Item* item = quiz.item(question.item);
  assert(item != nullptr);
  const Grade result = grade(*item, question.answer);
  if (question.score) return result;  // checked before: a second tap asks nothing more
  question.score = result.score;
  SplitMix64 chance(seed);
  if (!result.right) ask_sibling(quiz, *item, attempt, chance);
  return result;
}

Outcome outcome(const Quiz& quiz, const Attempt& attempt) {
  double sum = 0;
  int asked = 0;
  for (const Question& question : attempt.questions) {
    assert(question.score.has_value());
    if (question.sibling) continue;
    sum += counted_score(quiz, attempt, question);
    ++asked;
  }
  const double mean = asked == 0 ? 0 : sum / asked;
  // Cut, not rounded, so that the score on record never says more than the verdict beside it.
  return {static_cast<int>(std::floor(mean * 1000 + rounding)), asked > 0 && mean + rounding >= quiz.pass_mark};
}

}  // namespace countersign::quiz
