#include "content/pack/placeholders.hpp"

#include <doctest/doctest.h>

#include "tests/unit/problem_text.hpp"

using namespace countersign;
using namespace countersign::content;

namespace {

const Language en{"en"};
const Language fr{"fr"};
const Language es{"es"};

Organisation organisation() {
  Organisation out;
  out.values = collect_values(Json::parse(R"({"name": "Heron", "days": 90, "list": ["x"], "yes": true,
    "contacts": {"it": {"role": {"en": "IT desk", "fr": "Informatique"}, "name": "Ravi"}}})"),
                              en);
  return out;
}

}  // namespace

TEST_CASE("a placeholder takes the text's language, then the source language, then what has no language") {
  const Organisation heron = organisation();
  CHECK(Filler(heron, fr, en).fill("{{contacts.it.role}}") == "Informatique");
  CHECK(Filler(heron, es, en).fill("{{contacts.it.role}}") == "IT desk");
  CHECK(Filler(heron, fr, en).fill("{{name}}: {{days}}, {{contacts.it.name}}.") == "Heron: 90, Ravi.");
}

TEST_CASE("a contact whose id is a language is a contact, not a translation") {
  CHECK(organisation().values.count("contacts.it.name") == 1);
}

TEST_CASE("a placeholder that names nothing is a fault and stays as written") {
  const Organisation heron = organisation();
  const Filler filler(heron, en, en);
  for (const char* bad : {"{{nothing}}", "{{}}", "{{contacts}}", "{{contacts.it}}", "{{contacts.it.role.en}}", "{{list}}",
                          "{{list.0}}", "{{yes}}", "{{ name }}", "{{NAME}}", "{{{name}}}", "{{name", "{{na\nme}}"}) {
    CAPTURE(bad);
    CHECK(filler.faults(bad).size() == 1);
    CHECK(filler.fill(bad).find("Heron") == std::string::npos);
  }
  for (const char* good : {"", "}}", "{", "}", "{name}", "a } b { c"}) {
    CAPTURE(good);
    CHECK(filler.faults(good).empty());
    CHECK(filler.fill(good) == good);
  }
}

TEST_CASE("a value is never markup, and never another placeholder") {
  Organisation heron = organisation();
  heron.values["bold"][Language{}] = "**x**";
  heron.values["again"][Language{}] = "{{name}}";
  const Filler filler(heron, en, en);
  Runs runs{{"{{bold}} {{again}}", false}};
  filler.fill(runs);
  CHECK(runs == Runs{{"**x** {{name}}", false}});
}

TEST_CASE("faults in Markdown have the line, and braces cannot be escaped") {
  const Organisation heron = organisation();
  Problems problems;
  Filler(heron, en, en).check_lines("{{name}}\nx {{nothing}}\n\\{{name}}\n", "f.md", problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].line == 2);
  CHECK(problems[1].line == 3);
}
