#pragma once
// quizzes/ID/text/LANG/MODULE.json: the words of a quiz.

#include "base/json.hpp"
#include "content/pack/placeholders.hpp"
#include "quizzes/engine/quiz.hpp"

namespace countersign::quiz {

constexpr std::size_t recap_characters_max = 30;

// The words of every item of `quiz`, placeholders filled. Missing and superfluous ones are problems.
std::map<ItemId, ItemText> read_words(const JsonFile& file, const Quiz& quiz, const content::Filler& filler,
                                      Problems& problems);

}  // namespace countersign::quiz
