#include "content/pack/check.hpp"

#include <doctest/doctest.h>

#include "tests/unit/problem_text.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::content;
using test::SmallPack;

namespace {

constexpr CivilDate today{2026, 11, 23};
const std::string en_cards = "content/small/text/en/photos.md";

Problems checked(const SmallPack& small, CivilDate date = today) {
  return check_pack(load_pack(small.content()).pack, small.content(), date);
}

}  // namespace

TEST_CASE("a pack in order passes without a warning") { CHECK(test::all_text(checked(SmallPack())).empty()); }

TEST_CASE("a past effective date is a warning, a past review date an error") {
  const SmallPack small;
  const Problems later = checked(small, {2026, 12, 2});
  REQUIRE(later.size() == 1);
  CHECK(later[0].warning);
  CHECK(checked(small, {2027, 11, 30}).size() == 1);
  CHECK(has_errors(checked(small, {2027, 12, 1})));
}

TEST_CASE("a clause that no card teaches is named") {
  const SmallPack small;
  REQUIRE(small.replace("content/small/policy.json", "{ \"id\": \"PH-2\"",
                        "{ \"id\": \"PH-3\", \"module\": \"photos\" }, { \"id\": \"PH-2\""));
  CHECK(test::mentions(checked(small), "no card teaches clause PH-3"));
}

TEST_CASE("a card that is hard to read is a warning with its line") {
  const SmallPack small;
  REQUIRE(small.replace(en_cards, "Is a passenger in it?",
                        "Notwithstanding considerations of organisational communication, unauthorised dissemination of "
                        "identifiable information necessitates comprehensive institutional investigation."));
  const Problems problems = checked(small);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].warning);
  CHECK(problems[0].line == 1);
  CHECK(test::mentions(problems, "reads at grade"));
}

TEST_CASE("invisible overrides are errors in every kind of file") {
  struct Row {
    std::string file;
    const char* from;
    std::string to;
    int line;
  };
  const Row rows[] = {{"content/small/text/en/photos.md", "Crop it", "Crop \xE2\x80\xAEit", 10},
                      {"content/small/text/en/strings.json", "Photo policy", "Photo \xE2\x80\xAEpolicy", 2},
                      {"content/small/text/fr/strings.json", "Charte photo", "Charte \\u202Ephoto", 2},
                      {"content/small/organisation.json", "Ada B.", "Ada \\u202dB.", 11}};
  for (const Row& row : rows) {
    CAPTURE(row.file);
    const SmallPack small;
    REQUIRE(small.replace(row.file, row.from, row.to));
    const Problems problems = checked(small);
    CAPTURE(test::all_text(problems));
    REQUIRE(problems.size() == 1);
    CHECK_FALSE(problems[0].warning);
    CHECK(problems[0].line == row.line);
  }
}

TEST_CASE("directions mixed without isolates are a warning") {
  const SmallPack small;
  REQUIRE(small.replace("content/small/text/fr/strings.json", "Charte photo", "Charte שלום"));
  CHECK(test::mentions(checked(small), "without isolates"));
}

TEST_CASE("files that the pack does not use, cannot read or must not hold are named") {
  const SmallPack small;
  small.write("content/small/text/en/old.md", "## Old {#old clause=PH-1}\nx\n");
  small.write("content/small/figures/raw.svg", "\xFF\xFE");
  small.write("content/small/figures/big.svg", std::string(600 * 1024, ' '));
  std::filesystem::create_symlink("/etc/hostname", small.content() / "figures/link.svg");
  const Problems problems = checked(small);
  CHECK(test::mentions(problems, "old.md: warning: the pack does not use this file"));
  CHECK(test::mentions(problems, "raw.svg: the file is not UTF-8"));
  CHECK(test::mentions(problems, "big.svg: the picture is larger"));
  CHECK(test::mentions(problems, "link.svg: a symbolic link"));
  CHECK(problems.size() == 4);
}

TEST_CASE("a folder that is not there is a problem") { CHECK(has_errors(check_pack({}, "/nowhere/at/all", today))); }
