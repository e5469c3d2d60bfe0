#pragma once
// Rows for people (aligned columns, printable) or for programs (a JSON array of objects with the same headings).

#include <string>
#include <vector>

#include "base/json.hpp"

namespace countersign::admin::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}

  void add(std::vector<Json> cells) { rows_.push_back(std::move(cells)); }
  // To standard output. Without rows, `if_empty` is said instead of a table.
  void print(bool as_json, const std::string& if_empty) const;
  Json json() const;

 private:
  void print_text() const;

  std::vector<std::string> headings_;
  std::vector<std::vector<Json>> rows_;  // strings and integers
};

}  // namespace countersign::admin::cli
