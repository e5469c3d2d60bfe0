#include "content/pack/schema.hpp"

#include <doctest/doctest.h>

#include "tests/unit/problem_text.hpp"

using namespace countersign;
using namespace countersign::content;

namespace {

// True if `key` is a keyword somewhere in `schema`.
bool uses(const Json& schema, const std::string& key) {
  if (schema.is_object() && schema.contains(key) && key != "properties") return true;
  for (const auto& child : schema)
    if (child.is_structured() && uses(child, key)) return true;
  return false;
}

Problems validated(const std::string& text, std::string_view name) {
  Problems problems;
  JsonFile file = parse_json(text, "f.json", problems);
  validate(file, name, problems);
  return problems;
}

}  // namespace

TEST_CASE("every schema is draft-07 and uses nothing that overflows or crawls on hostile text") {
  CHECK(embedded_schemas().size() == 5);
  for (const auto& entry : embedded_schemas()) {
    const std::string_view name = entry.first;  // clang 14 lets no lambda, and so no CAPTURE, take a structured binding
    CAPTURE(name);
    const Json schema = Json::parse(entry.second);
    CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
    for (const char* keyword : {"pattern", "patternProperties", "format", "uniqueItems"}) {
      CAPTURE(keyword);
      CHECK_FALSE(uses(schema, keyword));
    }
  }
}

TEST_CASE("all ways in which a file differs from its schema are listed with their lines") {
  const Problems problems = validated("{\n\"title\": 1,\n\"modules\": [],\n\"statements\": {\"a\": \"\"}\n}", "strings");
  CHECK(test::mentions(problems, "f.json:2:"));
  CHECK(test::mentions(problems, "f.json:3:"));
  CHECK(test::mentions(problems, "f.json:4:"));
  CHECK(test::mentions(problems, "consent"));
  CHECK(test::all_have_cures(problems));
}

TEST_CASE("hostile JSON is refused in time") {
  std::string many = "{\"languages\": [0";
  for (int i = 0; i < 30'000; ++i) many += ",0";
  for (const char* name : {"policy", "organisation", "strings", "quiz", "quiz-text"}) {
    CAPTURE(name);
    CHECK(test::mentions(validated(many + "]}", name), "more than 20000 values"));
    CHECK(has_errors(validated("[]", name)));
    CHECK(has_errors(validated("\"x\"", name)));
    CHECK(has_errors(validated("{\"a\": \"" + std::string(900'000, 'x') + "\"}", name)));
  }
}

TEST_CASE("no more than fifty faults of one file are listed") {
  std::string text = "{\"statements\": {\"x\": 0";
  for (int i = 0; i < 500; ++i) text += ",\"k" + std::to_string(i) + "\": 0";
  const Problems problems = validated(text + "}}", "strings");
  CHECK(problems.size() == schema_faults_shown_max + 1);
  CHECK(test::mentions(problems, "more faults than are listed"));
}

TEST_CASE("a name that is no schema is a problem, not an exception") { CHECK(has_errors(validated("{}", "nothing"))); }
