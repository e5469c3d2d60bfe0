#pragma once
// A disk that forgets: a SQLite VFS over the system's own, SQLite's default as long as one lives. Files in `folder` behave as
// VolatileDisk says; all others are the system's. Run the real Ledger on it, cut the power, crash(), open again.
//
// It asks of the disk what SQLite's "unix" VFS asks (os_unix.c, 3.40): xSync syncs the file, and at the first sync of a
// journal or super-journal that it created also the folder, whose failure it ignores; xDelete syncs the folder when told to.
// After a power cut every call but closing and unlocking fails with an I/O error.
//
// One at a time, one thread; connections must be closed before crash() and before it goes.

#include <sqlite3.h>

#include <filesystem>

#include "tests/support/volatile_disk.hpp"

namespace countersign::test {

// Disks on which losing an acknowledged record is to be expected. No switch of the product is touched: the syncs that it
// would not have made are left out below it.
enum class Syncing {
  all,     // every sync does what it says: what our settings (synchronous=EXTRA) ask for
  normal,  // as synchronous=NORMAL: a journal's removal is not followed by a sync of the folder (nor is it with FULL), and a
           // journal is synced once with its header, not before and after. Super-journals are removed as always
  off,     // as synchronous=OFF: no sync is made at all; the kernel writes back what is older than 400 operations, any of the
           // rest survives or not
  lying,   // every sync is made and answers well, but the drive holds the last 40 operations in a cache without power
};

class VolatileVfs {
 public:
  explicit VolatileVfs(const std::filesystem::path& folder, Syncing syncing = Syncing::all);
  ~VolatileVfs();
  VolatileVfs(const VolatileVfs&) = delete;
  VolatileVfs& operator=(const VolatileVfs&) = delete;

  VolatileDisk& disk() { return state_.disk; }
  int open_files() const { return state_.open_files; }
  void crash(Chance& chance);

  struct State {
    sqlite3_vfs* real;
    Syncing syncing;
    VolatileDisk disk;
    int open_files = 0;
  };

 private:
  State state_;
  sqlite3_vfs vfs_{};
};

}  // namespace countersign::test
