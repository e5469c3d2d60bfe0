#pragma once
// A copy of a database that others go on using. Private to records/store.

#include <filesystem>

#include "records/store/data_dir.hpp"
#include "records/store/file_check.hpp"

namespace countersign::records {

// SQLite's Online Backup into a temporary file beside `file`, fsync, a check of the copy, then its name and its folder's fsync.
// Fails with bad_input if `file` exists, refused if stopped, locked, io, disk_full or corrupt; nothing is left then.
Status backup_database(const Database& database, const FileKind& kind, const std::filesystem::path& file,
                       const StoreProgress& progress);

}  // namespace countersign::records
