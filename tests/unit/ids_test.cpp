#include "base/ids.hpp"

#include <doctest/doctest.h>

using namespace countersign;

TEST_CASE("an author's id is lower case letters, digits and inner hyphens") {
  for (const char* good : {"a", "0", "pa-bio", "a--b", "personal-accounts"}) {
    CAPTURE(good);
    CHECK(is_author_id(good));
  }
  for (const char* bad : {"", "-a", "a-", "A", "a b", "a_b", "a.b", "a/b", "../a", "é", "a\n"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_author_id(bad));
  }
  CHECK(is_author_id(std::string(64, 'a')));
  CHECK_FALSE(is_author_id(std::string(65, 'a')));
}

TEST_CASE("a clause id is two capitals, a hyphen and a number from 1 to 999") {
  for (const char* good : {"PA-1", "WH-10", "ZZ-999"}) {
    CAPTURE(good);
    CHECK(is_clause_id(good));
  }
  for (const char* bad : {"", "PA", "PA-", "PA-0", "PA-01", "PA-1000", "pa-1", "P-1", "PAA-1", "PA_1", "PA-1 ", "PA-1a"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_clause_id(bad));
  }
}

TEST_CASE("random ids go to hexadecimal and back, and only their own form comes back") {
  const auto id = random_16();
  CHECK(from_hex_16(to_hex(id)).value() == id);
  CHECK(random_16() != id);
  CHECK_FALSE(from_hex_16("").has_value());
  CHECK_FALSE(from_hex_16(std::string(31, '0')).has_value());
  CHECK_FALSE(from_hex_16(std::string(33, '0')).has_value());
  CHECK_FALSE(from_hex_16(std::string(32, 'A')).has_value());
  CHECK_FALSE(from_hex_16(std::string(32, 'g')).has_value());
}
