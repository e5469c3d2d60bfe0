#include <doctest/doctest.h>

#include "assets/reader/keyboard.hpp"
#include "assets/reader/strings.hpp"
#include "assets/reader/theme.hpp"
#include "tests/unit/problem_text.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::assets;
using test::ScratchFolder;

namespace {

const Language en{"en"};
const Language fr{"fr"};
const Language es{"es"};

const char* const languages = R"([{"id": "en", "name": "English"}, {"id": "fr", "name": "Français"}])";
const std::filesystem::path assets_folder = std::filesystem::path(COUNTERSIGN_SOURCE_DIR) / "assets";

Problems load_faults(const std::string& english, const std::string& french, const std::string& list = languages) {
  const ScratchFolder folder;
  folder.write("languages.json", list);
  folder.write("en.json", english);
  folder.write("fr.json", french);
  Problems problems;
  Strings::load(folder.path(), problems);
  return problems;
}

Problems keyboard_faults(const std::string& from, const std::string& to) {
  const ScratchFolder folder;
  std::filesystem::copy(assets_folder / "keyboards/qwerty.json", folder.path() / "qwerty.json");
  REQUIRE(folder.replace("qwerty.json", from, to));
  Problems problems;
  load_keyboards(folder.path(), problems);
  return problems;
}

}  // namespace

TEST_CASE("texts are found by language and key, and their placeholders filled") {
  const ScratchFolder folder;
  folder.write("languages.json", languages);
  folder.write("en.json", R"({"hello": "Hello, {name}", "left.one": "1 card", "left.other": "{n} cards", "brace": "{open"})");
  folder.write("fr.json",
               R"({"hello": "Bonjour, {name}", "left.one": "{n} carte", "left.other": "{n} cartes", "brace": "{open"})");
  Problems problems;
  const Strings strings = Strings::load(folder.path(), problems);
  CHECK(test::all_text(problems).empty());
  CHECK(strings.get(fr, "hello", {{"name", "{name}"}}) == "Bonjour, {name}");
  CHECK(strings.get(en, "hello") == "Hello, {name}");
  CHECK(strings.get(es, "hello", {{"name", "Sam"}}) == "Hello, Sam");
  CHECK(strings.get(en, "no.such.key") == "no.such.key");
  CHECK(strings.get(en, "brace") == "{open");
  CHECK(strings.languages() == std::vector<Language>{en, fr});
  CHECK(strings.own_name(fr) == "Français");
  CHECK(strings.own_name(es) == "es");
}

TEST_CASE("one and other follow each language's rule") {
  const ScratchFolder folder;
  folder.write("languages.json", R"([{"id": "en", "name": "E"}, {"id": "fr", "name": "F"}, {"id": "es", "name": "S"}])");
  for (const char* language : {"en", "fr", "es"})
    folder.write(std::string(language) + ".json", R"({"k.one": "one {n}", "k.other": "other {n}"})");
  Problems problems;
  const Strings strings = Strings::load(folder.path(), problems);
  struct Row {
    Language language;
    int count;
    std::string text;
  };
  const Row rows[] = {{en, 0, "other 0"}, {en, 1, "one 1"},   {en, 2, "other 2"}, {fr, 0, "one 0"},     {fr, 1, "one 1"},
                      {fr, 2, "other 2"}, {es, 0, "other 0"}, {es, 1, "one 1"},   {es, 21, "other 21"}, {en, -1, "other -1"}};
  for (const Row& row : rows) CHECK(strings.count(row.language, "k", row.count) == row.text);
}

TEST_CASE("dates follow the manner of the language") {
  Problems problems;
  const Strings strings = Strings::load(assets_folder / "strings", problems);
  CHECK(strings.day(en, {2026, 12, 4}) == "Fri 4 December");
  CHECK(strings.short_date(en, {2026, 11, 23}) == "23 Nov 2026");
  CHECK(strings.long_date(en, {2026, 12, 1}) == "1 December 2026");
  CHECK(strings.day(fr, {2026, 12, 1}) == "mar. 1er décembre");
  CHECK(strings.long_date(fr, {2026, 12, 2}) == "2 décembre 2026");
  CHECK(strings.long_date(es, {2026, 12, 1}) == "1 de diciembre de 2026");
  CHECK(strings.time_of_day({1'795'444'327'120, 60}) == "15:32:07");
}

TEST_CASE("texts that differ between languages are problems") {
  CHECK(load_faults(R"({"a": "x {n}", "k.one": "1"})", R"({"a": "y {n}", "k.one": "{n}"})").empty());
  CHECK(test::mentions(load_faults(R"({"a": "x", "b": "y"})", R"({"a": "x"})"), "\"b\" is missing"));
  CHECK(test::mentions(load_faults(R"({"a": "x"})", "{\"a\": \"x\",\n\"b\": \"y\"}"), "fr.json:2: en.json has no such text"));
  CHECK(test::mentions(load_faults(R"({"a": "x {name}"})", R"({"a": "x {nom}"})"), "placeholders differ"));
  CHECK(test::mentions(load_faults(R"({"a": "x {name}"})", R"({"a": "x"})"), "placeholders differ"));
  CHECK(test::mentions(load_faults(R"({"a": 1})", R"({"a": "x"})"), "not a string"));
  CHECK(test::mentions(load_faults("[]", "{}"), "not an object"));
  CHECK(test::mentions(load_faults("{", "{}"), "not JSON"));
  CHECK(test::mentions(load_faults("{}", "{}", "[]"), "lists no language"));
  CHECK(test::mentions(load_faults("{}", "{}", R"([{"id": "../en", "name": "x"}])"), "no id or no name"));
  CHECK(test::mentions(load_faults("{}", "{}", R"([{"id": "de", "name": "Deutsch"}])"), "de.json"));
}

TEST_CASE("strings that are not there leave keys to be seen") {
  Problems problems;
  const Strings strings = Strings::load("/nowhere/at/all", problems);
  CHECK(has_errors(problems));
  CHECK(strings.get(en, "a.key") == "a.key");
  CHECK(strings.languages().empty());
}

TEST_CASE("the themes are read with all roles, styles and picture twins") {
  Problems problems;
  const Themes themes = load_themes(assets_folder / "theme.json", problems);
  CHECK(test::all_text(problems).empty());
  CHECK(themes.themes.at(ThemeName::light).color(Role::primary) == 0x0A4FA8FF);
  CHECK(themes.themes.at(ThemeName::light).color(Role::scrim) == 0x0D14229E);
  CHECK(themes.themes.at(ThemeName::dark).pictures.at("#DCE9FA") == "#1F3250");
  CHECK(themes.themes.at(ThemeName::light).pictures.empty());
  CHECK(themes.style(Style::label).size_u == 28);
  CHECK_FALSE(themes.style(Style::title).grows_in_full);
}

TEST_CASE("a theme with a fault says which") {
  struct Row {
    const char* from;
    std::string to;
    const char* what;
  };
  const Row rows[] = {{"\"surface\": \"#F7F9FC\"", "\"surface\": \"white\"", "/light/surface"},
                      {"\"surface\": \"#F7F9FC\"", "\"surface\": \"#F7F9F\"", "/light/surface"},
                      {"\"surface\": \"#F7F9FC\"", "\"surfaces\": \"#F7F9FC\"", "/light/surface"},
                      {"\"shadow_alpha\": 4", "\"shadow_alpha\": -4", "/dark/shadow_alpha"},
                      {"\"size_u\": 28", "\"size_u\": 0", "/type/label/size_u"},
                      {"\"grows\": \"full\"", "\"grows\": \"twice\"", "/type/label"},
                      {"\"#DCE9FA\": \"#1F3250\"", "\"#DCE9FA\": \"blue\"", "/pictures/dark"},
                      {"\"light\": {", "\"light\": {,", "not JSON"}};
  for (const Row& row : rows) {
    CAPTURE(row.to);
    const ScratchFolder folder;
    std::filesystem::copy(assets_folder / "theme.json", folder.path() / "theme.json");
    REQUIRE(folder.replace("theme.json", row.from, row.to));
    Problems problems;
    load_themes(folder.path() / "theme.json", problems);
    CHECK(has_errors(problems));
    CHECK(test::mentions(problems, row.what));
  }
  Problems problems;
  load_themes("/nowhere/theme.json", problems);
  CHECK(problems.size() == 1);
}

TEST_CASE("the keyboards are read, and each language has its own") {
  Problems problems;
  const auto layouts = load_keyboards(assets_folder / "keyboards", problems);
  CHECK(test::all_text(problems).empty());
  CHECK(keyboard_for(layouts, fr).id == "azerty");
  CHECK(keyboard_for(layouts, en).id == "qwerty");
  CHECK(keyboard_for(layouts, {"xx"}).id == layouts.front().id);
  CHECK(keyboard_for(layouts, fr).accents.at("e").front() == "é");
}

TEST_CASE("a keyboard with a fault says which") {
  CHECK(test::mentions(keyboard_faults("\"rows\": [", "\"rows\": [[\"x\"],"), "does not have three rows"));
  CHECK(test::mentions(keyboard_faults("\"q\"", "\"qwertyuio\""), "longer than 8 bytes"));
  CHECK(test::mentions(keyboard_faults("\"q\"", "1"), "a key is empty"));
  CHECK(test::mentions(keyboard_faults("\"accents\": {", "\"accents\": {\"§\": [\"x\"],"), "no key \"§\""));
  CHECK(test::mentions(keyboard_faults("\"id\"", "\"ids\""), "no id"));
  CHECK(test::mentions(keyboard_faults("{", "["), "not JSON"));
  const ScratchFolder empty;
  Problems problems;
  CHECK(load_keyboards(empty.path(), problems).empty());
  CHECK(load_keyboards(empty.path() / "none", problems).empty());
  CHECK(problems.size() == 3);
}
