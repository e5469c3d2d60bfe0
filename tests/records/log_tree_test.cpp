#include <doctest/doctest.h>

#include <bit>
#include <set>

#include "tests/records/log_support.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

constexpr std::uint64_t every_size_max = 70;
constexpr std::uint64_t every_bit_size_max = 33;  // larger trees: every 13th bit, starting elsewhere each time
constexpr std::size_t some_bits = 13;
constexpr std::uint64_t edge_sizes[] = {0, 1, 6, 7, 8, 10'000'000, 1ULL << 62U, tree_size_max};
constexpr std::uint64_t large_sizes[] = {10'000'000, tree_size_max - 1, tree_size_max};

// The leaves of the Certificate Transparency test vectors, and the roots of the first 0 to 8 of them.
const std::string known_leaves[] = {"",
                                    std::string(1, '\0'),
                                    "\x10",
                                    "\x20\x21",
                                    "\x30\x31",
                                    "\x40\x41\x42\x43",
                                    "\x50\x51\x52\x53\x54\x55\x56\x57",
                                    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
const char* const known_roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                   "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                   "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                   "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                   "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                   "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                   "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                   "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

// A log of the same leaf over and over: complete subtrees of one level are alike, so it takes no room at any size.
struct UniformLog {
  std::vector<Digest> levels{leaf_hash("the same record")};
  std::uint64_t reads = 0;
  UniformLog() {
    while (levels.size() < 64) levels.push_back(node_hash(levels.back(), levels.back()));
  }
  ReadNode reader() {
    return [this](records::TreeNode id) -> Result<Digest> { return ++reads, levels.at(id.level); };
  }
};

std::size_t bit_step(std::uint64_t size) { return size <= every_bit_size_max ? 1 : some_bits; }

}  // namespace

TEST_CASE("the roots of the known leaves are the known roots") {
  MemoryTree tree;
  RootBuilder builder;
  CHECK(to_hex(tree.root()) == known_roots[0]);
  CHECK(to_hex(builder.root()) == known_roots[0]);
  for (std::size_t i = 0; i < std::size(known_leaves); ++i) {
    tree.add(leaf_hash(known_leaves[i]));
    builder.add(leaf_hash(known_leaves[i]));
    CHECK(to_hex(tree.root()) == known_roots[i + 1]);
    CHECK(to_hex(builder.root()) == known_roots[i + 1]);
  }
}

TEST_CASE("the known proofs of the known leaves come out") {
  MemoryTree tree;
  for (const std::string& leaf : known_leaves) tree.add(leaf_hash(leaf));
  const auto hex = [](const std::vector<Digest>& hashes) {
    std::vector<std::string> out;
    for (const Digest& hash : hashes) out.push_back(to_hex(hash));
    return out;
  };
  CHECK(hex(must(inclusion_proof(5, 8, tree.reader()))) ==
        std::vector<std::string>{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                 "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
  CHECK(hex(must(inclusion_proof(2, 3, tree.reader()))) ==
        std::vector<std::string>{"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"});
  CHECK(hex(must(consistency_proof(6, 8, tree.reader()))) ==
        std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                 "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
  CHECK(must(consistency_proof(1, 1, tree.reader())).empty());
}

TEST_CASE("RootBuilder gives the root at every size") {
  MemoryTree tree;
  RootBuilder builder;
  for (std::uint64_t size = 0; size <= 300; ++size) {
    CHECK(builder.size() == size);
    CHECK(builder.root() == tree.root());
    tree.add(leaf_hash(record_number(size)));
    builder.add(leaf_hash(record_number(size)));
  }
}

TEST_CASE("appending makes exactly the nodes that roots and proofs need, with the hashes of their leaves") {
  MemoryTree tree;
  std::set<records::TreeNode> needed;
  const ReadNode note_and_read = [&](records::TreeNode id) {
    needed.insert(id);
    return tree.reader()(id);
  };
  for (std::uint64_t size = 1; size <= every_size_max; ++size) {
    tree.add(leaf_hash(record_number(size - 1)));
    must(root(size, note_and_read));
    for (std::uint64_t index = 0; index < size; ++index) must(inclusion_proof(index, size, note_and_read));
    std::set<records::TreeNode> made;
    for (const auto& [id, hash] : tree.nodes()) made.insert(id);
    CHECK(made == needed);
    CHECK(made.size() == 2 * size - static_cast<std::uint64_t>(std::popcount(size)));
  }
  for (const auto& [id, hash] : tree.nodes()) {
    RootBuilder subtree;
    for (std::uint64_t i = 0; i < 1ULL << id.level; ++i) subtree.add(leaf_hash(record_number((id.position << id.level) + i)));
    CHECK(hash == subtree.root());
  }
}

TEST_CASE("the right edge lies side by side, larger first, and covers every leaf") {
  for (const std::uint64_t size : edge_sizes) {
    std::uint64_t covered = 0;
    unsigned level = 64;
    for (const records::TreeNode& node : right_edge(size)) {
      CHECK(node.level < level);
      level = node.level;
      CHECK((node.position << level) == covered);
      covered += 1ULL << level;
    }
    CHECK(covered == size);
  }
}

TEST_CASE("every leaf of every small tree is proved, and no changed proof is believed") {
  const MemoryTree tree = tree_of(every_size_max);
  for (std::uint64_t size = 1; size <= every_size_max; ++size) {
    const Digest root = tree.root(size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Digest leaf = leaf_hash(record_number(index));
      const std::vector<Digest> proof = must(inclusion_proof(index, size, tree.reader()));
      REQUIRE(verify_inclusion(leaf, index, size, root, proof).ok());
      std::uint64_t believed = 0;
      with_each_change(proof, (index + size) % bit_step(size), bit_step(size), [&](const std::vector<Digest>& changed) {
        believed += verify_inclusion(leaf, index, size, root, changed).ok() ? 1 : 0;
      });
      for (std::size_t bit = 0; bit < 256; bit += some_bits) {
        believed += verify_inclusion(with_bit_flipped(leaf, bit), index, size, root, proof).ok() ? 1 : 0;
        believed += verify_inclusion(leaf, index, size, with_bit_flipped(root, bit), proof).ok() ? 1 : 0;
      }
      for (std::uint64_t other = 0; other <= size; ++other)
        believed += other != index && verify_inclusion(leaf, other, size, root, proof).ok() ? 1 : 0;
      CHECK_MESSAGE(believed == 0, "leaf " << index << " of " << size);
    }
  }
}

TEST_CASE("every small tree continues every smaller one, and no changed proof is believed") {
  const MemoryTree tree = tree_of(every_size_max);
  for (std::uint64_t size = 1; size <= every_size_max; ++size) {
    const Digest root = tree.root(size);
    for (std::uint64_t old_size = 0; old_size <= size; ++old_size) {
      const Digest old_root = tree.root(old_size);
      const std::vector<Digest> proof = must(consistency_proof(old_size, size, tree.reader()));
      REQUIRE(verify_consistency(old_size, size, old_root, root, proof).ok());
      std::uint64_t believed = 0;
      with_each_change(proof, (old_size + size) % bit_step(size), bit_step(size), [&](const std::vector<Digest>& changed) {
        believed += verify_consistency(old_size, size, old_root, root, changed).ok() ? 1 : 0;
      });
      for (std::size_t bit = 0; bit < 256; bit += some_bits) {
        believed += verify_consistency(old_size, size, with_bit_flipped(old_root, bit), root, proof).ok() ? 1 : 0;
        // Any tree continues the empty one, and no proof says which.
        if (old_size == 0) continue;
        believed += verify_consistency(old_size, size, old_root, with_bit_flipped(root, bit), proof).ok() ? 1 : 0;
      }
      CHECK_MESSAGE(believed == 0, old_size << " to " << size);
    }
  }
}

TEST_CASE("a tree that was rewritten is no continuation, with any proof that its log can make") {
  const MemoryTree tree = tree_of(40);
  for (std::uint64_t rewritten = 0; rewritten < 30; rewritten += 7) {
    MemoryTree other;
    for (std::uint64_t i = 0; i < 40; ++i) other.add(leaf_hash(record_number(i == rewritten ? 1000 : i)));
    for (std::uint64_t old_size = rewritten + 1; old_size <= 40; ++old_size) {
      const std::vector<Digest> proof = must(consistency_proof(old_size, 40, other.reader()));
      CHECK(!verify_consistency(old_size, 40, tree.root(old_size), other.root(), proof).ok());
    }
  }
}

TEST_CASE("what no tree has is refused with a reason, never read") {
  UniformLog log;
  const Digest leaf = log.levels[0];
  constexpr std::uint64_t over = tree_size_max + 1;
  struct Case {
    std::uint64_t index, size;
  };
  for (const auto& [index, size] : {Case{0, 0}, {1, 1}, {70, 70}, {UINT64_MAX, 8}, {0, over}, {UINT64_MAX, UINT64_MAX}}) {
    CHECK(inclusion_proof(index, size, log.reader()).error().code == ErrorCode::bad_input);
    CHECK(verify_inclusion(leaf, index, size, leaf, {}).error().code == ErrorCode::bad_input);
  }
  for (const auto& [old_size, size] : {Case{1, 0}, {8, 7}, {1, over}, {over, over}, {UINT64_MAX, UINT64_MAX}}) {
    CHECK(consistency_proof(old_size, size, log.reader()).error().code == ErrorCode::bad_input);
    CHECK(verify_consistency(old_size, size, leaf, leaf, {}).error().code == ErrorCode::bad_input);
  }
  CHECK(root(over, log.reader()).error().code == ErrorCode::too_large);
  CHECK(nodes_of_append(tree_size_max, leaf, log.reader()).error().code == ErrorCode::too_large);
  CHECK(log.reads == 0);
}

TEST_CASE("a node that cannot be read ends in its own error") {
  const ReadNode broken = [](records::TreeNode) -> Result<Digest> { return Error{ErrorCode::io, "the disk", "", ""}; };
  CHECK(root(5, broken).error().what == "the disk");
  CHECK(inclusion_proof(3, 5, broken).error().what == "the disk");
  CHECK(consistency_proof(3, 5, broken).error().what == "the disk");
  CHECK(nodes_of_append(5, Digest{}, broken).error().what == "the disk");
}

TEST_CASE("the cost grows with the height of the tree, to the largest one") {
  for (const std::uint64_t size : large_sizes) {
    UniformLog log;
    const auto height = static_cast<std::uint64_t>(std::bit_width(size));
    const Digest top = must(root(size, log.reader()));
    CHECK(log.reads <= height);
    for (const std::uint64_t index : {std::uint64_t{0}, size / 3, size / 2, size - 1}) {
      log.reads = 0;
      const std::vector<Digest> proof = must(inclusion_proof(index, size, log.reader()));
      CHECK(log.reads <= 2 * height);
      CHECK(proof.size() <= proof_hashes_max);
      CHECK(verify_inclusion(log.levels[0], index, size, top, proof).ok());
      log.reads = 0;
      const Digest old_top = must(root(index + 1, log.reader()));
      const std::vector<Digest> consistency = must(consistency_proof(index + 1, size, log.reader()));
      CHECK(log.reads <= 3 * height);
      CHECK(consistency.size() <= proof_hashes_max);
      CHECK(verify_consistency(index + 1, size, old_top, top, consistency).ok());
    }
    log.reads = 0;
    if (size < tree_size_max) CHECK(must(nodes_of_append(size, log.levels[0], log.reader())).size() <= height + 1);
    CHECK(log.reads <= height);
  }
}
