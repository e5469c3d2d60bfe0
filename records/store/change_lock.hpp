#pragma once
// One at a time: a change of HR's key or passphrase, a roster import, an erasure, a restore. Two of them at once could seal
// people to a key that the other one has just thrown away. Kiosks do not take it: what they write is one transaction each.

#include "base/result.hpp"
#include "base/time.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::records {

// Held while it lives: flock(2) on the data directory itself, so it leaves no file, and ends with the process that has it.
class ChangeLock {
 public:
  static constexpr milliseconds patience{2000};
  // Waits for another process (or another ChangeLock of this one) as long as `wait`. Then completes a change of HR's key that
  // was cut off. Fails with locked, io or not_found (no such directory), and as hr_key_file() does.
  static Result<ChangeLock> take(const DataDir& data, milliseconds wait = patience);
  ChangeLock(ChangeLock&& other) noexcept : folder_(std::exchange(other.folder_, -1)) {}
  ChangeLock& operator=(ChangeLock&&) = delete;
  ~ChangeLock();

 private:
  explicit ChangeLock(int folder) : folder_(folder) {}
  int folder_;
};

}  // namespace countersign::records
