#include "admin/cli/table.hpp"

#include <algorithm>
#include <iostream>

#include "admin/cli/printable.hpp"
#include "base/utf8.hpp"

namespace countersign::admin::cli {

namespace {

constexpr char gap[] = "  ";

std::string text_of(const Json& cell) { return cell.is_string() ? printable(cell.get_ref<const std::string&>()) : cell.dump(); }

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
  const std::string blanks(width - std::min(width, code_points(text)), ' ');
  return to_the_right ? blanks + text : text + blanks;
}

}  // namespace

void Table::print(bool as_json, const std::string& if_empty) const {
  if (as_json)
    std::cout << json().dump(2) << "\n";
  else if (rows_.empty())
    std::cout << if_empty << "\n";
  else
    print_text();
}

Json Table::json() const {
  Json out = Json::array();
  for (const auto& row : rows_) {
    Json object = Json::object();
    for (std::size_t i = 0; i < headings_.size(); ++i) object[headings_[i]] = row[i];
    out.push_back(std::move(object));
  }
  return out;
}

void Table::print_text() const {
  std::vector<std::size_t> widths;
  for (const std::string& heading : headings_) widths.push_back(code_points(heading));
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], code_points(text_of(row[i])));
  std::string text;
  for (std::size_t i = 0; i < headings_.size(); ++i) text += padded(headings_[i], widths[i], false) + gap;
  std::cout << text << "\n";
  for (const auto& row : rows_) {
    text.clear();
    for (std::size_t i = 0; i < row.size(); ++i) text += padded(text_of(row[i]), widths[i], row[i].is_number()) + gap;
    std::cout << text << "\n";
  }
}

}  // namespace countersign::admin::cli
