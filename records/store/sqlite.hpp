#pragma once
// SQLite as values: a Database is one connection, a Statement one prepared query. Private to records/store.
// Errors are Results that name the file and the cure. One thread at a time.

#include <sqlite3.h>

#include <concepts>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/sha256.hpp"
#include "base/time.hpp"

namespace countersign::records {

struct Blob {
  std::string_view bytes;
};

// A prepared query. A failed prepare or bind is kept and told by the next step().
class Statement {
 public:
  Statement(sqlite3* connection, const std::string& file, const char* sql);

  // Binds ?1, ?2 ... and makes the statement ready to run (again).
  template <class... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }

  Result<bool> step();  // true: there is a row
  Status run();         // to the end, rows are dropped
  // Ends the running query, so that its read lock is let go.
  void reset();

  std::int64_t integer(int column) const;
  std::string text(int column) const;  // of a TEXT or BLOB
  template <class Id>
  Id id(int column) const {
    return Id{bytes_16(column)};
  }
  Digest digest(int column) const;
  bool is_null(int column) const;

 private:
  template <std::integral Value>
  void bind_one(int index, Value value) {
    bind_integer(index, static_cast<std::int64_t>(value));
  }
  void bind_one(int index, const std::string& text) { bind_text(index, text); }
  void bind_one(int index, Blob blob) { bind_blob(index, blob.bytes.data(), blob.bytes.size()); }
  void bind_one(int index, const Digest& digest) { bind_blob(index, digest.bytes.data(), digest.bytes.size()); }
  template <class Tag>
  void bind_one(int index, const RandomId<Tag>& id) {
    bind_blob(index, id.bytes.data(), id.bytes.size());
  }
  template <class Tag>
  void bind_one(int index, const std::optional<RandomId<Tag>>& id) {
    if (id) bind_one(index, *id);  // unbound is NULL
  }

  void bind_integer(int index, std::int64_t value);
  void bind_text(int index, std::string_view text);
  void bind_blob(int index, const void* bytes, std::size_t size);
  void keep(int code);
  void copy_bytes(int column, std::span<std::byte> out) const;  // of another length: `out` stays as it was
  std::array<std::byte, 16> bytes_16(int column) const;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* connection_;
  const std::string* file_;  // of the Database, which outlives its statements
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int failed_ = SQLITE_OK;
};

enum class OpenMode { read_write, read_only };

class Database {
 public:
  // Opens an existing file, sets the pragmas of connection.cpp and reads them back. Takes no lock, writes nothing.
  static Result<Database> open(const std::filesystem::path& file, OpenMode mode, milliseconds busy_timeout);
  static Result<Database> in_memory();

  Statement prepare(const char* sql) const { return Statement(connection_.get(), *file_, sql); }
  Status execute(const char* sql) const;  // one or more statements without values
  std::int64_t rows_changed() const;      // by the last statement that ran, without its triggers
  // Attaches `file` under the name `schema` with the same pragmas. Before the guard is installed only.
  Status attach(const std::filesystem::path& file, const char* schema) const;

  sqlite3* handle() const { return connection_.get(); }
  const std::string& file() const { return *file_; }

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  Database(sqlite3* connection, std::string file);
  std::unique_ptr<sqlite3, Close> connection_;
  std::unique_ptr<const std::string> file_;  // on the heap: statements point at it
};

// One transaction; rolled back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin_write(const Database& database);  // BEGIN IMMEDIATE: waits for the busy timeout
  static Result<Transaction> begin_read(const Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status commit();

 private:
  static Result<Transaction> begin(const Database& database, const char* sql);
  explicit Transaction(const Database& database) : database_(&database) {}
  const Database* database_;
};

// What a result code means to people. `code` is an extended SQLite code.
Error sqlite_error(sqlite3* connection, int code, const std::string& file);

}  // namespace countersign::records
