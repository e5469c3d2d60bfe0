// SQLite's Online Backup API into a temporary file, fsync, rename. https://www.sqlite.org/backup.html

#include "records/store/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/priority.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/people.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr int pages_a_step = 64;  // 256 KiB: the read lock is let go between steps
constexpr int pause_ms = 1;       // while somebody else writes
constexpr int doublings_max = 20;
constexpr milliseconds lock_wait{5000};

Error exists_already(const fs::path& file) {
  return {ErrorCode::bad_input, "the file exists already", file.string(), "Name a new file: a backup replaces nothing"};
}

// A new file of mode 0600 whose bytes go to the disk step by step: one large fsync would hold up those of people who sign.
class NewFile {
 public:
  explicit NewFile(const fs::path& file)
      : file_(file), fd_(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600)) {}
  ~NewFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  Status created() const { return fd_ >= 0 ? Status(Done{}) : system_error(file_, "create the backup"); }
  // Waits for the step before to be on the disk, and sends this one. Promises nothing: sync() does.
  void send() const { (void)::sync_file_range(fd_, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE); }
  Status sync() const { return ::fsync(fd_) == 0 ? Status(Done{}) : system_error(file_, "write the backup"); }

 private:
  fs::path file_;
  int fd_;
};

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Status copy_pages(sqlite3* from, const Database& target, const NewFile& written, const StoreProgress& progress) {
  sqlite3* to = target.handle();
  const std::string& file = target.file();
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(sqlite3_backup_init(to, "main", from, "main"));
  if (!backup) return sqlite_error(to, sqlite3_extended_errcode(to), file);
  int remaining = INT32_MAX;
  int restarts = 0;
  int waited_ms = 0;
  while (true) {
    // Another process wrote meanwhile, so it began anew: longer steps end sooner. A writer waits for one of them at most.
    const int code = sqlite3_backup_step(backup.get(), pages_a_step << std::min(restarts, doublings_max));
    if (code == SQLITE_DONE) return Done{};
    const bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    if ((code != SQLITE_OK && !busy) || (busy && waited_ms > lock_wait.count())) return sqlite_error(nullptr, code, file);
    const int left = sqlite3_backup_remaining(backup.get());
    const auto all = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup.get()));
    if (progress && !progress(all - static_cast<std::uint64_t>(left), all))
      return Error{ErrorCode::refused, "stopped; no backup was made", "", ""};
    if (!busy && left >= remaining) ++restarts;
    remaining = left;
    waited_ms = busy ? waited_ms + pause_ms : 0;
    written.send();
    if (busy)
      sqlite3_sleep(pause_ms);
    else
      let_others_run();
  }
}

void remove_with_journal(const fs::path& file) {
  ::unlink(file.c_str());
  ::unlink((file.string() + "-journal").c_str());
}

Status copy_to_new_file(sqlite3* from, const fs::path& temporary, const StoreProgress& progress) {
  const NewFile file(temporary);
  if (auto created = file.created(); !created) return created;
  {
    auto target = Database::open(temporary, OpenMode::read_write, lock_wait);
    if (!target) return target.error();
    // The last step ends the copy while it holds the other file's lock, so it must not wait for a disk; nor may all of the
    // copy be kept in memory till then. A copy that is cut off is of no use anyway.
    constexpr char settings[] =
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_spill = ON; PRAGMA cache_size = 64";
    if (auto set = target->execute(settings); !set) return set;
    if (auto copied = copy_pages(from, *target, file, progress); !copied) return copied;
  }
  return file.sync();
}

Status check_copy(const fs::path& temporary, const FileKind& kind) {
  auto copy = open_checked(temporary, kind, OpenMode::read_only, lock_wait);
  if (!copy) return copy.error();
  Statement quick = copy->prepare("PRAGMA quick_check(1)");
  const auto row = quick.step();
  if (!row) return row.error();
  if (!*row || quick.text(0) != "ok")
    return Error{ErrorCode::corrupt, "the copy is damaged: " + quick.text(0), temporary.string(), "Check both disks"};
  return Done{};
}

}  // namespace

Status backup_database(const Database& database, const FileKind& kind, const fs::path& file, const StoreProgress& progress) {
  std::error_code ignored;
  if (fs::exists(file, ignored)) return exists_already(file);
  const fs::path temporary = file.string() + ".part-" + std::to_string(::getpid());
  remove_with_journal(temporary);  // of a program that had this number before the power went
  auto done = copy_to_new_file(database.handle(), temporary, progress);
  if (done) done = check_copy(temporary, kind);
  if (done) done = rename_new(temporary, file);
  if (!done) remove_with_journal(temporary);
  return done;
}

Status Ledger::backup(const fs::path& file, const StoreProgress& progress) const {
  return backup_database(impl_->database, ledger_file, file, progress);
}

Status backup_vault(const DataDir& data, const fs::path& file) {
  if (auto people = open_people(data); !people) return people.error();  // finishes what was cut off
  auto vault = open_checked(data.vault(), vault_file, OpenMode::read_write, lock_wait);
  if (!vault) return vault.error();
  return backup_database(*vault, vault_file, file, {});
}

}  // namespace countersign::records
