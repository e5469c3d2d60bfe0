#pragma once
// What somebody with another program and the right to write the file can do to a ledger. Without the guard, and with the
// triggers put back word for word, so that the schema still compares equal.

#include <functional>
#include <string>
#include <vector>

#include "records/log/key.hpp"
#include "records/store/data_dir.hpp"
#include "records/store/sqlite.hpp"

namespace countersign::test {

// One value of one row.
struct Cell {
  std::string table;
  std::string column;
  std::int64_t rowid = 0;
};

class RawLedger {
 public:
  // Fast rather than durable: it works on copies in memory.
  explicit RawLedger(const records::DataDir& data);

  const records::Database& database() const { return database_; }
  void execute(const std::string& sql) const;
  std::vector<std::int64_t> rowids(const std::string& table) const;
  std::string read(const Cell& cell) const;
  // As a BLOB, or as TEXT where the column is.
  void write(const Cell& cell, const std::string& bytes) const;

  void drop_triggers();
  // Word for word.
  void restore_triggers();

 private:
  records::Database database_;
  std::vector<std::string> triggers_;
};

// `change` between dropping and restoring the triggers.
void behind_the_triggers(const records::DataDir& data, const std::function<void(const RawLedger&)>& change);

// Computes every leaf hash and node anew from the records as they are and signs every checkpoint again with `key`; the log
// names it as its first key. What whoever holds such a key can do.
void sign_again(const RawLedger& raw, const records::SigningKey& key);
// The same with a key that came in by a rotation: the first key and the checkpoints of fewer than `from` records stay.
void sign_again_from(const RawLedger& raw, const records::SigningKey& key, std::uint64_t from);

}  // namespace countersign::test
