// SQLite file format: https://www.sqlite.org/fileformat2.html section 1.3.

#include "records/store/file_check.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/file.hpp"
#include "records/store/migrate.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr std::array ledger_migrations = {sql::migration_0001_ledger};
constexpr std::array vault_migrations = {sql::migration_0001_vault};

}  // namespace

const FileKind ledger_file{"ledger", 0x4353474C, ledger_migrations};
const FileKind vault_file{"vault", 0x43535654, vault_migrations};

namespace {

constexpr std::size_t header_bytes = 100;
using Header = std::array<char, header_bytes>;

constexpr char restore[] = "Write nothing to it; keep a copy and restore the last backup";

std::uint32_t big_endian_32(const Header& header, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(header[at + i]);
  return value;
}

Error damaged(const fs::path& file, const FileKind& kind, const std::string& what) {
  return {ErrorCode::corrupt, std::string("this is not a usable ") + kind.name + ": " + what, file.string(), restore};
}

Status check_fields(const Header& header, const fs::path& file, const FileKind& kind) {
  if (std::memcmp(header.data(), "SQLite format 3", 16) != 0) return damaged(file, kind, "its first bytes are not SQLite's");
  if (big_endian_32(header, 68) != kind.application_id) return damaged(file, kind, "it belongs to another program");
  const auto version = static_cast<std::int64_t>(big_endian_32(header, 60));
  if (version > kind.form())
    return Error{ErrorCode::refused, "the file was written by a newer Countersign (form " + std::to_string(version) + ")",
                 file.string(), "Install that version; this one would not understand it"};
  if (version < 1) return damaged(file, kind, "it was never completed");
  if (header[18] != 1 || header[19] != 1) return damaged(file, kind, "another program has changed how it is written");
  return Done{};
}

Status check_rights(const fs::path& file, OpenMode mode) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const bool writing = mode == OpenMode::read_write;
  if (::access(file.c_str(), writing ? R_OK | W_OK : R_OK) != 0)
    return Error{ErrorCode::io, std::string("this user may not use the file: ") + std::strerror(errno), file.string(),
                 "Give this user the right to read and write it"};
  if (writing && ::access(folder.c_str(), W_OK | X_OK) != 0)
    return Error{ErrorCode::io, std::string("this user may not write in the folder: ") + std::strerror(errno), folder.string(),
                 "Give this user the right to write in it: SQLite keeps its journal beside the file"};
  return Done{};
}

// With a journal the header may be half written; SQLite mends that first, and the schema is checked afterwards.
bool has_journal(const fs::path& file) {
  std::error_code ignored;
  const auto size = fs::file_size(file.string() + "-journal", ignored);
  return !ignored && size > 0;
}

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};

// The first bytes through SQLite's own descriptor, without a lock; nullopt: there are not so many. Opening and closing the file
// ourselves would give up all locks that this process holds on it (POSIX; "How To Corrupt An SQLite Database File", 2.2).
Result<std::optional<Header>> read_header(const fs::path& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  const std::unique_ptr<sqlite3, CloseConnection> connection(opened);
  if (code != SQLITE_OK) return sqlite_error(opened, code, file.string());
  sqlite3_file* bytes = nullptr;
  sqlite3_file_control(opened, "main", SQLITE_FCNTL_FILE_POINTER, &bytes);
  Header header{};
  const int read = bytes->pMethods->xRead(bytes, header.data(), static_cast<int>(header.size()), 0);
  if (read == SQLITE_IOERR_SHORT_READ) return std::optional<Header>();
  if (read != SQLITE_OK) return sqlite_error(nullptr, read, file.string());
  return std::optional(header);
}

Result<std::string> schema_text(const Database& database, std::string_view schema) {
  Statement rows = database.prepare(schema == "main" ? sql::schema_main : sql::schema_ledger);
  std::string text;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return text;
    for (int column = 0; column < 4; ++column) text += rows.text(column) + '\n';
  }
}

Result<std::string> make_schema(const FileKind& kind) {
  const auto model = Database::in_memory();
  if (!model) return model.error();
  for (const char* migration : kind.migrations)
    if (auto made = model->execute(migration); !made) return made.error();
  return schema_text(*model, "main");
}

// Made once for each form: half the work of opening a file otherwise.
Result<std::string> wanted_schema(const FileKind& kind) {
  static std::mutex mutex;
  static std::map<std::vector<const char*>, Result<std::string>> made;
  const std::vector<const char*> key(kind.migrations.begin(), kind.migrations.end());
  const std::lock_guard lock(mutex);
  const auto known = made.find(key);
  return known != made.end() ? known->second : made.emplace(key, make_schema(kind)).first->second;
}

Result<std::int64_t> pragma_value(const Database& database, const std::string& name) {
  Statement read = database.prepare(("PRAGMA " + name).c_str());
  const auto row = read.step();
  if (!row) return row.error();
  return *row ? read.integer(0) : -1;
}

}  // namespace

Status check_header(const fs::path& file, const FileKind& kind, OpenMode mode) {
  std::error_code missing;
  if (!fs::exists(file, missing))
    return Error{ErrorCode::not_found, std::string("there is no ") + kind.name + " here", file.string(),
                 "Name the right data directory, or make one with: countersign-admin --data DIR init"};
  if (!fs::is_regular_file(file, missing)) return damaged(file, kind, "it is not a file");
  if (auto rights = check_rights(file, mode); !rights) return rights;
  if (has_journal(file)) return Done{};
  auto header = read_header(file);
  if (!header) return header.error();
  if (!*header) return damaged(file, kind, "it is empty or cut short");
  return check_fields(**header, file, kind);
}

Status check_schema(const Database& database, const char* schema, const FileKind& kind) {
  const auto application = pragma_value(database, std::string(schema) + ".application_id");
  const auto version = pragma_value(database, std::string(schema) + ".user_version");
  if (!application) return application.error();
  if (!version) return version.error();
  if (*application != kind.application_id || *version != kind.form())
    return damaged(database.file(), kind, "its application id or version is wrong");
  const auto wanted = wanted_schema(kind);
  const auto found = schema_text(database, schema);
  if (!wanted) return wanted.error();
  if (!found) return found.error();
  if (*wanted != *found) return damaged(database.file(), kind, "its tables or triggers have been changed");
  return Done{};
}

namespace {

// SQLite itself takes a last page that is cut short for one that ends in zeros.
Status check_length(const Database& database, const fs::path& file, const FileKind& kind) {
  const auto pages = pragma_value(database, "main.page_count");
  const auto page_bytes = pragma_value(database, "main.page_size");
  if (!pages) return pages.error();
  if (!page_bytes) return page_bytes.error();
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  const auto wanted = static_cast<std::uintmax_t>(*pages * *page_bytes);
  if (error || bytes < wanted)
    return damaged(file, kind,
                   "it is cut short: " + std::to_string(error ? 0 : bytes) + " of " + std::to_string(wanted) + " bytes");
  return Done{};
}

// Under one read lock, so that no writer is in the middle of anything.
Status check_contents(const Database& database, const fs::path& file, const FileKind& kind) {
  auto snapshot = Transaction::begin_read(database);
  if (!snapshot) return snapshot.error();
  if (auto schema = check_schema(database, "main", kind); !schema) return schema;
  return check_length(database, file, kind);
}

Status bring_to_form(const Database& database, const fs::path& file, const FileKind& kind, OpenMode mode) {
  const auto form = form_of(database);
  if (!form) return form.error();
  if (*form < 1 || *form >= kind.form()) return Done{};
  if (mode == OpenMode::read_write) return migrate(database, file, kind);
  return Error{ErrorCode::refused, std::string("the ") + kind.name + " is of an earlier form (" + std::to_string(*form) + ")",
               file.string(), "Start the kiosk once: it keeps a copy and brings the file to this form"};
}

}  // namespace

Result<Database> open_checked(const fs::path& file, const FileKind& kind, OpenMode mode, milliseconds busy_timeout) {
  if (auto header = check_header(file, kind, mode); !header) return header.error();
  auto database = Database::open(file, mode, busy_timeout);
  if (!database) return database;
  if (auto same = bring_to_form(*database, file, kind, mode); !same) return same.error();
  if (auto contents = check_contents(*database, file, kind); !contents) return contents.error();
  return database;
}

namespace {

Result<Database> fill_new_file(const fs::path& file, const FileKind& kind) {
  auto database = Database::open(file, OpenMode::read_write, milliseconds{0});
  if (!database) return database;
  auto transaction = Transaction::begin_write(*database);
  if (!transaction) return transaction.error();
  for (const char* migration : kind.migrations)
    if (auto made = database->execute(migration); !made) return made.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return database;
}

}  // namespace

Result<Database> create_checked(const fs::path& file, const FileKind& kind) {
  const int fd = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return system_error(file, std::string("create the ") + kind.name,
                        "Name a data directory that is new and that this user may write");
  ::close(fd);
  auto database = fill_new_file(file, kind);
  if (!database) ::unlink(file.c_str());
  return database;
}

}  // namespace countersign::records
