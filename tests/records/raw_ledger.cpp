#include "tests/records/raw_ledger.hpp"

#include "records/log/checkpoint.hpp"
#include "tests/records/log_support.hpp"
#include "tests/records/scratch.hpp"

namespace countersign::test {

using namespace records;

RawLedger::RawLedger(const DataDir& data)
    : database_(must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0}))) {
  execute("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY");
}

void RawLedger::execute(const std::string& sql) const { must(database_.execute(sql.c_str())); }

std::vector<std::int64_t> RawLedger::rowids(const std::string& table) const {
  Statement rows = database_.prepare(("SELECT rowid FROM " + table + " ORDER BY rowid").c_str());
  std::vector<std::int64_t> out;
  while (must(rows.step())) out.push_back(rows.integer(0));
  return out;
}

std::string RawLedger::read(const Cell& cell) const {
  Statement row = database_.prepare(("SELECT " + cell.column + " FROM " + cell.table + " WHERE rowid = ?1").c_str());
  REQUIRE(must(row.bind(cell.rowid).step()));
  return row.text(0);
}

void RawLedger::write(const Cell& cell, const std::string& bytes) const {
  Statement update = database_.prepare(("UPDATE " + cell.table + " SET " + cell.column + " = ?1 WHERE rowid = ?2").c_str());
  const bool is_text = cell.column == "note" || cell.column == "kind" || cell.column == "first_vkey";
  must(is_text ? update.bind(bytes, cell.rowid).run() : update.bind(Blob{bytes}, cell.rowid).run());
}

void RawLedger::drop_triggers() {
  std::vector<std::string> names;
  Statement rows = database_.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
  while (must(rows.step())) {
    names.push_back(rows.text(0));
    triggers_.push_back(rows.text(1));
  }
  rows.reset();
  for (const std::string& name : names) execute("DROP TRIGGER " + name);
}

void RawLedger::restore_triggers() {
  for (const std::string& sql : triggers_) execute(sql);
  triggers_.clear();
}

void behind_the_triggers(const DataDir& data, const std::function<void(const RawLedger&)>& change) {
  RawLedger raw(data);
  raw.drop_triggers();
  change(raw);
  raw.restore_triggers();
}

namespace {

MemoryTree hash_again(const RawLedger& raw) {
  MemoryTree tree;
  for (const std::int64_t idx : raw.rowids("leaf")) {
    const Digest hash = leaf_hash(raw.read({"leaf", "record", idx}));
    raw.write({"leaf", "leaf_hash", idx}, std::string(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()));
    tree.add(hash);
  }
  return tree;
}

void put_nodes(const RawLedger& raw, const MemoryTree& tree) {
  raw.execute("DELETE FROM node");
  Statement insert = raw.database().prepare("INSERT INTO node(level, pos, hash) VALUES (?1, ?2, ?3)");
  for (const auto& [node, hash] : tree.nodes())
    if (node.level > 0) must(insert.bind(node.level, node.position, hash).run());
}

}  // namespace

void sign_again(const RawLedger& raw, const SigningKey& key) {
  raw.write({"log", "first_vkey", 1}, key.verifier().text());
  sign_again_from(raw, key, 0);
}

void sign_again_from(const RawLedger& raw, const SigningKey& key, std::uint64_t from) {
  const MemoryTree tree = hash_again(raw);
  put_nodes(raw, tree);
  for (const std::int64_t rowid : raw.rowids("checkpoint")) {
    const auto size = static_cast<std::uint64_t>(rowid);
    if (size >= from) raw.write({"checkpoint", "note", rowid}, must(sign_checkpoint({key.name(), size, tree.root(size)}, key)));
  }
}

}  // namespace countersign::test
