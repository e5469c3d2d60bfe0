#include "records/store/tree_store.hpp"

#include <memory>

#include "records/model/canonical.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr char cure[] = "Write nothing to it; keep a copy and restore the last backup";

Error corrupt_tree(const Database& database, const std::string& what) {
  return {ErrorCode::corrupt, what, database.file(), cure};
}

struct NodeStatements {
  Statement leaf;
  Statement node;
};

Result<StoredCheckpoint> one_checkpoint(const Database& database, Statement& read) {
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row) return corrupt_tree(database, "the ledger's checkpoint is missing");
  return StoredCheckpoint{static_cast<std::uint64_t>(read.integer(0)), read.text(1)};
}

// Of a row of rotation_last or rotation_all.
Result<VerifierKey> next_key(const Database& database, const Statement& row, const std::string& origin) {
  const auto json = parse_stored(row.text(1));
  auto key = parse_vkey(json ? text_field(*json, "new_vkey") : std::string());
  if (!key || key->name != origin)
    return corrupt_leaf(database.file(), static_cast<std::uint64_t>(row.integer(0)),
                        "the change of the ledger's key cannot be read");
  return key;
}

}  // namespace

ReadNode node_reader(const Database& database) {
  const auto read =
      std::make_shared<NodeStatements>(NodeStatements{database.prepare(sql::leaf_hash_get), database.prepare(sql::node_get)});
  return [read, &database](TreeNode node) -> Result<Digest> {
    Statement& statement = node.level == 0 ? read->leaf.bind(node.position) : read->node.bind(node.level, node.position);
    const auto row = statement.step();
    if (!row) return row.error();
    if (!*row)
      return corrupt_tree(
          database, "the tree's node " + std::to_string(node.level) + "/" + std::to_string(node.position) + " is missing");
    const Digest hash = statement.digest(0);
    statement.reset();
    return hash;
  };
}

Status insert_nodes(Statement& insert, const std::vector<std::pair<TreeNode, Digest>>& nodes) {
  for (const auto& [node, hash] : nodes) {
    if (node.level == 0) continue;
    if (auto put = insert.bind(node.level, node.position, hash).run(); !put) return put;
  }
  return Done{};
}

Status insert_checkpoint(const Database& database, const StoredCheckpoint& checkpoint) {
  return database.prepare(sql::checkpoint_insert).bind(checkpoint.size, checkpoint.note).run();
}

Result<StoredCheckpoint> last_checkpoint(const Database& database) {
  Statement read = database.prepare(sql::checkpoint_last);
  return one_checkpoint(database, read);
}

Result<StoredCheckpoint> checkpoint_over(const Database& database, std::uint64_t index) {
  Statement read = database.prepare(sql::checkpoint_after);
  read.bind(index);
  return one_checkpoint(database, read);
}

Result<LogIdentity> log_identity(const Database& database) {
  Statement read = database.prepare(sql::log_origin);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row || !is_origin(read.text(0))) return corrupt_tree(database, "the ledger has no origin");
  const std::string origin = read.text(0);
  const auto first = parse_vkey(read.text(1));
  if (!first || first->name != origin) return corrupt_tree(database, "the ledger does not name the key that signs it");
  Statement rotation = database.prepare(sql::rotation_last);
  const auto rotated = rotation.step();
  if (!rotated) return rotated.error();
  if (!*rotated) return LogIdentity{origin, *first, *first};
  const auto current = next_key(database, rotation, origin);
  if (!current) return current.error();
  return LogIdentity{origin, *first, *current};
}

Result<std::vector<VerifierKey>> log_keys(const Database& database) {
  const auto log = log_identity(database);
  if (!log) return log.error();
  std::vector<VerifierKey> out{log->first};
  Statement rotations = database.prepare(sql::rotation_all);
  while (true) {
    const auto row = rotations.step();
    if (!row) return row.error();
    if (!*row) return out;
    auto next = next_key(database, rotations, log->origin);
    if (!next) return next.error();
    out.push_back(std::move(*next));
  }
}

Result<Checkpoint> check_checkpoint(const Database& database, const StoredCheckpoint& stored, const VerifierKey& key,
                                    std::uint64_t leaves) {
  const auto checkpoint = open_checkpoint(stored.note, key);
  if (!checkpoint)
    return corrupt_tree(database, "the checkpoint of " + std::to_string(stored.size) + " records: " + checkpoint.error().what);
  if (checkpoint->size != stored.size)
    return corrupt_tree(database, "a checkpoint stands at a place that it does not speak of");
  if (checkpoint->size > leaves)
    return corrupt_tree(database, "records are missing: the checkpoint speaks of " + std::to_string(checkpoint->size) +
                                      ", there are " + std::to_string(leaves));
  const auto computed = root(checkpoint->size, node_reader(database));
  if (!computed) return computed.error();
  if (*computed != checkpoint->root)
    return corrupt_tree(
        database, "the tree of the first " + std::to_string(checkpoint->size) + " records is not the one that was signed");
  return checkpoint;
}

}  // namespace countersign::records
