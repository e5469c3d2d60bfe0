#pragma once
// The tree's nodes and checkpoints in a ledger file. Private to records/store.

#include <optional>
#include <string>
#include <vector>

#include "records/log/checkpoint.hpp"
#include "records/log/tree.hpp"
#include "records/store/sqlite.hpp"

namespace countersign::records {

struct StoredCheckpoint {
  std::uint64_t size = 0;
  std::string note;
};

// Reads level 0 from the leaves, the others from the cache. Good as long as `database`; fails with corrupt for a node that
// is not there.
ReadNode node_reader(const Database& database);
// Level 0 is the leaf's own row and is left out.
// `insert` is node_insert, prepared.
Status insert_nodes(Statement& insert, const std::vector<std::pair<TreeNode, Digest>>& nodes);

Status insert_checkpoint(const Database& database, const StoredCheckpoint& checkpoint);
// Fails with corrupt if there is none.
Result<StoredCheckpoint> last_checkpoint(const Database& database);
// The first one that covers leaf `index`. Fails with corrupt if there is none.
Result<StoredCheckpoint> checkpoint_over(const Database& database, std::uint64_t index);

// The log's origin and the key that its last checkpoint must be signed with: the first one, or that of the last rotation.
struct LogIdentity {
  std::string origin;
  VerifierKey first;
  VerifierKey current;
};
Result<LogIdentity> log_identity(const Database& database);
// Every key that has ever signed, the first one first.
Result<std::vector<VerifierKey>> log_keys(const Database& database);

// Opens `checkpoint` and compares it with the tree: its root from the nodes, its size with the number of leaves. Fails with
// corrupt, saying what does not fit.
Result<Checkpoint> check_checkpoint(const Database& database, const StoredCheckpoint& checkpoint, const VerifierKey& key,
                                    std::uint64_t leaves);

}  // namespace countersign::records
