#include "content/pack/languages.hpp"

#include <doctest/doctest.h>

using namespace countersign::content;

TEST_CASE("language tags are those of BCP 47 that packs use") {
  for (const char* good : {"en", "fr", "gsw", "pt-BR", "es-419", "zh-Hant", "zh-Hant-TW"}) {
    CAPTURE(good);
    CHECK(is_language_tag(good));
  }
  for (const char* bad : {"", "e", "EN", "en-", "-en", "en--GB", "en_GB", "english", "en-gb", "en-GB-x", "zh-hant", "../en",
                          "en/fr", "e1", "en-1"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_language_tag(bad));
  }
}

TEST_CASE("invisible overrides are found, isolates and marks are not taken for them") {
  CHECK(has_bidi_override("pay\xE2\x80\xAEment"));  // U+202E
  CHECK(has_bidi_override("\xE2\x80\xAA"));         // U+202A
  CHECK_FALSE(has_bidi_override("plain"));
  CHECK_FALSE(has_bidi_override("\xE2\x81\xA8x\xE2\x81\xA9"));  // U+2068, U+2069
  CHECK_FALSE(has_bidi_override("\xE2\x80\x8E"));               // U+200E
}

TEST_CASE("directions mixed without isolates are found") {
  CHECK(mixes_directions("שלום Northwind"));
  CHECK(mixes_directions("اتصل Northwind"));
  CHECK_FALSE(mixes_directions("שלום \xE2\x81\xA8Northwind\xE2\x81\xA9"));
  CHECK_FALSE(mixes_directions("שלום 112"));
  CHECK_FALSE(mixes_directions("Northwind 112"));
}
