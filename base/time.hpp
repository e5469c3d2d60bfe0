#pragma once
// Time is an argument. `Instant` runs evenly and is for delays; `WallTime` is what a clock on the wall says.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace countersign {

using std::chrono::milliseconds;

// Milliseconds since some fixed moment of this process; never goes back.
struct Instant {
  milliseconds since_start{0};
  auto operator<=>(const Instant&) const = default;
  Instant operator+(milliseconds delay) const { return {since_start + delay}; }
  milliseconds operator-(Instant earlier) const { return since_start - earlier.since_start; }
};

struct WallTime {
  std::int64_t utc_ms = 0;  // since 1970-01-01T00:00:00Z
  int utc_offset_min = 0;   // of the local clock
  auto operator<=>(const WallTime&) const = default;
};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;
  auto operator<=>(const CivilDate&) const = default;
};

CivilDate local_date(WallTime time);
int local_hour(WallTime time);
int local_minute(WallTime time);
int local_second(WallTime time);
int weekday(CivilDate date);  // 0: Monday
CivilDate add_days(CivilDate date, int days);

// "2026-11-23T14:32:07.120+00:00" (RFC 3339), and "2026-11-23".
std::string iso_time(WallTime time);
std::string iso_date(CivilDate date);
// nullopt unless `text` is a real date as YYYY-MM-DD.
std::optional<CivilDate> parse_iso_date(std::string_view text);

}  // namespace countersign
