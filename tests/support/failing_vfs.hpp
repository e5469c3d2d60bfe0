#pragma once
// A disk that fails on purpose: a SQLite VFS around the system's own, SQLite's default as long as one lives. Give it a
// fault, run the real Ledger, Roster or ProgressStore on it, and see what they say and what the file then holds.
// One at a time; connections opened while it lives must be closed before it goes. Threads: faults may be set from any.

#include <sqlite3.h>

#include <atomic>
#include <cstdint>
#include <limits>

namespace countersign::test {

class FailingVfs {
 public:
  FailingVfs();
  ~FailingVfs();
  FailingVfs(const FailingVfs&) = delete;
  FailingVfs& operator=(const FailingVfs&) = delete;

  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  // The n-th write (or cut), sync or file removal from now (1: the next) fails with an I/O error; `lasting`: all later ones
  // too.
  void fail_write(std::int64_t nth, bool lasting = false);
  void fail_sync(std::int64_t nth, bool lasting = false);
  void fail_delete(std::int64_t nth, bool lasting = false);
  // The n-th removal that must be durable removes the file, then its folder is not synced.
  void fail_folder_sync(std::int64_t nth, bool lasting = false);
  // The disk takes `bytes` more, counted over all files, then it is full. What is there may be written over without new
  // room, as on ext4; with `copy_on_write` (btrfs, zfs) every byte counts.
  void full_after(std::int64_t bytes, bool copy_on_write = false);
  void heal();  // no more faults

  // Since construction or the last heal().
  std::int64_t writes() const { return state_.writes.count; }
  std::int64_t syncs() const { return state_.syncs.count; }
  std::int64_t deletes() const { return state_.deletes.count; }
  std::int64_t folder_syncs() const { return state_.folder_syncs.count; }

  struct Operation {
    std::atomic<std::int64_t> count{0};
    std::atomic<std::int64_t> fails_at{never};
    std::atomic<bool> lasting{false};
    bool fails_now();
    void arm(std::int64_t nth, bool keeps_failing);
  };
  struct State {
    sqlite3_vfs* real = nullptr;
    Operation writes;
    Operation syncs;
    Operation deletes;
    Operation folder_syncs;
    std::atomic<std::int64_t> bytes_left{never};
    std::atomic<bool> copy_on_write{false};
  };

 private:
  State state_;
  sqlite3_vfs vfs_{};
};

}  // namespace countersign::test
