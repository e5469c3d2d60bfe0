#include "records/log/checkpoint.hpp"

#include <optional>

#include "records/log/text.hpp"
#include "records/log/tree.hpp"

namespace countersign::records {

namespace {

Error malformed(std::string what, std::string where) {
  return {ErrorCode::bad_input, std::move(what), std::move(where), "Copy the whole file again, byte for byte."};
}

Error other_log() {
  return {ErrorCode::bad_input, "The checkpoint is of another log than the key.", "checkpoint, line 1",
          "Use the verifier key of this log."};
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root.bytes) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  if (const Status characters = check_note_characters(text); !characters) return characters.error();
  std::string_view rest = text;
  const std::optional<std::string_view> origin = take_line(rest);
  if (!origin || origin->empty()) return malformed("A checkpoint begins with its log's origin.", "checkpoint, line 1");
  const std::optional<std::uint64_t> size = from_decimal(take_line(rest).value_or(""));
  if (!size) return malformed("The size is a number without leading zeros.", "checkpoint, line 2");
  const std::optional<Digest> root = digest_from_base64(take_line(rest).value_or(""));
  if (!root) return malformed("The root is 32 bytes in base64.", "checkpoint, line 3");
  if (!rest.empty()) return malformed("A checkpoint ends after its root.", "checkpoint, line 4");
  if (*size == 0 && *root != empty_root()) return malformed("An empty log has another root.", "checkpoint, line 3");
  return Checkpoint{std::string(*origin), *size, *root};
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  if (checkpoint.origin != key.name()) return other_log();
  const std::string text = checkpoint_text(checkpoint);
  if (const Result<Checkpoint> read = parse_checkpoint(text); !read) return read.error();
  return sign_note(text, key);
}

Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key) {
  const Result<std::string> text = verify_note(note, key);
  if (!text) return text.error();
  Result<Checkpoint> checkpoint = parse_checkpoint(*text);
  if (checkpoint && checkpoint->origin != key.name) return other_log();
  return checkpoint;
}

}  // namespace countersign::records
