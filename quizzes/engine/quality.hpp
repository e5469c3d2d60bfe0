#pragma once
// A quiz that loads can still teach badly. These faults are errors too: a learner must not be able to pass by habit.

#include "base/json.hpp"
#include "quizzes/engine/quiz.hpp"

namespace countersign::quiz {

constexpr std::size_t habit_items_min = 4;  // fewer items show no habit

// draw over the number of groups, a pass mark that some attempt cannot reach, the key always in one place.
void check_structure_quality(const JsonFile& file, const Quiz& quiz, Problems& problems);

// Identical choices, the right choice mostly the longest or mostly the shortest. `file` holds the words of `texts`.
void check_words_quality(const JsonFile& file, const Quiz& quiz, const std::map<ItemId, ItemText>& texts, Problems& problems);

}  // namespace countersign::quiz
