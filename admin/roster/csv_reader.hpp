#pragma once
// CSV as programs of offices write it: RFC 4180, with `,` `;` or TAB between cells and any line end.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace countersign::admin {

constexpr std::size_t csv_cells_max = 256;         // in one row
constexpr std::size_t csv_cell_bytes_max = 4'096;  // in one cell

struct CsvRow {
  int line = 0;  // where it begins, 1-based
  std::vector<std::string> cells;
  std::string fault;  // what is wrong with the row as CSV, or empty; the cells are then not to be used
};

// The separator that the first line holds most often outside quotes; `,` if it holds none.
char guess_separator(std::string_view text);

class CsvReader {
 public:
  // `text` must outlive the reader; a byte order mark is skipped.
  explicit CsvReader(std::string_view text);

  // The next row that is not blank; nullopt at the end. After a fault it goes on with the next line.
  std::optional<CsvRow> next();

 private:
  bool at_end() const { return at_ == text_.size(); }
  void skip_line_end();
  void skip_line();
  CsvRow read_row();
  std::string read_quoted(CsvRow& row);
  std::string read_plain();

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  char separator_;
};

}  // namespace countersign::admin
