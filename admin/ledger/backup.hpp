#pragma once
// Copies of ledger and vault that have been checked before they get their names.

#include <filesystem>

#include "admin/job.hpp"
#include "records/store/verify.hpp"

namespace countersign::admin {

struct BackupWanted {
  std::filesystem::path ledger;
  std::filesystem::path vault;  // empty: not copied
  Progress copying;
  Progress checking;
};

// While a kiosk runs. The copy of the ledger is verified in full: what is told is what it holds. New files only: bad_input if
// one exists. After a failure there is no copy: corrupt when what was copied is damaged, refused when stopped.
Result<records::Verified> back_up(const records::DataDir& data, const BackupWanted& wanted);

}  // namespace countersign::admin
