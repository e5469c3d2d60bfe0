#include "quizzes/engine/draw.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "quizzes/engine/attempt.hpp"
#include "tests/unit/small_quiz.hpp"

using namespace countersign;
using namespace countersign::quiz;

TEST_CASE("the generator is SplitMix64") {
  // The first numbers of Vigna's splitmix64.c from state 1234567.
  SplitMix64 chance(1234567);
  CHECK(chance.next() == 6457827717110365317U);
  CHECK(chance.next() == 3203168211198807973U);
  CHECK(chance.next() == 9817491932198370423U);
}

TEST_CASE("numbers below a bound stay below it and all come up") {
  SplitMix64 chance(1);
  std::vector<int> seen(5);
  for (int i = 0; i < 5000; ++i) ++seen.at(chance.below(5));
  for (const int count : seen) CHECK(std::abs(count - 1000) < 150);
  CHECK(chance.below(0) == 0);
  CHECK(chance.below(1) == 0);
}

TEST_CASE("the same seed draws the same, another seed mostly not") {
  const Quiz quiz = test::small_quiz();
  CHECK(draw_attempt(quiz, 1, {}, 7) == draw_attempt(quiz, 1, {}, 7));
  int same = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    same += draw_attempt(quiz, 1, {}, seed).questions == draw_attempt(quiz, 1, {}, seed + 1000).questions ? 1 : 0;
  CHECK(same < 20);
}

TEST_CASE("an attempt asks one item of each drawn group, in the order of the file") {
  Quiz quiz = test::small_quiz();
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    quiz.draw = 1 + seed % 6;
    const Attempt attempt = draw_attempt(quiz, 2, {}, seed);
    CHECK(attempt.number == 2);
    REQUIRE(attempt.questions.size() == quiz.draw);
    std::vector<std::ptrdiff_t> places;
    int of_edge = 0;
    for (const Question& question : attempt.questions) {
      const Item* item = quiz.item(question.item);
      REQUIRE(item != nullptr);
      places.push_back(item - quiz.items.data());
      of_edge += item->variant_of == "edge" ? 1 : 0;
    }
    CHECK(std::is_sorted(places.begin(), places.end()));
    CHECK(of_edge <= 1);
  }
}

TEST_CASE("more than there is cannot be drawn") {
  Quiz quiz = test::small_quiz();
  quiz.draw = 100;
  CHECK(draw_attempt(quiz, 1, {}, 1).questions.size() == 6);
  CHECK(draw_attempt(Quiz{}, 1, {}, 1).questions.empty());
}

TEST_CASE("what was seen before is asked only when its group has nothing else") {
  const Quiz quiz = test::small_quiz();
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CHECK(draw_attempt(quiz, 2, {{"ph-edge"}}, seed).questions.front().item.value == "ph-edge-two");
    CHECK(draw_attempt(quiz, 2, {{"ph-edge"}, {"ph-edge-two"}}, seed).questions.size() == 6);
  }
}

TEST_CASE("choices are shuffled where that is allowed, and an order to find is never shown as the answer") {
  const Quiz quiz = test::small_quiz();
  bool moved = false;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const Question& question : draw_attempt(quiz, 1, {}, seed).questions) {
      const Item& item = *quiz.item(question.item);
      if (item.kind == ItemKind::true_false) CHECK(question.shown_order.front().value == "true");
      if (item.kind == ItemKind::multiple) moved = moved || question.shown_order.front().value != "them";
      if (item.kind == ItemKind::sequencing) CHECK(question.shown_order != item.order);
      if (item.kind != ItemKind::matching) continue;
      Answer in_rows;
      for (std::size_t i = 0; i < question.shown_order.size(); ++i)
        in_rows.pairs.push_back({question.shown_order[i], question.shown_targets.at(i)});
      CHECK_FALSE(grade(item, in_rows).right);
    }
  }
  CHECK(moved);
}
