#pragma once
// Signed notes, c2sp.org/signed-note: a text, a blank line, and lines of signatures.
//
//   note      = text LF 1*16signature            text ends with LF and may hold blank lines; the last one separates
//   signature = U+2014 " " name " " base64(key id, 4 bytes, big end first || signature) LF

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "records/log/key.hpp"

namespace countersign::records {

constexpr std::size_t note_bytes_max = 64 * 1024;
constexpr std::size_t note_signatures_max = 16;

// A line of a note. Of any algorithm: only one of a known name and id says something.
struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;  // without the key id
};

// A note taken apart. Nothing in it has been verified.
struct Note {
  std::string text;  // with its last newline
  std::vector<NoteSignature> signatures;
};

// Whether `text` may be signed or be a note: UTF-8, no control characters but newlines, a newline at its end.
// Fails with bad_input, or too_large over note_bytes_max.
Status check_note_characters(std::string_view text);

// Fails with bad_input for what is no note, too_large over a limit.
Result<Note> parse_note(std::string_view note);
// The note's bytes; parse_note gives them back as they were.
std::string format_note(const Note& note);

// The note of `text` with one signature. Fails with bad_input or too_large if parse_note would.
Result<std::string> sign_note(std::string_view text, const SigningKey& key);
// `note` with a signature more at its end, for rotations; those before are not verified. Fails with bad_input if it is
// no note or has one of this key, too_large over a limit.
Result<std::string> add_signature(std::string_view note, const SigningKey& key);

// The text, if `key` has signed it; other keys' signatures do not matter. Fails with bad_input or too_large for what is
// no note, not_found without a signature of `key`, corrupt if one does not belong to the text.
Result<std::string> verify_note(std::string_view note, const VerifierKey& key);

}  // namespace countersign::records
