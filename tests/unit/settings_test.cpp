// settings.json, with each of its keys wrong.

#include "kiosk/shell/settings.hpp"

#include <doctest/doctest.h>

#include "tests/unit/problem_text.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::shell;

namespace {

struct Read {
  Settings settings;
  Problems problems;
};

Read settings_of(const std::string& text) {
  const test::ScratchFolder folder;
  folder.write("settings.json", text);
  Read out;
  out.settings = load_settings({folder.path()}, out.problems);
  return out;
}

}  // namespace

TEST_CASE("settings are what the file says, and the rest is as it was") {
  const Read all = settings_of(R"({"organisation": "northwind", "terminal": "hall", "language": "fr", "text_scale": 160,
    "theme": "dark", "reduced_motion": true, "px_per_mm": 5.5, "checkpoint_copy": "/media/other/checkpoint"})");
  CHECK(all.problems.empty());
  CHECK(all.settings.terminal == "hall");
  CHECK(all.settings.defaults.language.value == "fr");
  CHECK(all.settings.defaults.text_scale == 160);
  CHECK(all.settings.defaults.theme == flow::ThemeChoice::dark);
  CHECK(all.settings.defaults.reduced_motion);
  CHECK(all.settings.px_per_mm == 5.5F);
  const Read none = settings_of("{}");
  CHECK(none.problems.empty());
  CHECK(none.settings.terminal == "t1");
  CHECK_FALSE(none.settings.px_per_mm);
}

TEST_CASE("a value outside its range is an error that names line and cure") {
  for (const char* value :
       {R"("terminal": "")", R"("terminal": 1)", R"("language": 3)", R"("text_scale": 120)", R"("text_scale": "160")",
        R"("theme": "red")", R"("reduced_motion": 1)", R"("px_per_mm": 0)", R"("px_per_mm": 1e9)", R"("px_per_mm": "5")",
        R"("checkpoint_copy": ["x"])", R"("checkpoint_copy": "copies/checkpoint")"}) {
    CAPTURE(value);
    const Read read = settings_of("{\n" + std::string(value) + "}");
    CHECK(has_errors(read.problems));
    CHECK(test::all_have_cures(read.problems));
    CHECK(test::mentions(read.problems, "settings.json:2: "));
  }
  CHECK(settings_of(R"({"text_scale": 1, "theme": 2})").problems.size() == 2);  // all at once
}

TEST_CASE("a key that is not known is a warning, and does nothing") {
  const Read read = settings_of("{\n\"px_per_m\": 5}");
  CHECK_FALSE(has_errors(read.problems));
  CHECK(test::mentions(read.problems, "settings.json:2: warning: there is no setting \"px_per_m\""));
  CHECK_FALSE(read.settings.px_per_mm);
}

TEST_CASE("a file that is no settings object, or not there, is an error") {
  for (const char* text : {"", "{", "[]", "7", "null", "{\"theme\": \"dark\"", "\xff"}) {
    CAPTURE(text);
    const Read read = settings_of(text);
    CHECK(has_errors(read.problems));
    CHECK(test::all_have_cures(read.problems));
  }
  Problems problems;
  const test::ScratchFolder folder;
  load_settings({folder.path()}, problems);
  CHECK(has_errors(problems));
  CHECK(test::all_have_cures(problems));
}
