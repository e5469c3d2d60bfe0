#pragma once
// Inside of kiosk/flow: putting down an answer, kind by kind. What does not belong to the item is passed over.

#include "kiosk/flow/screens.hpp"

namespace countersign::flow {

// One (choice, true-false), on or off (multiple), this scene's choice (scenario), source or target (matching).
void press_choice(QuizScreen& screen, const quiz::Item& item, const ChoiceId& choice);
void move_in_order(QuizScreen& screen, const quiz::Item& item, std::size_t from, std::size_t to);
// Each source and each target at most once; an empty target undoes.
void choose_pair(QuizScreen& screen, const quiz::Item& item, const ChoiceId& source, const ChoiceId& target);

}  // namespace countersign::flow
