#include "records/store/sqlite.hpp"

#include <cerrno>
#include <cstring>

#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

ErrorCode meaning(sqlite3* connection, int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::corrupt;
    case SQLITE_AUTH:
    case SQLITE_CONSTRAINT:
      return ErrorCode::refused;
    case SQLITE_TOOBIG:
      return ErrorCode::too_large;
    case SQLITE_IOERR:  // a quota is a full disk to the person in front of it
      return connection != nullptr && sqlite3_system_errno(connection) == EDQUOT ? ErrorCode::disk_full : ErrorCode::io;
    default:
      return ErrorCode::io;
  }
}

const char* cure_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::disk_full:
      return "Free some space on this disk and try again";
    case ErrorCode::locked:
      return "Another program is using it: close that program, or try again in a moment";
    case ErrorCode::corrupt:
      return "Write nothing to it; keep a copy and restore the last backup";
    case ErrorCode::refused:
      return "";
    default:
      return "Check the disk and the rights of this user on the folder, then start the program again";
  }
}

const char* sentence_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::disk_full:
      return "the disk is full; nothing was half written";
    case ErrorCode::locked:
      return "the file is in use";
    case ErrorCode::corrupt:
      return "the file is damaged";
    case ErrorCode::refused:
      return "the change is not allowed";
    default:
      return "the file could not be read or written";
  }
}

}  // namespace

Error sqlite_error(sqlite3* connection, int code, const std::string& file) {
  const ErrorCode meant = meaning(connection, code);
  const char* detail = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  return {meant, std::string(sentence_for(meant)) + ": " + detail + " (SQLite " + std::to_string(code) + ")", file,
          cure_for(meant)};
}

Statement::Statement(sqlite3* connection, const std::string& file, const char* sql) : connection_(connection), file_(&file) {
  sqlite3_stmt* statement = nullptr;
  keep(sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr));
  statement_.reset(statement);
}

void Statement::keep(int code) {
  if (failed_ == SQLITE_OK) failed_ = code;
}

void Statement::bind_integer(int index, std::int64_t value) { keep(sqlite3_bind_int64(statement_.get(), index, value)); }

void Statement::bind_text(int index, std::string_view text) {
  keep(sqlite3_bind_text64(statement_.get(), index, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                           SQLITE_UTF8));
}

void Statement::bind_blob(int index, const void* bytes, std::size_t size) {
  keep(sqlite3_bind_blob64(statement_.get(), index, size == 0 ? "" : bytes, size, SQLITE_TRANSIENT));
}

Result<bool> Statement::step() {
  if (failed_ != SQLITE_OK) return sqlite_error(connection_, failed_, *file_);
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const Error error = sqlite_error(connection_, code, *file_);
  sqlite3_reset(statement_.get());
  return error;
}

Status Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return row.error();
    if (!*row) break;
  }
  reset();
  return Done{};
}

void Statement::reset() {
  if (!statement_) return;  // the prepare failed; step() says so
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

void Statement::copy_bytes(int column, std::span<std::byte> out) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes != nullptr && static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)) == out.size())
    std::memcpy(out.data(), bytes, out.size());
}

std::array<std::byte, 16> Statement::bytes_16(int column) const {
  std::array<std::byte, 16> out{};
  copy_bytes(column, out);
  return out;
}

Digest Statement::digest(int column) const {
  Digest out;
  copy_bytes(column, out.bytes);
  return out;
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

Status Database::execute(const char* sql) const {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(connection_.get(), code, *file_);
  return Done{};
}

std::int64_t Database::rows_changed() const { return sqlite3_changes64(connection_.get()); }

Result<Transaction> Transaction::begin(const Database& database, const char* sql) {
  if (auto begun = database.execute(sql); !begun) return begun.error();
  return Transaction(database);
}

Result<Transaction> Transaction::begin_write(const Database& database) { return begin(database, sql::begin_write); }
Result<Transaction> Transaction::begin_read(const Database& database) { return begin(database, sql::begin_read); }

Transaction::~Transaction() {
  // After some errors SQLite has rolled back by itself.
  if (database_ == nullptr || sqlite3_get_autocommit(database_->handle()) != 0) return;
  sqlite3_exec(database_->handle(), sql::rollback, nullptr, nullptr, nullptr);
}

Status Transaction::commit() {
  auto done = database_->execute(sql::commit);
  if (done) database_ = nullptr;  // nothing to roll back, and the database may now be moved
  return done;
}

}  // namespace countersign::records
