#pragma once
// How many years of school an English text asks for.

#include <string_view>

#include "content/pack/pack.hpp"

namespace countersign::content {

constexpr double reading_grade_max = 8.0;

// Flesch-Kincaid grade level: 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid, Fishburne, Rogers and
// Chissom, "Derivation of new readability formulas", 1975). Syllables are counted by rule, so it is near, not exact. 0
// for no words.
double reading_grade(std::string_view english);

// What of a card is read on the kiosk before "the long version": each paragraph and list item ends a sentence.
std::string short_text(const Card& card);

}  // namespace countersign::content
