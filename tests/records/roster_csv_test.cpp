#include <doctest/doctest.h>

#include <chrono>

#include "admin/roster/import.hpp"
#include "records/store/roster.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::admin;
using namespace countersign::test;

TEST_CASE("rosters as programs of offices write them") {
  struct Case {
    const char* name;
    std::string text;
    ColumnMap columns;
  };
  const Case cases[] = {
      {"commas", "badge,name\n4417,Sam Kestrel\n4402,\"Example, \"\"Noor\"\"\"\n", {}},
      {"semicolons", "badge;name\r\n4417;Sam Kestrel\r\n4402;\"Example, \"\"Noor\"\"\"\r\n", {}},
      {"tabs", "badge\tname\n4417\tSam Kestrel\n4402\tExample, \"Noor\"\n", {}},
      {"byte order mark",
       "\xEF\xBB\xBF"
       "badge,name\n4417,Sam Kestrel\n4402,\"Example, \"\"Noor\"\"\"",
       {}},
      {"old Macintosh", "badge,name\r4417,Sam Kestrel\r4402,\"Example, \"\"Noor\"\"\"\r", {}},
      {"other headings, other order",
       "Full Name,x,Employee_ID\nSam Kestrel,1,4417\n\"Example, \"\"Noor\"\"\",2,4402\n",
       {{"badge", "Employee_ID"}, {"name", "full name"}}},
      {"blank lines and blanks", "\n BADGE , Name \n\n 4417 , Sam Kestrel \n,\n4402,\"Example, \"\"Noor\"\"\" \n\n", {}},
      {"all quoted", "\"badge\",\"name\"\n\"4417\",\"Sam Kestrel\"\n\"4402\",\"Example, \"\"Noor\"\"\"\n", {}},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    const ParsedRoster parsed = parse_roster(each.text, "staff.csv", each.columns);
    if (std::string(each.name) == "blank lines and blanks") {
      CHECK(parsed.problems.size() == 1);  // a blank after a closing quote is not RFC 4180
      CHECK(parsed.rows.size() == 1);
      continue;
    }
    for (const Problem& problem : parsed.problems) MESSAGE(problem.text());
    REQUIRE(parsed.rows.size() == 2);
    CHECK(parsed.problems.empty());
    CHECK(parsed.rows[0].badge == "4417");
    CHECK(parsed.rows[0].name == "Sam Kestrel");
    CHECK(parsed.rows[1].name == "Example, \"Noor\"");
  }
}

TEST_CASE("every bad row is named with its line and column, and the good ones are kept apart") {
  const std::string text =
      "badge,name,email,language,hired_on,employee_id\n"  // 1
      "1,Good One,a@b.example,en,2026-01-31,E-1\n"        // 2
      ",No Badge,,,,\n"                                   // 3
      "2,,,,,\n"                                          // 4
      "3,Bad Mail,not an address,,,\n"                    // 5
      "4,Bad Language,,english,,\n"                       // 6
      "5,Bad Date,,,31/01/2026,\n"                        // 7
      "1,Twin,,,,\n"                                      // 8
      "=cmd,Formula,,,,\n"                                // 9
      "6,\"Line\nbreak\",,,,\n"                           // 10, 11
      "7,Too few\n"                                       // 12
      "8,Too,many,en,2026-01-01,E,x\n"                    // 13
      "9,\"Open quote,,,,\n"                              // 14
      "10,Bad \xC3\x28,,,,\n"                             // 15
      "11,Last Good,,fr,,\n";                             // 16
  const ParsedRoster parsed = parse_roster(text, "staff.csv", {});
  struct Expected {
    int line;
    const char* path;
  };
  const Expected expected[] = {{3, "row 2, column badge"},
                               {4, "row 3, column name"},
                               {5, "row 4, column email"},
                               {6, "row 5, column language"},
                               {7, "row 6, column hired_on"},
                               {8, "row 7, column badge"},
                               {9, "row 8, column badge"},
                               {10, "row 9, column name"},
                               {12, "row 10"},
                               {13, "row 11"},
                               {14, "row 12"},
                               {15, "row 13, column name"}};
  REQUIRE(parsed.problems.size() == std::size(expected));
  for (std::size_t i = 0; i < parsed.problems.size(); ++i) {
    CAPTURE(parsed.problems[i].text());
    CHECK(parsed.problems[i].line == expected[i].line);
    CHECK(parsed.problems[i].path == expected[i].path);
    CHECK_FALSE(parsed.problems[i].cure.empty());
  }
  REQUIRE(parsed.rows.size() == 2);
  CHECK(parsed.rows[1].badge == "11");
}

TEST_CASE("hostile files end in a named fault, quickly") {
  struct Case {
    const char* name;
    std::string text;
    const char* what;
  };
  std::string wide = "badge,name";
  for (int i = 0; i < 100'000; ++i) wide += ",x";
  std::string quotes = "badge,name\n";
  for (int i = 0; i < 50'000; ++i) quotes += "\"\n";
  std::string mixed = "badge,name\n";
  for (int i = 0; i < 5'000; ++i) mixed += "1,\"\"\"\"\"\n";
  std::string rows = "badge,name\n";
  for (int i = 0; i < 200'001; ++i) rows += std::to_string(i) + ",n\n";
  const Case cases[] = {
      {"empty", "", "empty"},
      {"only a mark", "\xEF\xBB\xBF", "empty"},
      {"only line ends", "\r\n\r\n\n", "empty"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "b\0a\0",
                   6),
       "UTF-16"},
      {"zeros", std::string(10'000, '\0'), "4,096"},
      {"no badge column", "id,name\n1,x\n", "no such column"},
      {"heading twice", "badge,name,Name\n1,x,y\n", "twice"},
      {"wide", wide, "256"},
      {"long cell", "badge,name\n1," + std::string(5'000, 'x') + "\n", "4,096"},
      {"open quotes", quotes, "cells"},
      {"a quote never closed", "badge,name\n1,\"x\n2,y\n", "never closed"},
      {"odd quotes", mixed, "line break"},
      {"too many rows", rows, "200,000"},
      {"too large", std::string(roster_bytes_max + 1, 'x'), "64 MiB"},
      {"NUL in a cell", std::string("badge,name\n1,a\0b\n", 17), "UTF-8"},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    const auto start = std::chrono::steady_clock::now();
    const ParsedRoster parsed = parse_roster(each.text, "staff.csv", {});
    REQUIRE_FALSE(parsed.problems.empty());
    CHECK(parsed.problems.front().what.find(each.what) != std::string::npos);
    CHECK(parsed.problems.size() <= roster_problems_max + 2);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  }
}

TEST_CASE("an unknown field of --map is named") {
  CHECK_FALSE(parse_roster("badge,name\n", "x.csv", {{"bagde", "badge"}}).problems.empty());
  CHECK_FALSE(parse_roster("badge,name\n", "x.csv", {{"email", "Mail"}}).problems.empty());
}

TEST_CASE("an import is all or nothing; --partial takes the good rows; --retire-missing needs every row") {
  const TempDir temp;
  const records::DataDir data = new_data(temp);
  records::Roster roster = open_roster(data);
  const auto file = temp.path / "staff.csv";
  write_bytes(file, "badge,name\n1,One\n2,\n3,Three\n");
  const auto people = [&] { return must(open_roster(data).list()).size(); };

  auto done = must(import_roster(roster, {.file = file}));
  CHECK_FALSE(done.imported);
  CHECK(done.problems.size() == 1);
  CHECK(people() == 0);
  done = must(import_roster(roster, {.file = file, .dry_run = true}));
  CHECK(done.plan.added.size() == 2);
  CHECK(people() == 0);
  CHECK_FALSE(must(import_roster(roster, {.file = file, .partial = true, .retire_missing = true})).imported);
  CHECK(must(import_roster(roster, {.file = file, .partial = true})).imported);
  CHECK(people() == 2);
  CHECK(import_roster(roster, {.file = temp.path / "none.csv"}).error().code == ErrorCode::not_found);
}

TEST_CASE("100,000 rows are imported in seconds") {
  const TempDir temp;
  const records::DataDir data = new_data(temp);
  records::Roster roster = open_roster(data);
  std::string text = "badge;name;group;site;email;hired_on\n";
  for (int i = 0; i < 100'000; ++i) {
    const std::string number = std::to_string(100'000 + i);
    text += number + ";Invented Person " + number + ";Group " + std::to_string(i % 40) + ";Site " + std::to_string(i % 9) +
            ";p" + number + "@example.org;2024-05-06\n";
  }
  const auto file = temp.path / "large.csv";
  write_bytes(file, text);
  const auto start = std::chrono::steady_clock::now();
  CHECK(must(import_roster(roster, {.file = file})).plan.added.size() == 100'000);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  MESSAGE("roster import of 100,000 rows: ", took.count(), " s");
}
