// How a connection is set up, so that what is committed is on disk (docs/threats.md). Every pragma is read back; a mismatch
// refuses to open.

#include <unistd.h>

#include <array>
#include <cstdint>

#include "records/store/sqlite.hpp"

namespace countersign::records {

namespace {

struct Pragma {
  const char* name;
  const char* value;
  const char* read_back;
  bool per_schema;  // holds for one attached file only
};

constexpr std::array pragmas = {
    Pragma{"journal_mode", "DELETE", "delete", true},
    // The default FULL can lose the last commit when power fails before the journal's removal is on disk.
    Pragma{"synchronous", "EXTRA", "3", true},
    Pragma{"foreign_keys", "ON", "1", false},
    // Else INSERT OR REPLACE slips past the append-only triggers.
    Pragma{"recursive_triggers", "ON", "1", false},
    Pragma{"trusted_schema", "OFF", "0", false},
    Pragma{"cell_size_check", "ON", "1", false},
    Pragma{"secure_delete", "ON", "1", true},
    Pragma{"mmap_size", "0", "0", true},
    // A large import must not block readers before it commits.
    Pragma{"cache_spill", "OFF", "0", false},
};

Status set_pragma(const Database& database, const std::string& schema, const Pragma& pragma) {
  const std::string name = "PRAGMA " + (pragma.per_schema ? schema + "." : std::string()) + pragma.name;
  if (auto set = database.execute((name + " = " + pragma.value).c_str()); !set) return set.error();
  Statement read = database.prepare(name.c_str());
  const auto row = read.step();
  if (!row) return row.error();
  const std::string got = *row ? read.text(0) : std::string("nothing");
  if (got != pragma.read_back)
    return Error{ErrorCode::io, std::string("SQLite refused the setting ") + pragma.name + ": it says " + got, database.file(),
                 "Use the SQLite of this system's packages"};
  return Done{};
}

Status set_pragmas(const Database& database, const std::string& schema) {
  for (const Pragma& pragma : pragmas)
    if (auto set = set_pragma(database, schema, pragma); !set) return set;
  return Done{};
}

constexpr int lock_pause_us = 500;

// SQLite's own handler soon sleeps 100 ms at a time; a reader beside us holds the file for a few. `timeout_ms` is the
// context pointer itself, since the handler outlives every local.
int wait_for_lock(void* timeout_ms, int calls_before) {
  const auto waited_us = std::int64_t{calls_before} * lock_pause_us;
  if (waited_us >= static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(timeout_ms)) * 1000) return 0;
  ::usleep(lock_pause_us);
  return 1;
}

int configure(sqlite3* connection, int option, int value) {
  int now = -1;
  const int code = sqlite3_db_config(connection, option, value, &now);
  return code == SQLITE_OK && now != value ? SQLITE_ERROR : code;
}

int configure_all(sqlite3* connection) {
  constexpr std::array<std::pair<int, int>, 5> settings = {{{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                                            {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                                            {SQLITE_DBCONFIG_DQS_DML, 0},
                                                            {SQLITE_DBCONFIG_DQS_DDL, 0}}};
  for (const auto& [option, value] : settings)
    if (const int code = configure(connection, option, value); code != SQLITE_OK) return code;
  return SQLITE_OK;
}

}  // namespace

Database::Database(sqlite3* connection, std::string file)
    : connection_(connection), file_(std::make_unique<const std::string>(std::move(file))) {}

Result<Database> Database::open(const std::filesystem::path& file, OpenMode mode, milliseconds busy_timeout) {
  sqlite3* connection = nullptr;
  const int access = mode == OpenMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int opened = sqlite3_open_v2(file.c_str(), &connection, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(connection, file.string());
  if (opened != SQLITE_OK) return sqlite_error(connection, opened, database.file());
  sqlite3_busy_handler(connection, wait_for_lock, reinterpret_cast<void*>(static_cast<std::intptr_t>(busy_timeout.count())));
  if (const int code = configure_all(connection); code != SQLITE_OK) return sqlite_error(connection, code, database.file());
  if (auto set = set_pragmas(database, "main"); !set) return set.error();
  return database;
}

Result<Database> Database::in_memory() {
  sqlite3* connection = nullptr;
  const int opened =
      sqlite3_open_v2(":memory:", &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(connection, ":memory:");
  if (opened != SQLITE_OK) return sqlite_error(connection, opened, database.file());
  return database;
}

Status Database::attach(const std::filesystem::path& other, const char* schema) const {
  // The name of a schema cannot be a bound value of ATTACH in every SQLite; ours is a constant.
  const std::string sql = std::string("ATTACH ?1 AS ") + schema;
  if (auto attached = prepare(sql.c_str()).bind(other.string()).run(); !attached) return attached.error();
  return set_pragmas(*this, schema);
}

}  // namespace countersign::records
