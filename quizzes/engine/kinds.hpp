#pragma once
// What the kinds of items have in common.

#include <optional>
#include <string_view>

#include "quizzes/engine/quiz.hpp"

namespace countersign::quiz {

std::optional<ItemKind> kind_of(std::string_view name);  // "true-false"

// True for the kinds whose items list choices, some of them right.
bool has_choices(ItemKind kind);

}  // namespace countersign::quiz
