#include "kiosk/shell/clock.hpp"

#include <cstring>
#include <ctime>

namespace countersign::shell {

namespace {

WallTime machine_time() {
  timespec at{};
  ::clock_gettime(CLOCK_REALTIME, &at);
  tm local{};
  ::localtime_r(&at.tv_sec, &local);
  return {std::int64_t{at.tv_sec} * 1000 + at.tv_nsec / 1'000'000, static_cast<int>(local.tm_gmtoff / 60)};
}

// Sleep included, which the steady clock leaves out: a terminal that slept has left its person.
milliseconds time_since_boot() {
  timespec at{};
  ::clock_gettime(CLOCK_BOOTTIME, &at);
  return std::chrono::duration_cast<milliseconds>(std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec});
}

}  // namespace

flow::Now Clock::now() const {
  const milliseconds advanced{advanced_ms_.load()};
  if (virtual_wall_) {
    WallTime wall = *virtual_wall_;
    wall.utc_ms += advanced.count();
    return {Instant{advanced}, wall};
  }
  WallTime wall = machine_time();
  wall.utc_ms += advanced.count();
  return {Instant{time_since_boot() + advanced}, wall};
}

// SplitMix64 (Steele, Lea, Flood 2014): good enough to repeat a tour; a release takes the operating system's numbers.
std::uint64_t Chance::draw() {
  if (!seed_) {
    const auto bytes = random_16();
    std::uint64_t out = 0;
    std::memcpy(&out, bytes.data(), sizeof out);
    return out;
  }
  *seed_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = *seed_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

RecordId Chance::record_id() {
  if (!seed_) return {random_16()};
  RecordId id;
  for (std::size_t half = 0; half < 2; ++half) {
    const std::uint64_t word = draw();
    std::memcpy(id.bytes.data() + half * sizeof word, &word, sizeof word);
  }
  return id;
}

}  // namespace countersign::shell
