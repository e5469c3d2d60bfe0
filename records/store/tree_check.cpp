#include "records/store/tree_check.hpp"

#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr int page_nodes = 512;

Error bad_node(const Database& database, TreeNode node, const char* what) {
  const std::uint64_t first = node.position << node.level;
  return {ErrorCode::corrupt,
          "the tree's node over records " + std::to_string(first) + " to " + std::to_string(first + (1ULL << node.level) - 1) +
              what,
          database.file(), "Write nothing to it; keep a copy and restore the last backup"};
}

}  // namespace

Status TreeCheck::read_page(Level& level, TreeNode first) {
  level.page.clear();
  level.next = 0;
  Statement rows = database_.prepare(sql::node_page);
  rows.bind(first.level, first.position, page_nodes);
  for (std::uint64_t position = first.position;; ++position) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row || static_cast<std::uint64_t>(rows.integer(0)) != position) return Done{};
    level.page.push_back(rows.digest(1));
  }
}

Status TreeCheck::compare(TreeNode node, const Digest& hash) {
  Level& level = levels_[node.level];
  if (level.next == level.page.size())
    if (auto read = read_page(level, node); !read) return read;
  if (level.next == level.page.size()) return bad_node(database_, node, " is missing");
  return level.page[level.next++] == hash ? Status(Done{}) : bad_node(database_, node, " is not their hash");
}

Status TreeCheck::add(const Digest& leaf) {
  Digest hash = leaf;
  TreeNode node{0, size_++};
  while (node.position % 2 == 1) {
    hash = node_hash(edge_.back(), hash);
    edge_.pop_back();
    node = {node.level + 1, node.position / 2};
    if (auto same = compare(node, hash); !same) return same;
  }
  edge_.push_back(hash);
  return Done{};
}

Digest TreeCheck::root() const {
  if (edge_.empty()) return empty_root();
  Digest hash = edge_.back();
  for (auto left = edge_.rbegin() + 1; left != edge_.rend(); ++left) hash = node_hash(*left, hash);
  return hash;
}

}  // namespace countersign::records
