#include "base/time.hpp"

#include <doctest/doctest.h>

using namespace countersign;

TEST_CASE("only real dates written as YYYY-MM-DD are dates") {
  for (const char* good : {"2026-11-23", "2024-02-29", "1970-01-01", "9999-12-31"}) {
    CAPTURE(good);
    REQUIRE(parse_iso_date(good).has_value());
    CHECK(iso_date(*parse_iso_date(good)) == good);
  }
  for (const char* bad : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "26-01-01", "2026/01/01",
                          "2026-01-01 ", "+026-01-01", "2026-0a-01"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_iso_date(bad).has_value());
  }
}

TEST_CASE("weekdays count from Monday, and days add across months and leap days") {
  CHECK(weekday({2026, 11, 23}) == 0);
  CHECK(weekday({2026, 11, 29}) == 6);
  CHECK(add_days({2024, 2, 28}, 1) == CivilDate{2024, 2, 29});
  CHECK(add_days({2026, 12, 31}, 1) == CivilDate{2027, 1, 1});
  CHECK(add_days({2026, 1, 1}, -1) == CivilDate{2025, 12, 31});
}

TEST_CASE("local time follows its offset, also across midnight and before 1970") {
  struct Row {
    WallTime time;
    std::string text;
  };
  const Row rows[] = {{{1'795'444'327'120, 0}, "2026-11-23T14:32:07.120+00:00"},
                      {{1'795'444'327'120, 60}, "2026-11-23T15:32:07.120+01:00"},
                      {{1'795'444'327'120, -900}, "2026-11-22T23:32:07.120-15:00"},
                      {{1'795'444'327'120, 345}, "2026-11-23T20:17:07.120+05:45"},
                      {{-1, 0}, "1969-12-31T23:59:59.999+00:00"},
                      {{0, -30}, "1969-12-31T23:30:00.000-00:30"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(iso_time(row.time) == row.text);
  }
}

TEST_CASE("instants add and subtract") {
  const Instant start{milliseconds{1000}};
  CHECK((start + milliseconds{500}) - start == milliseconds{500});
  CHECK(start < start + milliseconds{1});
}
