#pragma once
// A proof that a record is in a log, as a file that needs nothing but the log's verifier key: c2sp.org/tlog-proof@v1.
//
//   proof = "c2sp.org/tlog-proof@v1" LF
//           ["extra " base64 LF]        anything, signed by nobody; absent rather than empty
//           "index " decimal LF
//           *64(base64(hash) LF)        the leaf's sibling first
//           LF
//           checkpoint                  the signed note as it is

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "records/log/checkpoint.hpp"
#include "records/log/tree.hpp"

namespace countersign::records {

constexpr std::size_t proof_extra_bytes_max = 65'535;                // a record
constexpr std::size_t proof_bytes_max = note_bytes_max + 96 * 1024;  // the lines before the note fill less than 89 KiB

struct LogProof {
  std::uint64_t index = 0;
  std::vector<Digest> hashes;
  std::string checkpoint;  // note
  std::string extra;       // bytes that nothing vouches for until verify_proof has; ours hold the record
  bool operator==(const LogProof&) const = default;
};

std::string format_proof(const LogProof& proof);
// Fails with bad_input for what format_proof would not have written or a checkpoint that is none, too_large over a
// limit. Nothing has been verified then.
Result<LogProof> parse_proof(std::string_view text);

// The checkpoint that proves it: its log, whose key `key` is, has these record bytes as leaf `proof.index`.
// Fails as open_checkpoint and verify_inclusion do.
Result<Checkpoint> verify_proof(const LogProof& proof, std::string_view record_bytes, const VerifierKey& key);

}  // namespace countersign::records
