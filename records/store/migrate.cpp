#include "records/store/migrate.hpp"

#include <sys/stat.h>

#include <cerrno>

#include "base/file.hpp"
#include "records/store/backup.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr milliseconds lock_wait{5000};

// A copy that was made before an earlier attempt was cut off stays: people may have signed since.
fs::path free_name(const fs::path& file, int form) {
  const std::string stem = (file.parent_path() / "archive" / file.stem()).string() + "-form" + std::to_string(form);
  fs::path name = stem + ".db";
  std::error_code ignored;
  for (int i = 2; fs::exists(name, ignored); ++i) name = stem + "-" + std::to_string(i) + ".db";
  return name;
}

Status back_up(const fs::path& file, const FileKind& kind) {
  const fs::path name = free_name(file, kind.form());
  if (::mkdir(name.parent_path().c_str(), 0700) != 0 && errno != EEXIST)
    return system_error(name.parent_path(), "make the folder");
  const auto reader = Database::open(file, OpenMode::read_only, lock_wait);  // a writing connection cannot be copied from
  return reader ? backup_database(*reader, kind, name, {}) : Status(reader.error());
}

// True: there was something to do.
Result<bool> one_step(const Database& database, const fs::path& file, const FileKind& kind, bool& backed_up) {
  auto transaction = Transaction::begin_write(database);  // another program may be about to do the same
  if (!transaction) return transaction.error();
  const auto form = form_of(database);
  if (!form) return form.error();
  if (*form >= kind.form()) return false;
  const FileKind present = kind.at_form(*form);
  if (auto schema = check_schema(database, "main", present); !schema) return schema.error();
  if (!backed_up)
    if (auto done = back_up(file, present); !done) return done.error();
  backed_up = true;
  if (auto made = database.execute(kind.migrations[static_cast<std::size_t>(*form)]); !made) return made.error();
  if (auto schema = check_schema(database, "main", kind.at_form(*form + 1)); !schema) return schema.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return true;
}

}  // namespace

Result<int> form_of(const Database& database) {
  Statement read = database.prepare("PRAGMA main.user_version");
  const auto row = read.step();
  if (!row) return row.error();
  return *row ? static_cast<int>(read.integer(0)) : 0;
}

Status migrate(const Database& database, const fs::path& file, const FileKind& kind) {
  bool backed_up = false;
  while (true) {
    const auto more = one_step(database, file, kind, backed_up);
    if (!more) return more.error();
    if (!*more) return Done{};
  }
}

}  // namespace countersign::records
