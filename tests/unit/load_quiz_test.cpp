#include <doctest/doctest.h>

#include "content/pack/load.hpp"
#include "quizzes/engine/folder.hpp"
#include "quizzes/engine/quiz.hpp"
#include "tests/unit/problem_text.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::quiz;
using test::SmallPack;

namespace {

const std::string structure = "quizzes/small/photos.json";
const std::string en_words = "quizzes/small/text/en/photos.json";
const std::string fr_words = "quizzes/small/text/fr/photos.json";

LoadedQuizzes loaded(const SmallPack& small) {
  return load_quizzes(small.quizzes(), content::load_pack(small.content()).pack, small.content());
}

}  // namespace

TEST_CASE("the quizzes of a pack are read in its languages, placeholders filled") {
  const SmallPack small;
  const LoadedQuizzes quizzes = loaded(small);
  CHECK(test::all_text(quizzes.problems).empty());
  const Quiz& quiz = quizzes.quizzes.at({"photos"});
  CHECK(quiz.text({"ph-who"}, {"en"}, {"en"}).choices.at({"desk"}).text == "Ada B.");
  CHECK(quiz.text({"ph-yes"}, {"fr"}, {"en"}).prompt == "FR A yes can be taken back.");
  CHECK(quiz.text({"ph-yes"}, {"es"}, {"en"}).prompt == "A yes can be taken back.");
  CHECK(quiz.text({"none"}, {"es"}, {"en"}).prompt.empty());
  CHECK(quiz.text({"ph-story"}, {"en"}, {"en"}).nodes.at({"deck"}).choices.at({"shoot"}).recap == "You took it");
  CHECK(quiz.text({"ph-steps"}, {"en"}, {"en"}).feedback_wrong == "Look first.");
}

TEST_CASE("the quiz's hash is over structure and source words") {
  const auto hash = [](const char* file, const char* from, const char* to) {
    const SmallPack small;
    if (file != nullptr) REQUIRE(small.replace(file, from, to));
    return loaded(small).quizzes.at({"photos"}).sha256;
  };
  const Digest before = hash(nullptr, "", "");
  CHECK(hash(structure.c_str(), "0.8", "0.7") != before);
  CHECK(hash(en_words.c_str(), "Take it again", "Take another") != before);
  CHECK(hash(fr_words.c_str(), "FR Take it again", "FR Encore") == before);
}

TEST_CASE("whatever does not fit between quiz, words and pack is found") {
  struct Row {
    std::string name;
    std::string file;
    const char* from;
    std::string to;
    const char* what;
  };
  const Row rows[] = {
      {"another module's quiz", structure, "\"module\": \"photos\"", "\"module\": \"other\"", "is for module \"other\""},
      {"an unknown clause", structure, "\"PH-1\", \"card\": \"look\", \"variant_of\": \"edge\",\n      \"post\"",
       "\"PH-9\", \"card\": \"look\", \"variant_of\": \"edge\",\n      \"post\"", "no clause \"PH-9\""},
      {"an unknown card", structure, "\"card\": \"look\"", "\"card\": \"lock\"", "no card \"lock\""},
      {"a picture that is missing", structure, "figures/deck.svg", "figures/none.svg", "figures/none.svg is missing"},
      {"a picture of another kind", structure, "figures/deck.svg", "deck.png", "not a figure of the pack"},
      {"missing words of an item", en_words, "\"ph-yes\"", "\"ph-no\"", "words of item \"ph-yes\" are missing"},
      {"words of no item", en_words, "\"ph-yes\"", "\"ph-no\"", "no use for \"ph-no\""},
      {"a missing prompt", fr_words, "\"prompt\": \"FR A yes can be taken back.\",", "", "\"prompt\" is missing"},
      {"a missing feedback", fr_words, "\"text\": \"FR True\",\n        \"feedback\": \"FR Right.\"", "\"text\": \"FR True\"",
       "\"feedback\" is missing"},
      {"words of no choice", en_words, "\"crop\": {", "\"crap\": {", "no use for \"crap\""},
      {"an empty choice", en_words, "\"text\": \"Crop it\"", "\"text\": \"\"", "/ph-edge/choices/crop"},
      {"a blank choice", en_words, "\"text\": \"Crop it\"", "\"text\": \"  \"", "the choice is empty"},
      {"identical choices", en_words, "\"text\": \"My friends\"", "\"text\": \"nobody!\"", "two choices read the same"},
      {"a recap too long", en_words, "You took it", "You took it although ten people stood there", "longer than 30"},
      {"a missing alternative text", en_words, ",\n      \"alt\": \"A deck at sunset\"", "", "\"alt\" is missing"},
      {"a scene's missing alternative text", en_words, "\"alt\": \"A full deck\",", "", "\"alt\" is missing"},
      {"a missing end", en_words, "\"calm\": {", "\"clam\": {", "no use for \"clam\""},
      {"a placeholder of nothing", en_words, "{{contacts.press.name}}", "{{contacts.nobody.name}}", "names nothing"},
      {"an override", en_words, "Take it again", "Take \\u202eit again", "invisible mark"},
      {"a line break", en_words, "Take it again", "Take it\\nagain", "line break"}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const SmallPack small;
    REQUIRE(small.replace(row.file, row.from, row.to));
    const Problems problems = loaded(small).problems;
    CAPTURE(test::all_text(problems));
    CHECK(has_errors(problems));
    CHECK(test::mentions(problems, row.what));
    CHECK(test::all_have_cures(problems));
    for (const Problem& problem : problems) CHECK((problem.line > 0 || problem.file.find("policy.json") != std::string::npos));
  }
}

TEST_CASE("a clause that no question tests is named") {
  const SmallPack small;
  REQUIRE(small.replace("content/small/policy.json", "{ \"id\": \"PH-2\"",
                        "{ \"id\": \"PH-3\", \"module\": \"photos\" }, { \"id\": \"PH-2\""));
  CHECK(test::mentions(loaded(small).problems, "no question tests clause PH-3"));
}

TEST_CASE("while a quiz cannot be read, nobody is told to write questions") {
  const SmallPack small;
  small.write(structure, small.read(structure).substr(0, 100));
  const Problems problems = loaded(small).problems;
  CHECK(test::mentions(problems, structure + ":"));
  CHECK_FALSE(test::mentions(problems, "no question tests clause"));
}

TEST_CASE("an item id belongs to one quiz of the pack") {
  const SmallPack small;
  content::Pack pack = content::load_pack(small.content()).pack;
  pack.modules.push_back({{"again"}, 1, "photos", true});
  CHECK(test::mentions(load_quizzes(small.quizzes(), pack, small.content()).problems, "is there twice in the pack"));
}

TEST_CASE("neither the longest nor the shortest choice may mostly be right") {
  // Four items, of which the first `long_keys` have the longer choice as the right one.
  const auto faults_with = [](int long_keys) {
    const SmallPack small;
    std::string items;
    std::string words;
    for (int i = 0; i < 4; ++i) {
      const std::string id = (i > 0 ? ",\"i" : "\"i") + std::to_string(i) + "\"";
      items +=
          (i > 0 ? ",{\"id\": \"i" : "{\"id\": \"i") + std::to_string(i) +
          R"(", "kind": "choice", "clause": "PH-1", "card": "look", "choices": [{"id": "a", "right": true}, {"id": "b"}]})";
      const auto choice = [](bool is_long) {
        return std::string(R"({"text": ")") + (is_long ? "a long and careful answer" : "short") + R"(", "feedback": "f"})";
      };
      words +=
          id + R"(: {"prompt": "p", "choices": {"a": )" + choice(i < long_keys) + R"(, "b": )" + choice(i >= long_keys) + "}}";
    }
    small.write(structure, R"({"module": "photos", "pass_mark": 0.5, "draw": 4, "attempts": 0, "cooldown_s": 0, "items": [)" +
                               items + "]}");
    small.write(en_words, "{" + words + "}");
    small.write(fr_words, "{" + words + "}");
    return loaded(small).problems;
  };
  CHECK(test::mentions(faults_with(4), "the longest choice is the right one in 4 of 4 items"));
  CHECK(test::mentions(faults_with(3), "the longest choice is the right one in 3 of 4 items"));
  CHECK_FALSE(test::mentions(faults_with(2), "choice is the right one"));
  CHECK(test::mentions(faults_with(0), "the shortest choice is the right one in 4 of 4 items"));
}

TEST_CASE("files of the folder that no module uses are named") {
  const SmallPack small;
  const content::Pack pack = content::load_pack(small.content()).pack;
  CHECK(test::all_text(check_folder(small.quizzes(), pack)).empty());
  small.write("quizzes/small/old.json", "{}");
  small.write("quizzes/small/text/es/photos.json", "{}");
  std::filesystem::create_symlink("/etc/hostname", small.quizzes() / "link.json");
  const Problems problems = check_folder(small.quizzes(), pack);
  CHECK(test::mentions(problems, "old.json: warning: no module uses this file"));
  CHECK(test::mentions(problems, "es/photos.json: warning: no module uses this file"));
  CHECK(test::mentions(problems, "link.json: a symbolic link"));
  CHECK(problems.size() == 3);
  CHECK(test::all_have_cures(problems));
  CHECK(check_folder(small.path() / "none", pack).empty());
  CHECK(check_folder(small.quizzes(), {}).empty());
}

TEST_CASE("a pack with faults brings no quiz faults that only follow from them") {
  const SmallPack small;
  std::filesystem::remove(small.content() / "text/en/photos.md");
  CHECK(test::all_text(loaded(small).problems).empty());
  small.write("content/small/policy.json", "{");
  CHECK(test::all_text(loaded(small).problems).empty());
}

TEST_CASE("quizzes that are not there are problems") {
  const SmallPack small;
  std::filesystem::remove_all(small.quizzes());
  CHECK(test::mentions(loaded(small).problems, "photos.json is missing"));
}
