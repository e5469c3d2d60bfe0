#pragma once
// The Merkle tree over a log's leaves, RFC 6962 section 2.1, and its proofs. Nothing here knows where nodes are kept.
// A leaf is known by its leaf_hash (base/sha256.hpp). Sizes and indexes count leaves from 0.

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/sha256.hpp"

namespace countersign::records {

constexpr std::uint64_t tree_size_max = (1ULL << 63U) - 1;
constexpr std::size_t proof_hashes_max = 64;  // more than any tree of tree_size_max needs

// SHA-256(0x01 || left || right).
Digest node_hash(const Digest& left, const Digest& right);
// The root of no leaves: SHA-256 of nothing.
Digest empty_root();

// The complete subtree of the 2^level leaves from position * 2^level. Level 0 is the leaf hash.
struct TreeNode {
  unsigned level = 0;
  std::uint64_t position = 0;
  auto operator<=>(const TreeNode&) const = default;
};

// Gives the hash of a complete subtree. The functions below ask only for nodes that nodes_of_append has made, about two
// for each level of the tree, and hand its errors on as they are.
using ReadNode = std::function<Result<Digest>(TreeNode)>;

// The complete subtrees that appear when `leaf` becomes leaf number `size`: itself first, then each one it completes.
// Fails with too_large when the log has tree_size_max leaves.
Result<std::vector<std::pair<TreeNode, Digest>>> nodes_of_append(std::uint64_t size, const Digest& leaf, const ReadNode& read);

// The largest complete subtrees of a tree of `size` leaves, left to right; none for 0.
std::vector<TreeNode> right_edge(std::uint64_t size);
// The root of the first `size` leaves. Fails with too_large over tree_size_max.
Result<Digest> root(std::uint64_t size, const ReadNode& read);

// RFC 6962 section 2.1.1, the leaf's sibling first. Fails with bad_input unless index < size.
Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read);
// RFC 6962 section 2.1.2, in its order; no hashes from 0 or between equal sizes. Fails with bad_input unless
// old_size <= new_size.
Result<std::vector<Digest>> consistency_proof(std::uint64_t old_size, std::uint64_t new_size, const ReadNode& read);

// RFC 9162 section 2.1.3.2. Fails with bad_input when such a proof cannot be, corrupt when it leads to another root.
Status verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size, const Digest& root,
                        std::span<const Digest> proof);
// RFC 9162 section 2.1.4.2, and: every tree continues the empty one, a tree continues itself, both without hashes.
// Fails with bad_input when such a proof cannot be, corrupt when it leads to another root.
Status verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root, const Digest& new_root,
                          std::span<const Digest> proof);

// The root of a stream of leaves, without keeping them: a hash for each complete subtree of the right edge.
class RootBuilder {
 public:
  // At most tree_size_max times.
  void add(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> edge_;  // as right_edge(size_)
};

}  // namespace countersign::records
