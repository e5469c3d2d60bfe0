#include "content/pack/load.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "tests/unit/problem_text.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::content;
using test::SmallPack;

namespace {

const std::string en_words = "content/small/text/en/strings.json";
const std::string en_cards = "content/small/text/en/photos.md";
const std::string fr_cards = "content/small/text/fr/photos.md";
const std::string policy = "content/small/policy.json";
const std::string organisation = "content/small/organisation.json";

struct Break {
  std::string name;
  std::string file;
  const char* from;
  std::string to;
  const char* what;
  int line;
};

}  // namespace

TEST_CASE("a whole pack is read in all its languages, placeholders filled") {
  const SmallPack small;
  const Loaded loaded = load_pack(small.content());
  CHECK(test::all_text(loaded.problems).empty());
  const Pack& pack = loaded.pack;
  CHECK(pack.id.value == "small");
  CHECK(pack.effective == CivilDate{2026, 12, 1});
  CHECK(pack.changes.at(0).note == "change.ph2");
  const PackText& en = pack.text({"en"});
  CHECK(en.modules.at({"photos"}).title == "Photos on board");
  CHECK(plain_text(en.modules.at({"photos"}).cards.at(0).full.at(0).runs) ==
        "A picture of Heron can show more than you meant:");
  CHECK(en.consent_paragraphs.at(0) == "Heron Ferries keeps it.");
  CHECK(en.attract_lines == std::vector<std::string>{"Look behind you before you post.", "Not sure? Ask Ada B."});
  CHECK(pack.text({"fr"}).title == "Charte photo");
  CHECK(pack.text({"de"}).language.value == "en");
  CHECK(pack.find_card({"ask"}).value().card == 1);
  CHECK_FALSE(pack.find_card({"none"}).has_value());
  CHECK(pack.module({"photos"})->minutes == 2);
  CHECK(pack.module({"none"}) == nullptr);
}

TEST_CASE("version and dates come from policy.json, and the signed document has them filled") {
  const SmallPack small;
  REQUIRE(small.replace(policy, "\"version\": \"1.0\"", "\"version\": \"3.2\""));
  REQUIRE(small.replace(en_cards, "So look twice.",
                        "Version {{policy.version}}, from {{policy.effective_date}} to {{policy.review_date}}."));
  const Loaded loaded = load_pack(small.content());
  CHECK(test::all_text(loaded.problems).empty());
  const std::string& document = loaded.pack.text({"en"}).document;
  CHECK(document.find("Version 3.2, from 2026-12-01 to 2027-11-30.") != std::string::npos);
  CHECK(document.find("{{") == std::string::npos);
}

TEST_CASE("contacts keep the order of the file") {
  const SmallPack small;
  const Organisation heron = load_pack(small.content()).pack.organisation;
  REQUIRE(heron.contacts.size() == 2);
  CHECK(heron.contacts[0].id == "press");
  CHECK(heron.emergency == std::vector<std::string>{"desk", "press"});
  CHECK(localised(heron.contacts[0].role, {"fr"}, {"en"}) == "Service de presse");
  CHECK(localised(heron.contacts[0].role, {"es"}, {"en"}) == "Press office");
  CHECK(localised({}, {"es"}, {"en"}).empty());
}

TEST_CASE("whatever is wrong with a pack is found, with file, line and cure") {
  const Break breaks[] = {
      {"a missing key", policy, "\"version\": \"1.0\",", "", "policy.json:1:", 1},
      {"a wrong type", policy, "\"minutes\": 2", "\"minutes\": \"two\"", "/modules/0/minutes", 10},
      {"an unknown key", policy, "\"id\": \"small\"", "\"id\": \"small\", \"colour\": 1", "colour", 1},
      {"a duplicate key", policy, "\"id\": \"small\"", "\"id\": \"small\",\n\"id\": \"other\"", "is there twice", 3},
      {"a bad id", policy, "\"id\": \"small\"", "\"id\": \"Small Pack\"", "is not an id", 2},
      {"a bad version", policy, "\"1.0\"", "\"one\"", "not major.minor", 3},
      {"no real date", policy, "2026-12-01", "2026-02-30", "is not a date", 4},
      {"a review before it takes effect", policy, "2027-11-30", "2026-11-30", "not after the effective date", 5},
      {"a review after more than a year", policy, "2027-11-30", "2028-11-30", "more than a year", 5},
      {"an unknown owner", policy, "\"owner\": \"desk\"", "\"owner\": \"nobody\"", "no contact \"nobody\"", 6},
      {"a bad language tag", policy, "[\"en\", \"fr\"]", "[\"en\", \"../fr\"]", "not a language tag", 7},
      {"a language twice", policy, "[\"en\", \"fr\"]", "[\"en\", \"en\"]", "\"en\" is there twice", 7},
      {"a source language that is not there", policy, "\"source_language\": \"en\"", "\"source_language\": \"de\"",
       "not one of the languages", 8},
      {"a language without texts", policy, "[\"en\", \"fr\"]", "[\"en\", \"fr\", \"es\"]", "text/es/strings.json is missing",
       0},
      {"a module twice", policy, "{ \"id\": \"photos\", ",
       "{ \"id\": \"photos\", \"minutes\": 2, \"quiz\": \"photos\", \"required\": true },\n{ \"id\": \"photos\", ",
       "\"photos\" is there twice", 11},
      {"a module whose id leaves the pack", policy, "\"id\": \"photos\"", "\"id\": \"../photos\"", "is not an id", 10},
      {"a clause of no module", policy, "\"id\": \"PH-2\", \"module\": \"photos\"", "\"id\": \"PH-2\", \"module\": \"none\"",
       "no module \"none\"", 11},
      {"a clause twice", policy, "\"id\": \"PH-2\"", "\"id\": \"PH-1\"", "\"PH-1\" is there twice", 11},
      {"a bad clause id", policy, "\"id\": \"PH-2\"", "\"id\": \"PH-0\"", "not a clause id", 11},
      {"a change of no clause", policy, "\"clause\": \"PH-2\"", "\"clause\": \"PH-9\"", "no clause \"PH-9\"", 14},
      {"a change without its note", policy, "change.ph2", "change.none", "\"change.none\" is missing", 8},
      {"a statement without words", policy, "[\"read\", \"comply\"]", "[\"read\", \"comply\", \"more\"]", "\"more\" is missing",
       4},
      {"words of no statement", en_words, "\"read\": ", "\"extra\": \"x\", \"read\": ", "does not use \"extra\"", 4},
      {"a placeholder of nothing", en_words, "{{name}}", "{{nome}}", "{{nome}} names nothing", 5},
      {"a value that policy.json lacks", en_words, "{{name}}", "{{policy.owner}}", "{{policy.owner}} names nothing", 5},
      {"a placeholder that is open", en_words, "{{name}}", "{{name", "not closed", 5},
      {"an emergency contact of nobody", organisation, "[\"desk\", \"press\"]", "[\"desk\", \"nobody\"]",
       "no contact \"nobody\"", 14},
      {"a value with a line break", organisation, "Heron Ferries\"", "Heron\\nFerries\"", "line break", 3},
      {"a value with a placeholder", organisation, "Heron Ferries\"", "{{name}}\"", "holds a placeholder", 3},
      {"a value under a bad name", organisation, "\"instagram\"", "\"Insta gram\"", "not a name for a value", 21},
      {"a mark that is not there", organisation, "figures/mark.svg", "figures/none.svg", "figures/none.svg is missing", 6},
      {"a mark outside the pack", organisation, "figures/mark.svg", "../../../mark.svg", "leaves the pack", 6},
      {"a picture that is not there", en_cards, "figures/deck.svg", "figures/none.svg", "figures/none.svg is missing", 1},
      {"a card's placeholder of nothing", en_cards, "{{short_name}}", "{{shortname}}", "names nothing", 18},
      {"a card id twice", en_cards, "{#ask clause", "{#look clause", "\"look\" is there twice", 26},
      {"a card of no clause", en_cards, "clause=PH-2", "clause=PH-9", "no clause \"PH-9\"", 26},
      {"a translation with other cards", fr_cards, "{#ask clause", "{#asks clause", "{#ask clause=PH-2}", 20},
      {"a translation with other clauses", fr_cards, "#ask clause=PH-2", "#ask clause=PH-1", "{#ask clause=PH-2}", 20},
      {"a byte order mark", en_cards, "## Look", "\xEF\xBB\xBF## Look", "byte order mark", 1},
      {"carriage returns", en_cards, "edges**.\n", "edges**.\r\n", "carriage returns", 2},
      {"no UTF-8", en_words, "Photo policy", "Photo \xE9policy", "not UTF-8", 0}};
  for (const Break& one : breaks) {
    CAPTURE(one.name);
    const SmallPack small;
    REQUIRE(small.replace(one.file, one.from, one.to));
    const Loaded loaded = load_pack(small.content());
    CAPTURE(test::all_text(loaded.problems));
    CHECK(has_errors(loaded.problems));
    CHECK(test::mentions(loaded.problems, one.what));
    CHECK(test::all_have_cures(loaded.problems));
    bool line_found = false;
    for (const Problem& problem : loaded.problems)
      line_found = line_found || (problem.line == one.line && problem.text().find(one.what) != std::string::npos);
    CHECK(line_found);
  }
}

TEST_CASE("faults of several files are all found at once, in file and line order") {
  const SmallPack small;
  REQUIRE(small.replace(policy, "\"owner\": \"desk\"", "\"owner\": \"nobody\""));
  REQUIRE(small.replace(en_cards, "clause=PH-2", "clause=PH-9"));
  REQUIRE(small.replace(en_words, "{{name}}", "{{nome}}"));
  REQUIRE(small.replace(organisation, "[\"desk\", \"press\"]", "[\"desk\", \"nobody\"]"));
  const Problems problems = load_pack(small.content()).problems;
  CHECK(problems.size() >= 4);
  for (std::size_t i = 1; i < problems.size(); ++i)
    CHECK(std::tie(problems[i - 1].file, problems[i - 1].line) <= std::tie(problems[i].file, problems[i].line));
}

TEST_CASE("nothing outside the pack is read") {
  const SmallPack small;
  SUBCASE("through a linked file") {
    small.write("secret.md", "## Secret {#look clause=PH-1}\nx\n");
    std::filesystem::remove(small.path() / en_cards);
    std::filesystem::create_symlink(small.path() / "secret.md", small.path() / en_cards);
  }
  SUBCASE("through a linked folder") {
    std::filesystem::rename(small.content() / "figures", small.path() / "elsewhere");
    std::filesystem::create_directory_symlink(small.path() / "elsewhere", small.content() / "figures");
  }
  CHECK(test::mentions(load_pack(small.content()).problems, "leaves the pack"));
}

TEST_CASE("a folder that is no pack gives problems, never an exception") {
  const test::ScratchFolder empty;
  CHECK(test::mentions(load_pack(empty.path()).problems, "policy.json is missing"));
  CHECK(has_errors(load_pack(empty.path() / "none").problems));
  empty.write("policy.json", "[]");
  empty.write("organisation.json", "null");
  CHECK(has_errors(load_pack(empty.path()).problems));
  std::filesystem::remove(empty.path() / "policy.json");
  std::filesystem::create_directory(empty.path() / "policy.json");
  CHECK(has_errors(load_pack(empty.path()).problems));
}

TEST_CASE("files over their limit are refused before they are looked at") {
  const SmallPack small;
  small.write(policy, std::string(json_bytes_max + 1, ' '));
  small.write("content/small/figures/deck.svg", std::string(picture_bytes_max + 1, ' '));
  const Problems problems = load_pack(small.content()).problems;
  CHECK(test::mentions(problems, "policy.json: the file is larger"));
}
