#pragma once
// A roster file into the vault: preview or import, all or nothing unless `partial`.

#include <filesystem>

#include "admin/job.hpp"
#include "admin/roster/roster_csv.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::admin {

struct RosterImport {
  std::filesystem::path file{};
  ColumnMap columns{};
  bool dry_run = false;
  bool partial = false;         // leave the bad rows out and import the others
  bool retire_missing = false;  // whoever is not in the file has left; refused when a row is bad
  Progress progress{};
};

struct RosterImported {
  Problems problems;
  std::size_t rows_read = 0;
  bool imported = false;     // false: a preview, or bad rows without `partial`
  records::ImportPlan plan;  // what was or would be done
};

// Fails with io or not_found when the file cannot be read, and as Roster::import does.
Result<RosterImported> import_roster(records::Roster& roster, const RosterImport& wanted);

}  // namespace countersign::admin
