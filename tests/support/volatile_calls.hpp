#pragma once
// The system calls that our own code makes beside SQLite (a pepper, a backup's new name, its folder's fsync) on a
// VolatileDisk. A program that links countersign_volatile_calls has open, write, fsync, fdatasync, rename, renameat2, link and
// unlink of all our static libraries led here by the linker (--wrap); without a CallsOnDisk they go straight to the system.
// What standard library streams write does not pass here: on a crash such a file is gone.

#include "tests/support/volatile_vfs.hpp"

namespace countersign::test {

// One at a time, one thread. With Syncing::lying the fsyncs do nothing either.
class CallsOnDisk {
 public:
  CallsOnDisk(VolatileDisk& disk, Syncing syncing);
  ~CallsOnDisk();
  CallsOnDisk(const CallsOnDisk&) = delete;
  CallsOnDisk& operator=(const CallsOnDisk&) = delete;
};

}  // namespace countersign::test
