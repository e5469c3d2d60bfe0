// The policy that ships and the kiosk's own words, keyboards and themes.

#include <doctest/doctest.h>

#include "assets/reader/keyboard.hpp"
#include "assets/reader/strings.hpp"
#include "assets/reader/theme.hpp"
#include "content/pack/check.hpp"
#include "quizzes/engine/folder.hpp"
#include "quizzes/engine/quiz.hpp"
#include "tests/unit/problem_text.hpp"

using namespace countersign;

namespace {

const std::filesystem::path source = COUNTERSIGN_SOURCE_DIR;
const std::filesystem::path pack_folder = source / "content/social-media";

}  // namespace

TEST_CASE("the policy loads without a problem") { CHECK(test::all_text(content::load_pack(pack_folder).problems) == ""); }

TEST_CASE("the policy passes its check on the day before it takes effect") {
  const content::Loaded loaded = content::load_pack(pack_folder);
  CHECK(test::all_text(content::check_pack(loaded.pack, pack_folder, add_days(loaded.pack.effective, -1))) == "");
}

TEST_CASE("every module has a quiz without a problem") {
  const content::Loaded loaded = content::load_pack(pack_folder);
  const auto quizzes = quiz::load_quizzes(source / "quizzes/social-media", loaded.pack, pack_folder);
  CHECK(test::all_text(quizzes.problems) == "");
  CHECK(test::all_text(quiz::check_folder(source / "quizzes/social-media", loaded.pack)) == "");
  CHECK(quizzes.quizzes.size() == loaded.pack.modules.size());
}

TEST_CASE("the policy has its eight modules with four to eight cards each, a short and a long text on every card") {
  const content::Loaded loaded = content::load_pack(pack_folder);
  CHECK(loaded.pack.modules.size() == 8);
  for (const auto& [language, text] : loaded.pack.texts) {
    for (const auto& entry : text.modules) {
      const std::string module = entry.first.value;
      const auto& cards = entry.second.cards;
      CAPTURE(module);
      CHECK(cards.size() >= 4);
      CHECK(cards.size() <= 8);
      for (const content::Card& card : cards) {
        CAPTURE(card.id.value);
        CHECK_FALSE(card.full.empty());
      }
    }
  }
}

TEST_CASE("interface strings, themes and keyboards load without a problem") {
  Problems problems;
  assets::Strings::load(source / "assets/strings", problems);
  assets::load_themes(source / "assets/theme.json", problems);
  assets::load_keyboards(source / "assets/keyboards", problems);
  CHECK(test::all_text(problems) == "");
}
