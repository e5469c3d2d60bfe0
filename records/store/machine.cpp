#include "records/store/machine.hpp"

#include <sys/timex.h>

#include <ctime>
#include <fstream>

namespace countersign::records {

namespace {

std::int64_t clock_ms(clockid_t clock) {
  timespec now{};
  if (::clock_gettime(clock, &now) != 0) return 0;
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

// As the kernel knows it from NTP; TIME_ERROR is an unsynchronised clock.
bool clock_is_synced() {
  timex state{};
  return ::adjtimex(&state) != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

}  // namespace

WallTime wall_time_now() {
  const std::int64_t utc_ms = clock_ms(CLOCK_REALTIME);
  const std::time_t seconds = utc_ms / 1000;
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return {utc_ms, static_cast<int>(local.tm_gmtoff / 60)};
}

Stamp stamp_now(std::string app) {
  return {wall_time_now(), clock_is_synced(), boot_id(), clock_ms(CLOCK_BOOTTIME), std::move(app)};
}

}  // namespace countersign::records
