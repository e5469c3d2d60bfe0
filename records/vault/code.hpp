#pragma once
// Codes that people read aloud and type with gloves: Crockford base 32, in groups of five.

#include <optional>
#include <string>

namespace countersign::records {

constexpr int code_characters = 10;      // of a one-time code, shown as XXXXX-XXXXX: 50 bits
constexpr int recovery_characters = 25;  // of HR's recovery code: 125 bits

// As typed by people: blanks and hyphens dropped, o -> 0, i and l -> 1, upper case.
// nullopt unless `characters` of the alphabet remain.
std::optional<std::string> normalised_code(const std::string& typed, int characters = code_characters);

// Random, without hyphens.
std::string random_code(int characters = code_characters);
// With hyphens.
std::string shown_code(const std::string& code);

}  // namespace countersign::records
