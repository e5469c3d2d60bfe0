#include "base/json.hpp"

#include <doctest/doctest.h>

#include "tests/unit/problem_text.hpp"

using namespace countersign;

namespace {

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

}  // namespace

TEST_CASE("every value knows its line") {
  Problems problems;
  const JsonFile file = parse_json("{\n  \"a\": [\n    1,\n    {\"b\": 2}\n  ],\n  \"c/d~e\": 3\n}\n", "f.json", problems);
  CHECK(problems.empty());
  CHECK(file.line("") == 1);
  CHECK(file.line("/a") == 2);
  CHECK(file.line("/a/0") == 3);
  CHECK(file.line("/a/1/b") == 4);
  CHECK(file.line("/c~1d~0e") == 6);
}

TEST_CASE("a value that is missing has the line of its nearest parent") {
  Problems problems;
  const JsonFile file = parse_json("{\n\"a\": {\n\"b\": 1}}", "f.json", problems);
  CHECK(file.line("/a/x/y") == 2);
  CHECK(file.line("/z") == 1);
}

TEST_CASE("a duplicate key is an error with its line, and the root is null") {
  Problems problems;
  const JsonFile file = parse_json("{\"a\": 1,\n\"b\": {\"c\": 1,\n\"c\": 2},\n\"a\": 3}", "f.json", problems);
  CHECK(file.root.is_null());
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].line == 3);
  CHECK(problems[0].path == "/b/c");
  CHECK(problems[1].line == 4);
}

TEST_CASE("what is not JSON is a problem, never an exception") {
  struct Row {
    std::string name;
    std::string text;
    int line;
  };
  const Row rows[] = {{"empty", "", 1},
                      {"a blank", " ", 1},
                      {"half an object", "{\n\"a\":", 2},
                      {"a trailing comma", "{\"a\": 1,\n}", 2},
                      {"a comment", "// no\n{}", 1},
                      {"two values", "{} {}", 1},
                      {"a bare word", "yes", 1},
                      {"a number too far", "1e999", 1},
                      {"a lone surrogate", "\"\\ud800\"", 1},
                      {"a control character", "\"\x01\"", 1},
                      {"a NUL", std::string("{\"a\":\0 1}", 9), 0},
                      {"a broken UTF-8 byte", "\"\xC3\"", 0},
                      {"an overlong form", "\"\xC0\x80\"", 0},
                      {"a UTF-16 file", std::string("\xFF\xFE{\0", 4), 0},
                      {"too deep", nested(json_depth_max + 1), 1},
                      {"far too deep", nested(100'000), 1},
                      {"too large", "\"" + std::string(json_bytes_max, 'x') + "\"", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Problems problems;
    const JsonFile file = parse_json(row.text, "f.json", problems);
    CHECK(file.root.is_null());
    REQUIRE_FALSE(problems.empty());
    CHECK(problems[0].line == row.line);
    CHECK(test::all_have_cures(problems));
  }
}

TEST_CASE("the deepest allowed nesting is read") {
  Problems problems;
  CHECK(parse_json(nested(json_depth_max), "f.json", problems).root.is_array());
  CHECK(problems.empty());
}

TEST_CASE("a problem's text names file, line, place and cure") {
  const Problem problem{"a.json", 3, "/x", "it is wrong", "Right it."};
  CHECK(problem.text() == "a.json:3: it is wrong [/x]. Right it.");
  CHECK_FALSE(has_errors({{"a", 1, "", "w", "c", true}}));
  CHECK(has_errors({problem}));
}
