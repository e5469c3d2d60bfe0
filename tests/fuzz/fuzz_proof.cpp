// Proofs: what is read prints the same bytes again; no path of any shape or length upsets the verification, and none
// but the tree's own leads to its root.

#include <array>
#include <cstdint>
#include <cstdlib>

#include "records/log/proof.hpp"

namespace {

using namespace countersign;
using namespace countersign::records;

void require(bool holds) {
  if (!holds) std::abort();
}

const VerifierKey& key() {
  static const VerifierKey fixed =
      SigningKey::from_seed("countersign/northwind/t1/1", std::array<std::byte, seed_bytes>{std::byte{1}}).value().verifier();
  return fixed;
}

// A log of one record over and over: each complete subtree of a level has the same hash.
Result<Digest> uniform_node(TreeNode node) {
  static const std::vector<Digest> levels = [] {
    std::vector<Digest> out{leaf_hash("record")};
    while (out.size() < 64) out.push_back(node_hash(out.back(), out.back()));
    return out;
  }();
  return levels.at(node.level);
}

// With the numbers of `proof`, whatever they are: our own proofs verify, the hashes given do only if they are ours.
void walk_tree(const LogProof& proof, std::uint64_t size) {
  const Result<std::vector<Digest>> ours = inclusion_proof(proof.index, size, uniform_node);
  const Result<Digest> top = root(size, uniform_node);
  require(ours.ok() == (proof.index < size && size <= tree_size_max));
  if (!ours) return;
  const Digest leaf = leaf_hash("record");
  require(verify_inclusion(leaf, proof.index, size, *top, *ours).ok());
  require(verify_inclusion(leaf, proof.index, size, *top, proof.hashes).ok() == (*ours == proof.hashes));

  const std::uint64_t old_size = proof.index;
  const Result<Digest> old_top = root(old_size, uniform_node);
  const Result<std::vector<Digest>> grown = consistency_proof(old_size, size, uniform_node);
  require(old_top.ok() && grown.ok());
  require(verify_consistency(old_size, size, *old_top, *top, *grown).ok());
  require(verify_consistency(old_size, size, *old_top, *top, proof.hashes).ok() == (*grown == proof.hashes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<LogProof> proof = parse_proof(bytes);
  if (!proof) return 0;
  require(format_proof(*proof) == bytes);
  require(proof->hashes.size() <= proof_hashes_max && proof->extra.size() <= proof_extra_bytes_max);
  const Result<Note> note = parse_note(proof->checkpoint);
  require(note.ok());
  const Result<Checkpoint> checkpoint = parse_checkpoint(note->text);
  require(checkpoint.ok());
  walk_tree(*proof, checkpoint->size);
  for (const std::string_view record : {"record", ""}) {
    const Result<Checkpoint> proved = verify_proof(*proof, record, key());
    if (proved) require(*proved == *checkpoint && proof->index < proved->size);
  }
  return 0;
}
