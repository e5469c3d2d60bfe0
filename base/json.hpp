#pragma once
// JSON that people wrote: every value keeps its line, a duplicate key is an error.

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace countersign {

using Json = nlohmann::json;

constexpr std::size_t json_bytes_max = 1024 * 1024;
constexpr int json_depth_max = 32;

struct JsonFile {
  std::string file;                  // for messages
  Json root;                         // null if the text did not parse
  std::map<std::string, int> lines;  // JSON pointer ("/items/0/id") -> line, 1-based

  int line(const std::string& pointer) const;  // the line of the value or of its nearest parent; 0 if unknown
  Problem problem(const std::string& pointer, std::string what, std::string cure) const;
};

// Parses `text`. Faults (not UTF-8, over json_bytes_max or json_depth_max, syntax, duplicate keys) are added to
// `problems` with their line; the root is then null.
JsonFile parse_json(std::string_view text, std::string file, Problems& problems);

}  // namespace countersign
