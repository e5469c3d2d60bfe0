#pragma once
// Language tags and writing directions.

#include <string_view>

namespace countersign::content {

// The part of BCP 47 (RFC 5646) that packs use: a language of two or three lower-case letters, then optionally a script
// ("Hant") and a region ("BR", "419").
bool is_language_tag(std::string_view text);

// True if `text` holds an embedding or override (U+202A to U+202E): invisible, and it can show words in another order
// than they are signed in.
bool has_bidi_override(std::string_view text);

// True if `text` holds letters of both directions and no isolate (U+2066 to U+2069).
bool mixes_directions(std::string_view text);

}  // namespace countersign::content
