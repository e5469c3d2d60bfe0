#include "base/time.hpp"

#include <fmt/format.h>

namespace countersign {

namespace {

using std::chrono::days;

constexpr std::int64_t day_ms = 86'400'000;

std::int64_t local_ms(WallTime time) { return time.utc_ms + std::int64_t{time.utc_offset_min} * 60'000; }

std::int64_t ms_of_day(WallTime time) { return ((local_ms(time) % day_ms) + day_ms) % day_ms; }

std::chrono::sys_days to_sys_days(CivilDate date) { return std::chrono::year{date.year} / date.month / date.day; }

CivilDate from_sys_days(std::chrono::sys_days at) {
  const std::chrono::year_month_day ymd{at};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

CivilDate local_date(WallTime time) {
  return from_sys_days(std::chrono::sys_days{days{(local_ms(time) - ms_of_day(time)) / day_ms}});
}

int local_hour(WallTime time) { return static_cast<int>(ms_of_day(time) / 3'600'000); }
int local_minute(WallTime time) { return static_cast<int>(ms_of_day(time) / 60'000 % 60); }
int local_second(WallTime time) { return static_cast<int>(ms_of_day(time) / 1000 % 60); }

int weekday(CivilDate date) { return static_cast<int>(std::chrono::weekday{to_sys_days(date)}.iso_encoding()) - 1; }

CivilDate add_days(CivilDate date, int count) { return from_sys_days(to_sys_days(date) + days{count}); }

std::string iso_time(WallTime time) {
  const CivilDate date = local_date(time);
  const int offset = time.utc_offset_min < 0 ? -time.utc_offset_min : time.utc_offset_min;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}", date.year, date.month, date.day,
                     local_hour(time), local_minute(time), local_second(time), ms_of_day(time) % 1000,
                     time.utc_offset_min < 0 ? '-' : '+', offset / 60, offset % 60);
}

std::string iso_date(CivilDate date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

std::optional<CivilDate> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const CivilDate date{*year, *month, *day};
  const std::chrono::year_month_day ymd = std::chrono::year{*year} / *month / *day;
  if (!ymd.ok()) return std::nullopt;
  return date;
}

}  // namespace countersign
