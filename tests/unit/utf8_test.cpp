#include "base/utf8.hpp"

#include <doctest/doctest.h>

using namespace countersign;

TEST_CASE("only well-formed UTF-8 passes") {
  for (const char* good : {"", "plain", "é", "日本", "👩‍🚒", "\xF4\x8F\xBF\xBF"}) {
    CAPTURE(good);
    CHECK(is_utf8(good));
  }
  const std::string bad[] = {"\x80",         "\xC3",         "\xC0\xAF",
                             "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xFF",         "a\xE2\x82",    std::string("a\0b", 3)};
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK_FALSE(is_utf8(text));
  }
}

TEST_CASE("folding for search drops case, accents and punctuation") {
  struct Row {
    std::string text;
    const char* folded;
  };
  const Row rows[] = {{"Créer  l’été!", "creer l ete"},
                      {"ÑANDÚ", "nandu"},
                      {"Straße", "strasse"},
                      {"  a--b  ", "a b"},
                      {"", ""},
                      {"!?", ""},
                      {"Œuvre", "œuvre"},
                      {"ﬁlm", "film"},
                      {"PA-3", "pa 3"},
                      {"\xFF", ""},
                      {"e\xCC\x81", "e"},
                      {"日本語", "日本語"},
                      {"１２", "12"},
                      {"soft\xC2\xADhyphen", "softhyphen"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(fold_for_search(row.text) == row.folded);
  }
}

TEST_CASE("the last character is what a person sees as one") {
  struct Row {
    std::string text;
    const char* shorter;
  };
  const Row rows[] = {{"", ""},     {"a", ""},         {"ab", "a"}, {"aé", "a"}, {"ae\xCC\x81", "a"}, {"x👩‍🚒", "x"},
                      {"x🇫🇷", "x"}, {"x👍🏽", "x"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(without_last_character(row.text) == row.shorter);
  }
}

TEST_CASE("code points are counted, and NFC composes") {
  CHECK(code_points("aé日") == 3);
  CHECK(to_nfc("e\xCC\x81") == "é");
  CHECK(to_nfc("\xFF") == "\xFF");
}
