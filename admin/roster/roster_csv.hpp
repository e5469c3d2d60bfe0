#pragma once
// A roster from a CSV file with any headings. Every bad row is named with its line and column; format: docs of the
// command `roster import --help`.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin {

constexpr std::size_t roster_bytes_max = 64ULL * 1024 * 1024;
constexpr std::size_t roster_rows_max = 200'000;
constexpr std::size_t roster_problems_max = 1'000;  // more are only counted

// Field -> heading: {"badge", "Employee_ID"}. Fields that are not named are looked for under their own name, in any case,
// with blanks or hyphens for the underscore.
using ColumnMap = std::map<std::string, std::string>;

struct ParsedRoster {
  std::vector<records::RosterRow> rows;  // the good ones
  std::size_t rows_read = 0;             // good and bad, without the headings
  Problems problems;
};

// The names that ColumnMap may use: badge, name (needed), group, site, email, language, hired_on, manager, employee_id.
const std::vector<std::string>& roster_fields();

// Never fails: what cannot be used is in `problems`. `file` is for messages.
ParsedRoster parse_roster(std::string_view text, const std::string& file, const ColumnMap& columns);

// Letters and digits, then also . _ @ / - : safe in every CSV, and in a spreadsheet no formula. 1 to 64 characters.
bool is_safe_id(std::string_view text);

}  // namespace countersign::admin
