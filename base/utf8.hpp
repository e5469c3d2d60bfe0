#pragma once
// UTF-8 text: validity, counting, folding for search. Through utf8proc.

#include <cstddef>
#include <string>
#include <string_view>

namespace countersign {

// True if `text` is well-formed UTF-8 (no overlong forms, no surrogates, no NUL).
bool is_utf8(std::string_view text);

// Code points; `text` must be valid.
std::size_t code_points(std::string_view text);

// Without its last user-perceived character (extended grapheme cluster); empty stays empty.
std::string without_last_character(std::string_view text);

// Lower case, accents and punctuation removed, blanks as single spaces: "Créer  l’été!" -> "creer l ete".
// What is not valid UTF-8 gives an empty string.
std::string fold_for_search(std::string_view text);

// Unicode Normalization Form C; invalid text comes back unchanged.
std::string to_nfc(std::string_view text);

}  // namespace countersign
