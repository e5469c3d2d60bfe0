#pragma once
// A log in memory, and changes to make to what proves it.

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "records/log/tree.hpp"
#include "tests/records/scratch.hpp"  // must

namespace countersign::test {

// Keeps every node that nodes_of_append makes; asking for any other one fails.
class MemoryTree {
 public:
  void add(const Digest& leaf) {
    for (const auto& [id, hash] : must(records::nodes_of_append(size_, leaf, reader()))) {
      REQUIRE(nodes_.emplace(id, hash).second);
    }
    ++size_;
  }
  records::ReadNode reader() const {
    return [this](records::TreeNode id) -> Result<Digest> {
      const auto found = nodes_.find(id);
      if (found == nodes_.end()) return Error{ErrorCode::not_found, "no such node", "", ""};
      return found->second;
    };
  }
  std::uint64_t size() const { return size_; }
  const std::map<records::TreeNode, Digest>& nodes() const { return nodes_; }
  Digest root() const { return root(size_); }
  Digest root(std::uint64_t size) const { return must(records::root(size, reader())); }

 private:
  std::uint64_t size_ = 0;
  std::map<records::TreeNode, Digest> nodes_;
};

inline std::string record_number(std::uint64_t index) { return "{\"idx\":" + std::to_string(index) + "}"; }

inline MemoryTree tree_of(std::uint64_t size) {
  MemoryTree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.add(leaf_hash(record_number(i)));
  return tree;
}

inline std::array<std::byte, 32> seed_of(unsigned char first) {
  std::array<std::byte, 32> seed{};
  seed[0] = std::byte{first};
  return seed;
}

inline Digest with_bit_flipped(Digest digest, std::size_t bit) {
  digest.bytes[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
  return digest;
}

// Calls `check` with `proof` changed in one way: each bit of each hash, each hash dropped, doubled or swapped with its
// neighbour, one more in each place. `bit_step` 1 flips every bit, 13 every 13th from `bit_start`.
inline void with_each_change(const std::vector<Digest>& proof, std::size_t bit_start, std::size_t bit_step,
                             const std::function<void(const std::vector<Digest>&)>& check) {
  const Digest stranger = sha256("a hash of nothing in this tree");
  for (std::size_t i = 0; i <= proof.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    std::vector<Digest> changed = proof;
    changed.insert(changed.begin() + at, stranger);
    check(changed);
    if (i == proof.size()) continue;
    changed[i] = proof[i];
    check(changed);
    changed = proof;
    changed.erase(changed.begin() + at);
    check(changed);
    for (std::size_t bit = bit_start; bit < 256; bit += bit_step) {
      changed = proof;
      changed[i] = with_bit_flipped(proof[i], bit);
      check(changed);
    }
    if (i + 1 == proof.size()) continue;
    changed = proof;
    std::swap(changed[i], changed[i + 1]);
    if (changed != proof) check(changed);
  }
}

}  // namespace countersign::test
