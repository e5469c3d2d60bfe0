#pragma once
// Back to a backup: checked, put into the archive, and gone on from. records/store/restore.hpp says what is carried over.

#include <filesystem>
#include <optional>

#include "admin/job.hpp"
#include "admin/people/actions.hpp"
#include "records/store/restore.hpp"
#include "records/store/verify.hpp"

namespace countersign::admin {

struct RestoreRequest {
  std::filesystem::path ledger;
  std::filesystem::path vault;              // empty: today's stays
  std::optional<records::VerifierKey> key;  // of the backup, where this directory does not know it
  Actor actor;
  Progress checking;
};

// The full check of the backup, and that it is of this terminal: signed by a key that its ledger, its archive or its device
// key knows, or that `key` is. Writes nothing. Fails with corrupt when it is not, and as check_ledger_file() does.
Result<records::Verified> check_backup(const records::DataDir& data, const RestoreRequest& wanted);

// After check_backup(). Stop the kiosk first: a running one can write nothing more. `lock` was taken before `hr` was opened.
// Fails as records::restore does.
Result<records::Restored> restore_backup(const records::ChangeLock& lock, const records::DataDir& data,
                                         const records::HrKey& hr, const RestoreRequest& wanted);

}  // namespace countersign::admin
