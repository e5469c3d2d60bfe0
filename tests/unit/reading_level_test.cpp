#include "content/pack/reading_level.hpp"

#include <doctest/doctest.h>

using namespace countersign::content;

TEST_CASE("the formula is that of Kincaid") {
  // 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
  CHECK(reading_grade("The cat sat on the mat.") == doctest::Approx(-1.45).epsilon(0.001));
  CHECK(reading_grade("") == 0);
  CHECK(reading_grade("123 ... !!!") == 0);
}

TEST_CASE("plain words read easily, long ones do not") {
  struct Row {
    std::string text;
    double least;
    double most;
  };
  const Row rows[] = {{"Say who you work for. Say that it is your view.", -2, 4},
                      {"You asked a colleague before you shared the picture.", 3, 8},
                      {"Organisational communication necessitates comprehensive authorisation.", 20, 60},
                      {"Don’t post it at 14.5 km/h on northwind.example now.", -2, 9}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const double grade = reading_grade(row.text);
    CHECK(grade >= row.least);
    CHECK(grade <= row.most);
  }
}

TEST_CASE("a full stop inside a word or number ends no sentence, a line end does") {
  CHECK(reading_grade("Go to a.b now") == doctest::Approx(reading_grade("Go to a b now")));
  CHECK(reading_grade("One two\nthree four") == doctest::Approx(reading_grade("One two. Three four.")));
}
