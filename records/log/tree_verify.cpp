// Checking proofs: RFC 9162 sections 2.1.3.2 and 2.1.4.2.

#include <bit>

#include "records/log/tree.hpp"

namespace countersign::records {

namespace {

Error impossible(const char* what) { return {ErrorCode::bad_input, what, "", ""}; }
Error other_root(const char* what) { return {ErrorCode::corrupt, what, "", ""}; }

// The way up from one node: its number, and that of the last node, in the level reached (RFC 9162: fn and sn).
struct Climb {
  std::uint64_t node = 0;
  std::uint64_t last = 0;

  bool is_left_child() const { return (node & 1U) == 0; }
  bool at_root() const { return last == 0; }
  bool sibling_is_left() const { return !is_left_child() || node == last; }
  void up() {
    node >>= 1U;
    last >>= 1U;
  }
  // A last node without a sibling is its own parent until it gets one on its left.
  void up_to_sibling() {
    while (is_left_child() && node != 0) up();
  }
};

}  // namespace

Status verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size, const Digest& root,
                        std::span<const Digest> proof) {
  if (index >= size || size > tree_size_max) return impossible("There is no such leaf in a tree of that size.");
  Climb climb{index, size - 1};
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (climb.at_root()) return impossible("The proof has too many hashes.");
    if (climb.sibling_is_left()) {
      climb.up_to_sibling();
      hash = node_hash(sibling, hash);
    } else {
      hash = node_hash(hash, sibling);
    }
    climb.up();
  }
  if (!climb.at_root()) return impossible("The proof has too few hashes.");
  if (hash != root) return other_root("The proof leads from this record to another root.");
  return Done{};
}

namespace {

Status verify_without_hashes(bool same_root, std::span<const Digest> proof) {
  if (!proof.empty()) return impossible("The proof has too many hashes.");
  if (!same_root) return other_root("The roots contradict the sizes.");
  return Done{};
}

}  // namespace

Status verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root, const Digest& new_root,
                          std::span<const Digest> proof) {
  if (old_size > new_size || new_size > tree_size_max) return impossible("A tree does not continue a larger one.");
  if (old_size == new_size) return verify_without_hashes(old_root == new_root, proof);
  if (old_size == 0) return verify_without_hashes(old_root == empty_root(), proof);

  const bool old_root_is_implied = std::has_single_bit(old_size);
  if (!old_root_is_implied && proof.empty()) return impossible("The proof has too few hashes.");
  Digest old_hash = old_root_is_implied ? old_root : proof.front();
  Digest new_hash = old_hash;
  Climb climb{old_size - 1, new_size - 1};
  while (!climb.is_left_child()) climb.up();
  for (const Digest& sibling : proof.subspan(old_root_is_implied ? 0 : 1)) {
    if (climb.at_root()) return impossible("The proof has too many hashes.");
    if (climb.sibling_is_left()) {
      climb.up_to_sibling();
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    climb.up();
  }
  if (!climb.at_root()) return impossible("The proof has too few hashes.");
  if (old_hash != old_root) return other_root("The proof leads to another old root.");
  if (new_hash != new_root) return other_root("The proof leads to another new root.");
  return Done{};
}

}  // namespace countersign::records
