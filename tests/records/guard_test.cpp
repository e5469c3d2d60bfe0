// The two fences around what was signed: the authorizer of our own connections, and the triggers for everybody else's.

#include <doctest/doctest.h>

#include "records/store/guard.hpp"
#include "records/store/sqlite.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

DataDir filled(const TempDir& temp) {
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  for (int i = 0; i < 3; ++i) must(ledger.append(signed_acknowledgement(person_number(1)), &any_key()));
  must(ledger.keep_document(sha256("text"), "text"));
  return data;
}

Database connect(const DataDir& data) { return must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0})); }

constexpr const char* tampering[] = {
    "UPDATE leaf SET kind = 'declined' WHERE idx = 1",
    "UPDATE leaf SET record = x'7b7d' WHERE idx = 1",
    "DELETE FROM leaf WHERE idx = 2",
    "DELETE FROM leaf",
    "REPLACE INTO leaf SELECT idx, record_id, 'declined', subject, record, leaf_hash, 0, 0 FROM leaf WHERE idx = 2",
    "INSERT OR REPLACE INTO leaf SELECT 3, record_id, kind, subject, record, leaf_hash, 0, 0 FROM leaf WHERE idx = 2",
    "INSERT INTO leaf SELECT 9, x'00112233445566778899aabbccddeeff', kind, subject, record, leaf_hash, 0, 0 FROM leaf "
    "LIMIT 1",
    "UPDATE body SET sealed = x'00'",
    "DELETE FROM body WHERE idx = 0",
    "REPLACE INTO body(idx, sealed) VALUES (0, x'00')",
    "UPDATE document SET bytes = x'00'",
    "DELETE FROM document",
    "INSERT OR REPLACE INTO document SELECT sha256, x'00' FROM document",
    "UPDATE log SET origin = 'countersign/other/t1/1'",
    "DELETE FROM log",
    "REPLACE INTO log(one, origin, first_vkey) VALUES (1, 'countersign/other/t1/1', '')",
    "UPDATE node SET hash = zeroblob(32)",
    "DELETE FROM node",
    "REPLACE INTO node SELECT level, pos, zeroblob(32) FROM node",
    "UPDATE checkpoint SET note = ''",
    "DELETE FROM checkpoint",
    "REPLACE INTO checkpoint SELECT size, '' FROM checkpoint",
    "INSERT INTO checkpoint(size, note) VALUES (2, '')",
};

}  // namespace

TEST_CASE("the triggers refuse every change to what was appended") {
  const TempDir temp;
  const DataDir data = filled(temp);
  const std::string before = bytes_of(data.ledger());
  const Database database = connect(data);
  for (const char* sql : tampering) {
    CAPTURE(std::string(sql));
    CHECK(database.execute(sql).ok() == false);
  }
  CHECK(bytes_of(data.ledger()) == before);
}

TEST_CASE("the authorizer refuses changes, DDL, ATTACH, pragmas and extensions") {
  const TempDir temp;
  const DataDir data = filled(temp);
  const std::string before = bytes_of(data.ledger());
  const Database database = connect(data);
  install_guard(database.handle());
  for (const char* sql : tampering) {
    CAPTURE(std::string(sql));
    CHECK(database.execute(sql).ok() == false);
  }
  for (const char* sql : {"CREATE TABLE x(y)",
                          "CREATE TEMP TABLE x(y)",
                          "CREATE VIEW v AS SELECT 1",
                          "CREATE INDEX i ON leaf(kind)",
                          "DROP TRIGGER leaf_keeps",
                          "DROP TABLE leaf",
                          "ALTER TABLE leaf ADD COLUMN z",
                          "ALTER TABLE leaf RENAME TO l",
                          "VACUUM",
                          "VACUUM INTO '/nonexistent/copy.db'",
                          "REINDEX",
                          "ANALYZE",
                          "ATTACH ':memory:' AS other",
                          "DETACH main",
                          "PRAGMA journal_mode = WAL",
                          "PRAGMA synchronous = OFF",
                          "PRAGMA recursive_triggers = OFF",
                          "PRAGMA writable_schema = ON",
                          "PRAGMA user_version = 9",
                          "PRAGMA foreign_keys = OFF",
                          "SELECT load_extension('x')",
                          "UPDATE sqlite_schema SET sql = '' WHERE name = 'leaf_keeps'",
                          "DELETE FROM sqlite_schema",
                          "CREATE TRIGGER t AFTER INSERT ON leaf BEGIN SELECT 1; END"}) {
    CAPTURE(std::string(sql));
    CHECK(database.execute(sql).ok() == false);
  }
  CHECK(bytes_of(data.ledger()) == before);
  for (const char* sql : {"PRAGMA quick_check", "PRAGMA integrity_check", "PRAGMA data_version", "SELECT count(*) FROM leaf",
                          "UPDATE throttle SET tries = 0", "DELETE FROM progress"}) {
    CAPTURE(std::string(sql));
    CHECK(database.execute(sql).ok());
  }
}
