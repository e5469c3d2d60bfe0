// Any bytes as a quiz, and after the byte 0x1E as its words: a quiz that parses can be drawn, answered badly, graded,
// saved.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "content/pack/schema.hpp"
#include "quizzes/engine/attempt.hpp"
#include "quizzes/engine/quality.hpp"
#include "quizzes/engine/words.hpp"

using namespace countersign;
using namespace countersign::quiz;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void play(const Quiz& quiz, std::uint64_t seed) {
  Attempt attempt = draw_attempt(quiz, 1, {}, seed);
  require(attempt.questions.size() == quiz.draw);
  for (; attempt.current < attempt.questions.size(); ++attempt.current) {
    Question& question = attempt.questions[attempt.current];
    question.answer.chosen = question.shown_order;
    const Grade grade = check_current(quiz, attempt, seed);
    require(grade.score >= 0 && grade.score <= 1);
  }
  const Outcome result = outcome(quiz, attempt);
  require(result.score_thousandths >= 0 && result.score_thousandths <= 1000);
  attempt.current = 0;
  for (Question& question : attempt.questions) question.answer = {};
  for (Question& question : attempt.questions) question.score.reset();
  require(attempt_from_json(to_json(attempt), quiz).value() == attempt);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(input.find('\x1E'), input.size());
  const ParsedQuiz parsed = parse_quiz(input.substr(0, end), "fuzz.json");
  Problems problems;
  JsonFile words = parse_json(input.substr(std::min(end + 1, input.size())), "words.json", problems);
  content::validate(words, "quiz-text", problems);
  const content::Organisation nobody;
  const content::Filler filler(nobody, {"en"}, {"en"});
  check_words_quality(words, parsed.quiz, read_words(words, parsed.quiz, filler, problems), problems);
  Json json = words.root;
  require(!attempt_from_json(json, parsed.quiz).ok() || json.is_object());
  if (!has_errors(parsed.problems)) play(parsed.quiz, size);
  return 0;
}
