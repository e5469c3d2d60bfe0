// Making proofs: walk from the root down and note what lies beside the way.

#include <algorithm>
#include <bit>

#include "records/log/tree.hpp"

namespace countersign::records {

namespace {

// Leaves from `begin` up to `end`, a subtree of some tree: begin is a multiple of a power of two no less than its
// length.
struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t length() const { return end - begin; }
  // RFC 6962 section 2.1: the left child has the largest power of two of leaves that leaves some for the right one.
  std::uint64_t middle() const { return begin + std::bit_floor(length() - 1); }
};

Result<Digest> hash_of(const Range& range, const ReadNode& read) {
  return root(range.length(), [&](TreeNode node) {
    node.position += range.begin >> node.level;
    return read(node);
  });
}

Result<std::vector<Digest>> hashes_of(std::span<const Range> ranges, const ReadNode& read) {
  std::vector<Digest> hashes;
  for (const Range& range : ranges) {
    const Result<Digest> hash = hash_of(range, read);
    if (!hash) return hash.error();
    hashes.push_back(*hash);
  }
  return hashes;
}

Error bad_sizes(const char* what) { return {ErrorCode::bad_input, what, "", ""}; }

}  // namespace

Result<std::vector<Digest>> inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read) {
  if (index >= size || size > tree_size_max) return bad_sizes("There is no such leaf in a tree of that size.");
  std::vector<Range> siblings;
  for (Range at{0, size}; at.length() > 1;) {
    const std::uint64_t middle = at.middle();
    const Range left{at.begin, middle};
    const Range right{middle, at.end};
    siblings.push_back(index < middle ? right : left);
    at = index < middle ? left : right;
  }
  std::ranges::reverse(siblings);
  return hashes_of(siblings, read);
}

Result<std::vector<Digest>> consistency_proof(std::uint64_t old_size, std::uint64_t new_size, const ReadNode& read) {
  if (old_size > new_size || new_size > tree_size_max) return bad_sizes("A tree does not continue a larger one.");
  if (old_size == 0) return std::vector<Digest>{};
  std::vector<Range> needed;
  Range at{0, new_size};
  while (at.end != old_size) {
    const std::uint64_t middle = at.middle();
    const Range left{at.begin, middle};
    const Range right{middle, at.end};
    needed.push_back(old_size <= middle ? right : left);
    at = old_size <= middle ? left : right;
  }
  const bool is_whole_old_tree = at.begin == 0;
  if (!is_whole_old_tree) needed.push_back(at);
  std::ranges::reverse(needed);
  return hashes_of(needed, read);
}

}  // namespace countersign::records
