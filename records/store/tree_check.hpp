#pragma once
// Builds the tree from a stream of leaf hashes and compares each complete subtree with the cache. Private to records/store.

#include <map>
#include <vector>

#include "records/log/tree.hpp"
#include "records/store/sqlite.hpp"

namespace countersign::records {

class TreeCheck {
 public:
  explicit TreeCheck(const Database& database) : database_(database) {}

  // Fails with corrupt when a node of the cache is missing or is another one.
  Status add(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  struct Level {
    std::vector<Digest> page;
    std::size_t next = 0;
  };
  Status compare(TreeNode node, const Digest& hash);
  Status read_page(Level& level, TreeNode first);

  const Database& database_;
  std::uint64_t size_ = 0;
  std::vector<Digest> edge_;  // the largest complete subtrees, left to right
  std::map<unsigned, Level> levels_;
};

}  // namespace countersign::records
