#include <doctest/doctest.h>

#include "quizzes/engine/attempt.hpp"
#include "tests/unit/small_quiz.hpp"

using namespace countersign;
using namespace countersign::quiz;

namespace {

Answer chosen(std::vector<std::string> ids) {
  Answer out;
  for (auto& id : ids) out.chosen.push_back({std::move(id)});
  return out;
}

Answer paired(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Answer out;
  for (const auto& [source, target] : pairs) out.pairs.push_back({{source}, {target}});
  return out;
}

Answer walked(const std::vector<std::pair<std::string, std::string>>& path) {
  Answer out;
  for (const auto& [node, choice] : path) out.path.push_back({{node}, {choice}});
  return out;
}

struct Row {
  std::string item;
  Answer answer;
  bool complete;
  double score;
};

}  // namespace

TEST_CASE("answers are scored as docs/content_format.md says") {
  const Quiz quiz = test::small_quiz();
  const Row rows[] = {{"ph-edge", chosen({}), false, 0},
                      {"ph-edge", chosen({"crop"}), true, 1},
                      {"ph-edge", chosen({"post"}), true, 0},
                      {"ph-edge", chosen({"none"}), false, 0},
                      {"ph-edge", chosen({"crop", "post"}), false, 0},
                      {"ph-yes", chosen({"true"}), true, 1},
                      {"ph-yes", chosen({"false"}), true, 0},
                      {"ph-who", chosen({}), false, 0},
                      {"ph-who", chosen({"them", "desk"}), true, 1},
                      {"ph-who", chosen({"desk", "them"}), true, 1},
                      {"ph-who", chosen({"them"}), true, 0.5},
                      {"ph-who", chosen({"them", "them"}), true, 0.5},
                      {"ph-who", chosen({"them", "desk", "nobody"}), true, 0.5},
                      {"ph-who", chosen({"them", "nobody"}), true, 0},
                      {"ph-who", chosen({"nobody", "friends"}), true, 0},
                      {"ph-who", chosen({"them", "desk", "nobody", "friends"}), true, 0},
                      {"ph-who", chosen({"them", "none"}), false, 0},
                      {"ph-steps", chosen({"look", "crop-it"}), false, 0},
                      {"ph-steps", chosen({"look", "crop-it", "post-it"}), true, 1},
                      {"ph-steps", chosen({"crop-it", "look", "post-it"}), true, 0},
                      {"ph-steps", chosen({"look", "look", "post-it"}), false, 0},
                      {"ph-match", paired({{"face", "ask-person"}, {"plate", "cover"}}), false, 0},
                      {"ph-match", paired({{"logo", "ask-desk"}, {"face", "ask-person"}, {"plate", "cover"}}), true, 1},
                      {"ph-match", paired({{"logo", "cover"}, {"face", "ask-person"}, {"plate", "ask-desk"}}), true, 0},
                      {"ph-match", paired({{"face", "cover"}, {"face", "ask-person"}, {"plate", "ask-desk"}}), false, 0},
                      {"ph-story", walked({}), false, 0},
                      {"ph-story", walked({{"deck", "shoot"}}), false, 0},
                      {"ph-story", walked({{"deck", "wait"}}), true, 1},
                      {"ph-story", walked({{"deck", "shoot"}, {"crowd", "check"}}), true, 0.5},
                      {"ph-story", walked({{"deck", "shoot"}, {"crowd", "back-up"}, {"deck", "wait"}}), true, 1},
                      {"ph-story", walked({{"crowd", "check"}}), false, 0},
                      {"ph-story", walked({{"deck", "none"}}), false, 0},
                      {"ph-story", walked({{"deck", "wait"}, {"deck", "shoot"}}), true, 1}};
  for (const Row& row : rows) {
    CAPTURE(row.item);
    CAPTURE(&row - rows);
    const Item& item = *quiz.item({row.item});
    CHECK(is_complete(item, row.answer) == row.complete);
    CHECK(grade(item, row.answer).score == doctest::Approx(row.score));
    CHECK(grade(item, row.answer).right == (row.score == 1));
  }
}

TEST_CASE("a scenario knows where the learner stands") {
  const Quiz quiz = test::small_quiz();
  const Item& story = *quiz.item({"ph-story"});
  CHECK(node_of(story, {}).value().value == "deck");
  CHECK(node_of(story, walked({{"deck", "shoot"}})).value().value == "crowd");
  CHECK_FALSE(end_of(story, walked({{"deck", "shoot"}})).has_value());
  CHECK(end_of(story, walked({{"deck", "wait"}})).value().value == "calm");
  CHECK_FALSE(node_of(story, walked({{"deck", "wait"}})).has_value());
}
