#include "admin/roster/csv_reader.hpp"

#include <algorithm>
#include <array>

namespace countersign::admin {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::string_view without_mark(std::string_view text) {
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

bool is_blank(const CsvRow& row) {
  return row.fault.empty() && std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
           return cell.find_first_not_of(" \t") == std::string::npos;
         });
}

}  // namespace

char guess_separator(std::string_view text) {
  text = without_mark(text);
  constexpr std::array separators = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (is_line_end(c)) break;
    for (std::size_t i = 0; i < separators.size(); ++i) counts[i] += c == separators[i] ? 1 : 0;
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return separators[static_cast<std::size_t>(most - counts.begin())];
}

CsvReader::CsvReader(std::string_view text) : text_(without_mark(text)), separator_(guess_separator(text)) {}

void CsvReader::skip_line_end() {
  if (at_end()) return;
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

void CsvReader::skip_line() {
  while (!at_end() && !is_line_end(text_[at_])) ++at_;
  skip_line_end();
}

std::string CsvReader::read_plain() {
  const std::size_t begin = at_;
  while (!at_end() && text_[at_] != separator_ && !is_line_end(text_[at_])) ++at_;
  return std::string(text_.substr(begin, at_ - begin));
}

std::string CsvReader::read_quoted(CsvRow& row) {
  const std::size_t opening = at_++;
  const int opening_line = line_;
  std::string cell;
  while (!at_end()) {
    const char c = text_[at_];
    if (c == '"') {
      if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') {
        ++at_;
        if (!at_end() && text_[at_] != separator_ && !is_line_end(text_[at_]))
          row.fault = "there is text after a closing quote";
        return cell;
      }
      ++at_;
    }
    if (c == '\n' || (c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n'))) ++line_;
    cell += c;
    ++at_;
    if (cell.size() > csv_cell_bytes_max) break;
  }
  row.fault = cell.size() > csv_cell_bytes_max ? "a quoted cell is longer than 4,096 bytes; its closing quote may be missing"
                                               : "a quote is opened and never closed";
  at_ = opening;  // so that one missing quote does not swallow the rest of the file
  line_ = opening_line;
  return cell;
}

CsvRow CsvReader::read_row() {
  CsvRow row;
  row.line = line_;
  while (true) {
    std::string cell = !at_end() && text_[at_] == '"' ? read_quoted(row) : read_plain();
    if (row.fault.empty() && cell.size() > csv_cell_bytes_max) row.fault = "a cell is longer than 4,096 bytes";
    if (row.fault.empty() && row.cells.size() == csv_cells_max) row.fault = "the row has more than 256 cells";
    if (!row.fault.empty()) {
      skip_line();
      return row;
    }
    row.cells.push_back(std::move(cell));
    if (at_end() || is_line_end(text_[at_])) {
      skip_line_end();
      return row;
    }
    ++at_;  // the separator
  }
}

std::optional<CsvRow> CsvReader::next() {
  while (!at_end()) {
    CsvRow row = read_row();
    if (!is_blank(row)) return row;
  }
  return std::nullopt;
}

}  // namespace countersign::admin
