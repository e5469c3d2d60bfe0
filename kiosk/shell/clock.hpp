#pragma once
// Where time and chance come from. A release reads the machine's; tours and test builds set their own.

#include <atomic>
#include <cstdint>
#include <optional>

#include "base/ids.hpp"
#include "kiosk/flow/update.hpp"

namespace countersign::shell {

// Read from any thread; moved by the frame thread.
class Clock {
 public:
  Clock() = default;
  // A clock that stands still until `advance`, starting at `wall`.
  explicit Clock(WallTime wall) : virtual_wall_(wall) {}

  flow::Now now() const;
  bool is_virtual() const { return virtual_wall_.has_value(); }
  // Moves the clock on. The machine's clock is moved on top of its own running (test builds only).
  void advance(milliseconds by) { advanced_ms_ += by.count(); }

 private:
  std::optional<WallTime> virtual_wall_;
  std::atomic<std::int64_t> advanced_ms_{0};
};

class Chance {
 public:
  Chance() = default;
  explicit Chance(std::uint64_t seed) : seed_(seed) {}
  std::uint64_t draw();
  RecordId record_id();

 private:
  std::optional<std::uint64_t> seed_;
};

}  // namespace countersign::shell
