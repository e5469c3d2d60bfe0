// Dates in the manner of a language. All words and orders are strings of assets/strings (date.*); this only picks them.

#include <fmt/format.h>

#include "assets/reader/strings.hpp"

namespace countersign::assets {

namespace {

// "1er" in French: the first of a month has a text of its own, the other days are numbers.
std::string day_of_month(const Strings& strings, const Language& language, CivilDate date) {
  return date.day == 1 ? strings.get(language, "date.first") : std::to_string(date.day);
}

std::string numbered(const Strings& strings, const Language& language, const char* key, int number) {
  return strings.get(language, fmt::format("{}.{}", key, number));
}

}  // namespace

std::string Strings::day(const Language& language, CivilDate date) const {
  return get(language, "date.day",
             {{"weekday", numbered(*this, language, "date.weekday_short", weekday(date))},
              {"day", day_of_month(*this, language, date)},
              {"month", numbered(*this, language, "date.month", date.month)}});
}

std::string Strings::short_date(const Language& language, CivilDate date) const {
  return get(language, "date.short",
             {{"day", day_of_month(*this, language, date)},
              {"month", numbered(*this, language, "date.month_short", date.month)},
              {"year", std::to_string(date.year)}});
}

std::string Strings::long_date(const Language& language, CivilDate date) const {
  return get(language, "date.long",
             {{"day", day_of_month(*this, language, date)},
              {"month", numbered(*this, language, "date.month", date.month)},
              {"year", std::to_string(date.year)}});
}

std::string Strings::time_of_day(WallTime time) const {
  return fmt::format("{:02}:{:02}:{:02}", local_hour(time), local_minute(time), local_second(time));
}

}  // namespace countersign::assets
