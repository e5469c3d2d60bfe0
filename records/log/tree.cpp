#include "records/log/tree.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace countersign::records {

namespace {

Digest folded(std::span<const Digest> edge) {
  if (edge.empty()) return empty_root();
  Digest hash = edge.back();
  for (std::size_t i = edge.size() - 1; i-- > 0;) hash = node_hash(edge[i], hash);
  return hash;
}

}  // namespace

Digest node_hash(const Digest& left, const Digest& right) {
  std::array<std::byte, 1 + 2 * sizeof left.bytes> input;
  input[0] = std::byte{1};
  std::ranges::copy(left.bytes, input.begin() + 1);
  std::ranges::copy(right.bytes, input.begin() + 1 + sizeof left.bytes);
  return sha256(std::span<const std::byte>(input));
}

Digest empty_root() { return sha256(std::string_view()); }

Result<std::vector<std::pair<TreeNode, Digest>>> nodes_of_append(std::uint64_t size, const Digest& leaf, const ReadNode& read) {
  if (size >= tree_size_max) return Error{ErrorCode::too_large, "The log is full.", "", ""};
  std::vector<std::pair<TreeNode, Digest>> nodes{{TreeNode{0, size}, leaf}};
  for (unsigned level = 0; (size >> level & 1U) == 1; ++level) {
    const Result<Digest> left = read({level, (size >> level) - 1});
    if (!left) return left.error();
    nodes.push_back({{level + 1, size >> (level + 1)}, node_hash(*left, nodes.back().second)});
  }
  return nodes;
}

std::vector<TreeNode> right_edge(std::uint64_t size) {
  std::vector<TreeNode> nodes;
  for (std::uint64_t rest = size; rest != 0; rest -= std::bit_floor(rest)) {
    const auto level = static_cast<unsigned>(std::bit_width(rest)) - 1;
    nodes.push_back({level, (size - rest) >> level});
  }
  return nodes;
}

Result<Digest> root(std::uint64_t size, const ReadNode& read) {
  if (size > tree_size_max) return Error{ErrorCode::too_large, "A tree cannot be that large.", "", ""};
  std::vector<Digest> edge;
  for (const TreeNode& node : right_edge(size)) {
    const Result<Digest> hash = read(node);
    if (!hash) return hash.error();
    edge.push_back(*hash);
  }
  return folded(edge);
}

void RootBuilder::add(const Digest& leaf) {
  assert(size_ < tree_size_max);
  Digest hash = leaf;
  for (std::uint64_t completed = size_; (completed & 1U) == 1; completed >>= 1U) {
    hash = node_hash(edge_.back(), hash);
    edge_.pop_back();
  }
  edge_.push_back(hash);
  ++size_;
}

Digest RootBuilder::root() const { return folded(edge_); }

}  // namespace countersign::records
