#pragma once
// Brings a file of an earlier form to the one of this program. Private to records/store.

#include <filesystem>

#include "records/store/file_check.hpp"

namespace countersign::records {

// PRAGMA user_version. Fails with corrupt or io if it cannot be read.
Result<int> form_of(const Database& database);

// Checks the file against its own form, copies it to archive/NAME-formN.db beside it, and applies the migrations that are
// missing, each in one transaction that ends with its number. Records are not rewritten: the append-only triggers hold here
// too, and the checks of every start compare the records with what was signed before. Nothing happens to a file that is of
// this form. Cut off at any point, the file is of one form or the next, and the next opening goes on.
// Fails with corrupt when the file is not what its form says, and as backup and writes do; the file is then of the last form
// that it reached.
Status migrate(const Database& database, const std::filesystem::path& file, const FileKind& kind);

}  // namespace countersign::records
