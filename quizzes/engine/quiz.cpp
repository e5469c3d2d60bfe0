#include "quizzes/engine/quiz.hpp"

#include <algorithm>
#include <array>

#include "quizzes/engine/kinds.hpp"

namespace countersign::quiz {

namespace {

constexpr std::array<std::pair<ItemKind, std::string_view>, 6> kind_names{{{ItemKind::choice, "choice"},
                                                                           {ItemKind::multiple, "multiple"},
                                                                           {ItemKind::true_false, "true-false"},
                                                                           {ItemKind::sequencing, "sequencing"},
                                                                           {ItemKind::matching, "matching"},
                                                                           {ItemKind::scenario, "scenario"}}};

const ItemText* find_text(const Quiz& quiz, const ItemId& item_id, const Language& language) {
  const auto words = quiz.texts.find(language);
  if (words == quiz.texts.end()) return nullptr;
  const auto found = words->second.find(item_id);
  return found == words->second.end() ? nullptr : &found->second;
}

}  // namespace

std::string to_string(ItemKind kind) {
  for (const auto& [value, name] : kind_names)
    if (value == kind) return std::string(name);
  return {};
}

std::optional<ItemKind> kind_of(std::string_view name) {
  for (const auto& [value, kind_name] : kind_names)
    if (kind_name == name) return value;
  return std::nullopt;
}

bool has_choices(ItemKind kind) {
  return kind == ItemKind::choice || kind == ItemKind::multiple || kind == ItemKind::true_false;
}

const Node* Item::node(const NodeId& node_id) const {
  const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& one) { return one.id == node_id; });
  return found == nodes.end() ? nullptr : &*found;
}

const Item* Quiz::item(const ItemId& item_id) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.id == item_id; });
  return found == items.end() ? nullptr : &*found;
}

const ItemText& Quiz::text(const ItemId& item_id, const Language& language, const Language& source) const {
  static const ItemText none;
  for (const Language& wanted : {language, source})
    if (const ItemText* found = find_text(*this, item_id, wanted)) return *found;
  return none;
}

}  // namespace countersign::quiz
