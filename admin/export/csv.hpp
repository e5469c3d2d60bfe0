#pragma once
// Completions as CSV (RFC 4180, UTF-8), in two forms: for machines, which alters no cell and refuses ids outside an
// allow-list; and for a spreadsheet, with byte order mark, local headings and formulas made harmless.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "admin/job.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "records/model/record.hpp"
#include "records/store/data_dir.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin {

enum class CsvPreset { machine, excel };

struct CsvExport {
  std::filesystem::path out;
  CsvPreset preset = CsvPreset::machine;
  std::optional<CivilDate> since;          // completed on that day or later, where it was signed
  PolicyId policy;                         // empty: all
  const records::Roster* names = nullptr;  // unlocked; null: random ids
  Language headings{"en"};                 // excel
  std::string by;                          // for the `exported` leaf
  records::Stamp stamp;                    // of that leaf
  Progress progress;
};

struct CsvExported {
  std::uint64_t rows = 0;
  std::uint64_t up_to = 0;        // leaves looked at
  bool noted = true;              // by an `exported` leaf; false while a fault is marked (records/store/evidence.hpp)
  std::optional<Error> left_out;  // the fault of an archived ledger: its rows, or those after the fault, are missing
};

// The machine headings, in order.
const std::vector<std::string>& csv_columns();

// Pages through the ledger up to its size at the start, so an append never waits for it; memory grows with the roster, not
// with the records. Writes an `exported` leaf, unless a fault is marked, then puts the file in place. What is damaged in an
// archived ledger is left out, and said. Fails with bad_input when an id is outside the
// allow-list, refused when stopped, and as Ledger and Roster do; `out` is then as it was.
Result<CsvExported> export_csv(const records::DataDir& data, const CsvExport& wanted);

// One cell as RFC 4180 writes it; with `harmless` a cell that a spreadsheet would take for a formula gets a single quote.
std::string csv_cell(const std::string& text, bool harmless);

}  // namespace countersign::admin
