#include <doctest/doctest.h>

#include "quizzes/engine/scenario.hpp"
#include "tests/unit/problem_text.hpp"
#include "tests/unit/small_quiz.hpp"

using namespace countersign;
using namespace countersign::quiz;

namespace {

// A quiz of choice items whose right choice stands where `keys` says, not shuffled.
std::string unshuffled(const std::vector<int>& keys) {
  std::string items;
  int number = 0;
  for (const int key : keys) {
    items += (items.empty() ? "" : ",") + std::string(R"({"id": "i)") + std::to_string(number++) +
             R"(", "kind": "choice", "clause": "PH-1", "card": "look", "shuffle": false, "choices": [)";
    for (int choice = 0; choice < 3; ++choice)
      items += (choice > 0 ? "," : "") + std::string(R"({"id": "c)") + std::to_string(choice) + R"(", "right": )" +
               (choice == key ? "true" : "false") + "}";
    items += "]}";
  }
  return R"({"module": "m", "pass_mark": 0.5, "draw": 1, "attempts": 0, "cooldown_s": 0, "items": [)" + items + "]}";
}

}  // namespace

TEST_CASE("a quiz with every kind of item is read") {
  const ParsedQuiz parsed = parse_quiz(test::small_quiz_text(), "photos.json");
  CHECK(test::all_text(parsed.problems).empty());
  REQUIRE(parsed.quiz.items.size() == 7);
  CHECK(parsed.quiz.draw == 6);
  const Item* post = parsed.quiz.item({"ph-edge"});
  REQUIRE(post != nullptr);
  CHECK(post->post.value().likes == 9);
  CHECK(post->variant_of == "edge");
  CHECK(to_string(parsed.quiz.item({"ph-yes"})->kind) == "true-false");
  CHECK(parsed.quiz.item({"none"}) == nullptr);
  const Item* story = parsed.quiz.item({"ph-story"});
  CHECK(story->node({"crowd"})->choices.size() == 3);
  CHECK(story->node({"none"}) == nullptr);
  CHECK(best_score(*story) == 1);
}

TEST_CASE("whatever is wrong with a quiz is found, with line and cure") {
  struct Row {
    std::string name;
    const char* from;
    std::string to;
    const char* what;
  };
  const Row rows[] = {
      {"an unknown kind", "\"kind\": \"multiple\"", "\"kind\": \"essay\"", "/items/2/kind"},
      {"a missing clause", "\"clause\": \"PH-1\", ", "", "/items/0"},
      {"an item id twice", "\"ph-edge-two\"", "\"ph-edge\"", "\"ph-edge\" is there twice"},
      {"a bad item id", "\"ph-edge-two\"", "\"PH edge\"", "is not an id"},
      {"a choice id twice", "{ \"id\": \"post\" }", "{ \"id\": \"crop\" }", "\"crop\" is there twice"},
      {"no right choice", "{ \"id\": \"crop\", \"right\": true }", "{ \"id\": \"crop\" }", "no choice is right"},
      {"two right in a single choice", "{ \"id\": \"post\" }", "{ \"id\": \"post\", \"right\": true }",
       "more than one choice is right"},
      {"a key that names no choice", "[\"look\", \"crop-it\", \"post-it\"]", "[\"look\", \"look\", \"post-it\"]",
       "\"look\" is there twice"},
      {"one choice alone", ", { \"id\": \"post\" }, { \"id\": \"blur\" }", "", "/items/0/choices"},
      {"a true-false with other choices", "{ \"id\": \"false\" }", "{ \"id\": \"no\" }", "true and false"},
      {"a part of another kind", "\"order\": [", "\"start\": \"x\", \"order\": [", "does not belong"},
      {"a part that is missing", "\"order\": [\"look\", \"crop-it\", \"post-it\"]", "\"shuffle\": true", "needs \"order\""},
      {"a pair of three", "[\"face\", \"ask-person\"]", "[\"face\", \"ask-person\", \"cover\"]", "/items/5/pairs/0"},
      {"a target for two sources", "[\"plate\", \"cover\"]", "[\"plate\", \"ask-person\"]", "\"ask-person\" is there twice"},
      {"a start that is no node", "\"start\": \"deck\"", "\"start\": \"dock\"", "no node \"dock\""},
      {"a link to no node", "\"next\": \"crowd\"", "\"next\": \"crew\"", "no node \"crew\""},
      {"a node that nothing leads to", "\"next\": \"crowd\"", "\"next\": \"deck\"", "no choice leads to node \"crowd\""},
      {"a choice that leads nowhere", "\"icon\": \"camera\", \"next\": \"crowd\"", "\"icon\": \"camera\"", "neither or both"},
      {"a choice that leads two ways", "\"icon\": \"camera\", \"next\": \"crowd\"",
       "\"icon\": \"camera\", \"next\": \"crowd\", \"end\": \"x\", \"score\": 1", "neither or both"},
      {"an end without a score", "\"end\": \"calm\", \"score\": 1", "\"end\": \"calm\"", "a score belongs to an end"},
      {"a score without an end", "\"next\": \"deck\"", "\"next\": \"deck\", \"score\": 1", "a score belongs to an end"},
      {"a score over 1", "\"score\": 1", "\"score\": 1.5", "score"},
      {"a picture outside the pack", "\"picture\": \"figures/deck.svg\", \"choices\"",
       "\"picture\": \"../deck.svg\", \"choices\"", "leaves the pack"},
      {"a pass mark over 1", "\"pass_mark\": 0.8", "\"pass_mark\": 80", "pass_mark"},
      {"a pass mark that nobody can reach", "\"end\": \"calm\", \"score\": 1", "\"end\": \"calm\", \"score\": 0.2",
       "/pass_mark"},
      {"more drawn than there is", "\"draw\": 6", "\"draw\": 7", "but there are 6"},
      {"a draw of nothing", "\"draw\": 6", "\"draw\": 0", "draw"},
      {"a duplicate key", "\"draw\": 6", "\"draw\": 6, \"draw\": 5", "is there twice"}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    // The reachability rows need a draw that takes everything and a pass mark of 1.
    std::string text = test::broken_quiz(row.from, row.to);
    REQUIRE(text != test::small_quiz_text());
    if (std::string(row.what) == "/pass_mark") text.replace(text.find("0.8"), 3, "1.0");
    const ParsedQuiz parsed = parse_quiz(text, "photos.json");
    CAPTURE(test::all_text(parsed.problems));
    CHECK(has_errors(parsed.problems));
    CHECK(test::mentions(parsed.problems, row.what));
    CHECK(test::all_have_cures(parsed.problems));
  }
}

TEST_CASE("a loop needs a way out") {
  const std::string text =
      R"({"module": "m", "pass_mark": 0, "draw": 1, "attempts": 0, "cooldown_s": 0, "items": [{"id": "s", "kind": "scenario", "clause": "PH-1", "card": "look", "start": "a",
    "nodes": [{"id": "a", "choices": [{"id": "x", "next": "b"}, {"id": "out", "end": "e", "score": 1}]},
              {"id": "b", "choices": [{"id": "y", "next": "c"}]},
              {"id": "c", "choices": [{"id": "z", "next": "b"}]}]}]})";
  const ParsedQuiz parsed = parse_quiz(text, "m.json");
  CHECK(test::mentions(parsed.problems, "from node \"b\" to an end"));
  CHECK(test::mentions(parsed.problems, "from node \"c\" to an end"));
  CHECK_FALSE(test::mentions(parsed.problems, "from node \"a\""));
}

TEST_CASE("the key must not always stand in one place") {
  CHECK(test::mentions(parse_quiz(unshuffled({1, 1, 1, 1}), "m.json").problems, "is number 2"));
  CHECK(parse_quiz(unshuffled({1, 1, 1, 2}), "m.json").problems.empty());
  CHECK(parse_quiz(unshuffled({1, 1, 1}), "m.json").problems.empty());
}

TEST_CASE("hostile quiz files give problems, never an exception, and in time") {
  std::string nodes;
  for (int i = 0; i < 4000; ++i)
    nodes += (i > 0 ? "," : "") + std::string(R"({"id":"n)") + std::to_string(i) + R"(","choices":[]})";
  const std::string rows[] = {
      "",
      "[]",
      "null",
      "{}",
      "\"x\"",
      "{\"items\": {}}",
      "{\"items\": [1, null, [], {}]}",
      "{\"items\": [{\"choices\": 1, \"pairs\": {}, \"order\": [[]], \"nodes\": [[]]}]}",
      R"({"module": 1, "pass_mark": "x", "draw": -1e300, "items": [{"id": "a", "kind": "scenario", "nodes": [)" + nodes +
          "]}]}",
      std::string(200'000, '['),
      "\xFF\xFE"};
  for (const std::string& text : rows) {
    CAPTURE(text.substr(0, 60));
    const ParsedQuiz parsed = parse_quiz(text, "m.json");
    CHECK(has_errors(parsed.problems));
    CHECK(test::all_have_cures(parsed.problems));
  }
}
