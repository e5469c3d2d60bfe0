#pragma once
// Which file is it? Told from its first 100 bytes, before SQLite makes anything of them. Private to records/store.

#include <cstdint>
#include <filesystem>
#include <span>

#include "records/store/sqlite.hpp"

namespace countersign::records {

struct FileKind {
  const char* name;              // for messages
  std::uint32_t application_id;  // of the SQLite header
  // The first makes form 1 of an empty file, each other one the next form of the one before, and sets user_version to it.
  std::span<const char* const> migrations;

  int form() const { return static_cast<int>(migrations.size()); }  // that this program writes and reads
  FileKind at_form(int number) const { return {name, application_id, migrations.first(static_cast<std::size_t>(number))}; }
};
extern const FileKind ledger_file;
extern const FileKind vault_file;

// Fails with not_found, io (no rights), corrupt (garbled, cut short, another program's) or refused (newer).
Status check_header(const std::filesystem::path& file, const FileKind& kind, OpenMode mode);
// Compares tables, indices and triggers with those that the migrations make, word for word.
Status check_schema(const Database& database, const char* schema, const FileKind& kind);

// Both of them around Database::open; what is still allowed afterwards is up to install_guard(). A file of an earlier form is
// migrated (migrate.hpp); to read only it is refused.
Result<Database> open_checked(const std::filesystem::path& file, const FileKind& kind, OpenMode mode,
                              milliseconds busy_timeout);
// A new file of mode 0600 with the schema in it. Refuses an existing file; a failure leaves none.
Result<Database> create_checked(const std::filesystem::path& file, const FileKind& kind);

}  // namespace countersign::records
