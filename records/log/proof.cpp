#include "records/log/proof.hpp"

#include <optional>

#include "records/log/text.hpp"

namespace countersign::records {

namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_prefix = "extra ";
constexpr std::string_view index_prefix = "index ";

Error malformed(std::string what) {
  return {ErrorCode::bad_input, std::move(what), "proof", "Copy the whole file again, byte for byte."};
}

Error too_large(std::string what) { return {ErrorCode::too_large, std::move(what), "proof", ""}; }

Result<std::string> take_extra(std::string_view& rest) {
  if (!rest.starts_with(extra_prefix)) return std::string();
  rest.remove_prefix(extra_prefix.size());
  const std::optional<std::string> extra = from_base64(take_line(rest).value_or(""));
  if (!extra || extra->empty()) return malformed("The extra line holds some base64.");
  if (extra->size() > proof_extra_bytes_max) return too_large("A proof has at most 65,535 extra bytes.");
  return *extra;
}

Result<std::uint64_t> take_index(std::string_view& rest) {
  const std::string_view line = take_line(rest).value_or("");
  if (!line.starts_with(index_prefix)) return malformed("The line of the index is missing.");
  const std::optional<std::uint64_t> index = from_decimal(line.substr(index_prefix.size()));
  if (!index) return malformed("The index is a number without leading zeros.");
  return *index;
}

// With the blank line that ends them.
Result<std::vector<Digest>> take_hashes(std::string_view& rest) {
  std::vector<Digest> hashes;
  while (const std::optional<std::string_view> line = take_line(rest)) {
    if (line->empty()) return hashes;
    if (hashes.size() == proof_hashes_max) return too_large("A proof has at most 64 hashes.");
    const std::optional<Digest> hash = digest_from_base64(*line);
    if (!hash) return malformed("Hash " + std::to_string(hashes.size() + 1) + " is not 32 bytes in base64.");
    hashes.push_back(*hash);
  }
  return malformed("The blank line before the checkpoint is missing.");
}

Status check_checkpoint(std::string_view note) {
  const Result<Note> read = parse_note(note);
  if (!read) return read.error();
  const Result<Checkpoint> checkpoint = parse_checkpoint(read->text);
  if (!checkpoint) return checkpoint.error();
  return Done{};
}

}  // namespace

std::string format_proof(const LogProof& proof) {
  std::string out = std::string(first_line) + "\n";
  if (!proof.extra.empty()) out += std::string(extra_prefix) + to_base64(std::as_bytes(std::span(proof.extra))) + "\n";
  out += std::string(index_prefix) + std::to_string(proof.index) + "\n";
  for (const Digest& hash : proof.hashes) out += to_base64(hash.bytes) + "\n";
  return out + "\n" + proof.checkpoint;
}

Result<LogProof> parse_proof(std::string_view text) {
  if (text.size() > proof_bytes_max) return too_large("A proof has at most 163,840 bytes.");
  std::string_view rest = text;
  if (take_line(rest) != first_line) return malformed("A proof begins with " + std::string(first_line) + ".");
  const Result<std::string> extra = take_extra(rest);
  if (!extra) return extra.error();
  const Result<std::uint64_t> index = take_index(rest);
  if (!index) return index.error();
  const Result<std::vector<Digest>> hashes = take_hashes(rest);
  if (!hashes) return hashes.error();
  if (const Status checkpoint = check_checkpoint(rest); !checkpoint) return checkpoint.error();
  return LogProof{*index, *hashes, std::string(rest), *extra};
}

Result<Checkpoint> verify_proof(const LogProof& proof, std::string_view record_bytes, const VerifierKey& key) {
  const Result<Checkpoint> checkpoint = open_checkpoint(proof.checkpoint, key);
  if (!checkpoint) return checkpoint.error();
  const Status included =
      verify_inclusion(leaf_hash(record_bytes), proof.index, checkpoint->size, checkpoint->root, proof.hashes);
  if (!included) return included.error();
  return *checkpoint;
}

}  // namespace countersign::records
