#include <doctest/doctest.h>

#include "quizzes/engine/attempt.hpp"
#include "tests/unit/small_quiz.hpp"

using namespace countersign;
using namespace countersign::quiz;

namespace {

// An attempt in the middle: the first question missed, the second chosen but not checked.
Attempt half_way(const Quiz& quiz) {
  Attempt attempt = draw_attempt(quiz, 3, {}, 11);
  for (const Choice& choice : quiz.item(attempt.questions[0].item)->choices)
    if (!choice.right) attempt.questions[0].answer.chosen = {choice.id};
  check_current(quiz, attempt, 1);
  attempt.current = 1;
  attempt.questions[1].answer.chosen = {{"them"}};
  for (Question& question : attempt.questions) {
    if (question.item.value == "ph-match") question.answer.pairs = {{{"face"}, {"cover"}}};
    if (question.item.value == "ph-story") question.answer.path = {{{"deck"}, {"shoot"}}};
  }
  return attempt;
}

}  // namespace

TEST_CASE("a saved attempt comes back as it was") {
  const Quiz quiz = test::small_quiz();
  const Attempt attempt = half_way(quiz);
  REQUIRE(attempt.questions[1].item.value == "ph-who");
  const auto back = attempt_from_json(Json::parse(to_json(attempt).dump()), quiz);
  REQUIRE(back.ok());
  CHECK(back.value() == attempt);
}

TEST_CASE("an attempt that does not fit the quiz any longer is refused as corrupt") {
  const Quiz quiz = test::small_quiz();
  const Json good = to_json(half_way(quiz));
  const auto refused = [&](const char* pointer, Json value) {
    Json bad = good;
    bad[Json::json_pointer(pointer)] = std::move(value);
    const auto result = attempt_from_json(bad, quiz);
    return !result.ok() && result.error().code == ErrorCode::corrupt;
  };
  CHECK(refused("/module", "other"));
  CHECK(refused("/number", 0));
  CHECK(refused("/number", "one"));
  CHECK(refused("/number", 1e300));
  CHECK(refused("/current", -1));
  CHECK(refused("/current", 99));
  CHECK(refused("/questions", Json::array()));
  CHECK(refused("/questions", "x"));
  CHECK(refused("/questions/0", nullptr));
  CHECK(refused("/questions/0/item", "gone"));
  CHECK(refused("/questions/0/item", "ph-who"));
  CHECK(refused("/questions/1/shown", Json::array({"them", "desk"})));
  CHECK(refused("/questions/1/shown", Json::array({"them", "desk", "nobody", "nobody"})));
  CHECK(refused("/questions/1/shown", 7));
  CHECK(refused("/questions/1/chosen", Json::array({"stranger"})));
  CHECK(refused("/questions/1/chosen", Json::array({"them", "them"})));
  CHECK(refused("/questions/1/chosen", Json::array({1, 2})));
  CHECK(refused("/questions/1/path", Json::array({Json::array({"deck", "wait"})})));
  CHECK(refused("/questions/1/pairs", Json::array({Json::array({"face", "cover"})})));
  for (const char* junk : {"null", "[]", "1", "\"x\"", "{}", "{\"questions\": {}}"}) {
    CAPTURE(junk);
    CHECK_FALSE(attempt_from_json(Json::parse(junk), quiz).ok());
  }
}

TEST_CASE("a path that leaves the story is refused") {
  const Quiz quiz = test::small_quiz();
  Attempt attempt = half_way(quiz);
  for (Question& question : attempt.questions)
    if (question.item.value == "ph-story") question.answer.path = {{{"crowd"}, {"check"}}};
  CHECK_FALSE(attempt_from_json(to_json(attempt), quiz).ok());
}

TEST_CASE("a score is not believed but worked out again") {
  const Quiz quiz = test::small_quiz();
  Json saved = to_json(half_way(quiz));
  saved["questions"][0]["score"] = 1;
  CHECK(attempt_from_json(saved, quiz).value().questions[0].score == 0.0);
}
