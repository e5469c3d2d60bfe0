#include "kiosk/flow/quiz_answer.hpp"

#include <algorithm>

namespace countersign::flow {

namespace {

using quiz::ItemKind;

bool is_choice_of(const quiz::Item& item, const ChoiceId& choice) {
  return std::ranges::any_of(item.choices, [&](const quiz::Choice& known) { return known.id == choice; });
}

bool is_source_of(const quiz::Item& item, const ChoiceId& choice) {
  return std::ranges::any_of(item.pairs, [&](const auto& pair) { return pair.first == choice; });
}

bool is_target_of(const quiz::Item& item, const ChoiceId& choice) {
  return std::ranges::any_of(item.pairs, [&](const auto& pair) { return pair.second == choice; });
}

bool is_choice_of_scene(const quiz::Item& item, const quiz::Answer& answer, const ChoiceId& choice) {
  const auto node_id = quiz::node_of(item, answer);
  const quiz::Node* node = node_id ? item.node(*node_id) : nullptr;
  return node && std::ranges::any_of(node->choices, [&](const quiz::NodeChoice& known) { return known.id == choice; });
}

void toggle(std::vector<ChoiceId>& chosen, const ChoiceId& choice) {
  if (std::erase(chosen, choice) == 0) chosen.push_back(choice);
}

void press_matching(QuizScreen& screen, const quiz::Item& item, const ChoiceId& choice) {
  if (is_source_of(item, choice)) {
    const bool again = screen.picked == choice;
    screen.picked = again ? std::nullopt : std::optional(choice);
  } else if (screen.picked) {
    choose_pair(screen, item, ChoiceId{*screen.picked}, choice);
  }
}

}  // namespace

void press_choice(QuizScreen& screen, const quiz::Item& item, const ChoiceId& choice) {
  switch (item.kind) {
    case ItemKind::choice:
    case ItemKind::true_false:
      if (is_choice_of(item, choice)) screen.answer.chosen = {choice};
      return;
    case ItemKind::multiple:
      if (is_choice_of(item, choice)) toggle(screen.answer.chosen, choice);
      return;
    case ItemKind::scenario:
      if (is_choice_of_scene(item, screen.answer, choice)) screen.picked = choice;
      return;
    case ItemKind::matching:
      return press_matching(screen, item, choice);
    case ItemKind::sequencing:
      return;
  }
}

void move_in_order(QuizScreen& screen, const quiz::Item& item, std::size_t from, std::size_t to) {
  auto& order = screen.answer.chosen;
  if (item.kind != ItemKind::sequencing || from >= order.size() || to >= order.size()) return;
  const ChoiceId moved = order[from];
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), moved);
}

void choose_pair(QuizScreen& screen, const quiz::Item& item, const ChoiceId& source, const ChoiceId& target) {
  if (item.kind != ItemKind::matching || !is_source_of(item, source)) return;
  if (!target.empty() && !is_target_of(item, target)) return;
  auto& pairs = screen.answer.pairs;
  std::erase_if(pairs, [&](const auto& pair) { return pair.first == source || pair.second == target; });
  if (!target.empty()) pairs.emplace_back(source, target);
  screen.picked.reset();
}

}  // namespace countersign::flow
