#pragma once
// Checkpoints, c2sp.org/tlog-checkpoint: what a log was at one size, as the text of a signed note.
//
//   text = origin LF size LF base64(root) LF
//
// The specification permits further lines and advises against them, since nobody can audit them. Our logs have none,
// and a checkpoint with any is refused. The key's name is the origin.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "records/log/note.hpp"

namespace countersign::records {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;  // leaves, at most tree_size_max
  Digest root;
  bool operator==(const Checkpoint&) const = default;
};

std::string checkpoint_text(const Checkpoint& checkpoint);
// Fails with bad_input for what checkpoint_text would not have written, or when no leaves have a root but empty_root().
Result<Checkpoint> parse_checkpoint(std::string_view text);

// The signed note. Fails with bad_input if parse_checkpoint would, or if the key has another name than the log.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
// Fails as verify_note and parse_checkpoint do, and with bad_input if the note is of another log than the key.
Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace countersign::records
