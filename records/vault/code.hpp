#pragma once
// One-time codes: Crockford base 32, made for reading aloud and typing with gloves.

#include <optional>
#include <string>

namespace countersign::records {

constexpr int code_characters = 10;  // shown as XXXXX-XXXXX

// As typed by people: blanks and hyphens dropped, o -> 0, i and l -> 1, upper case.
// nullopt unless `code_characters` of the alphabet remain.
std::optional<std::string> normalised_code(const std::string& typed);

// 50 random bits, without the hyphen.
std::string random_code();
// "XXXXX-XXXXX".
std::string shown_code(const std::string& code);

}  // namespace countersign::records
