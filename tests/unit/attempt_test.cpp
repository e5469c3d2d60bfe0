#include "quizzes/engine/attempt.hpp"

#include <doctest/doctest.h>

#include "tests/unit/small_quiz.hpp"

using namespace countersign;
using namespace countersign::quiz;

namespace {

// The best or the worst complete answer to an item.
Answer answer_for(const Item& item, bool well) {
  Answer out;
  for (const Choice& choice : item.choices)
    if (choice.right == well && (well || out.chosen.empty())) out.chosen.push_back(choice.id);
  if (item.kind == ItemKind::sequencing) out.chosen = item.order;
  if (item.kind == ItemKind::sequencing && !well) std::swap(out.chosen.front(), out.chosen.back());
  out.pairs = item.pairs;
  if (!out.pairs.empty() && !well) std::swap(out.pairs.front().second, out.pairs.back().second);
  if (item.kind == ItemKind::scenario && well) out.path = {{{"deck"}, {"wait"}}};
  if (item.kind == ItemKind::scenario && !well) out.path = {{{"deck"}, {"shoot"}}, {{"crowd"}, {"upload"}}};
  return out;
}

void play(const Quiz& quiz, Attempt& attempt, bool well) {
  Question& question = attempt.questions.at(attempt.current);
  question.answer = answer_for(*quiz.item(question.item), well);
  check_current(quiz, attempt, 5);
  ++attempt.current;
}

}  // namespace

TEST_CASE("all right is 1000 thousandths and passes, all wrong is none") {
  const Quiz quiz = test::small_quiz();
  for (const bool well : {true, false}) {
    Attempt attempt = draw_attempt(quiz, 1, {}, 3);
    while (attempt.current < attempt.questions.size()) play(quiz, attempt, well);
    CHECK(outcome(quiz, attempt).score_thousandths == (well ? 1000 : 0));
    CHECK(outcome(quiz, attempt).passed == well);
  }
}

TEST_CASE("a missed item brings its sibling before the module ends, once") {
  const Quiz quiz = test::small_quiz();
  Attempt attempt = draw_attempt(quiz, 1, {}, 3);
  REQUIRE(quiz.item(attempt.questions[0].item)->variant_of == "edge");
  const std::size_t before = attempt.questions.size();
  play(quiz, attempt, false);
  REQUIRE(attempt.questions.size() == before + 1);
  CHECK(attempt.questions.back().sibling);
  CHECK(attempt.questions.back().item != attempt.questions[0].item);
  CHECK(quiz.item(attempt.questions.back().item)->variant_of == "edge");
  while (attempt.current < attempt.questions.size()) play(quiz, attempt, false);
  CHECK(attempt.questions.size() == before + 1);
}

TEST_CASE("a right answer, or an item that stands alone, brings no sibling") {
  const Quiz quiz = test::small_quiz();
  Attempt attempt = draw_attempt(quiz, 1, {}, 3);
  const std::size_t before = attempt.questions.size();
  play(quiz, attempt, true);
  play(quiz, attempt, false);
  CHECK(attempt.questions.size() == before);
}

TEST_CASE("checking twice asks nothing more and changes no score") {
  const Quiz quiz = test::small_quiz();
  Attempt attempt = draw_attempt(quiz, 1, {}, 3);
  attempt.questions[0].answer = answer_for(*quiz.item(attempt.questions[0].item), false);
  check_current(quiz, attempt, 5);
  const Attempt once = attempt;
  check_current(quiz, attempt, 6);
  CHECK(attempt == once);
}

TEST_CASE("a sibling's score replaces that of the missed item if it is higher") {
  const Quiz quiz = test::small_quiz();
  Attempt attempt = draw_attempt(quiz, 1, {}, 3);
  play(quiz, attempt, false);
  while (attempt.current < attempt.questions.size()) play(quiz, attempt, true);
  CHECK(outcome(quiz, attempt).score_thousandths == 1000);
}

TEST_CASE("the pass mark is reached by exactly its score, and the record never says more than the verdict") {
  struct Row {
    std::vector<double> scores;
    double pass_mark;
    int thousandths;
    bool passed;
  };
  const Row rows[] = {{{1, 1, 1, 1, 0}, 0.8, 800, true}, {{1, 1, 1, 0, 0}, 0.8, 600, false},
                      {{1, 1, 0}, 2.0 / 3, 666, true},   {{1, 1, 0}, 0.667, 666, false},
                      {{0.1, 0.2}, 0.15, 150, true},     {{1, 1, 1}, 1, 1000, true},
                      {{1, 1, 0.999}, 1, 999, false},    {{0, 0}, 0, 0, true},
                      {{0.7, 0.1, 0.1}, 0.3, 300, true}};
  for (const Row& row : rows) {
    CAPTURE(&row - rows);
    Quiz quiz;
    quiz.pass_mark = row.pass_mark;
    Attempt attempt;
    for (const double score : row.scores) {
      Item item;
      item.id.value = "i" + std::to_string(quiz.items.size());
      quiz.items.push_back(item);
      Question question;
      question.item = item.id;
      question.score = score;
      attempt.questions.push_back(question);
    }
    CHECK(outcome(quiz, attempt).score_thousandths == row.thousandths);
    CHECK(outcome(quiz, attempt).passed == row.passed);
  }
}

TEST_CASE("an attempt that asked nothing is not passed") { CHECK_FALSE(outcome(test::small_quiz(), {}).passed); }
