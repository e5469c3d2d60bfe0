#pragma once
// What left the terminal once, against the ledger as it is now: the one thing that tells a history that was signed again.

#include <filesystem>

#include "records/log/checkpoint.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::admin {

struct Kept {
  std::string what;  // "checkpoint", "proof" or "receipt"
  std::uint64_t size = 0;
};

// `file` is a checkpoint, a proof (with its record) or the line of a receipt. For a ledger that check_ledger() has passed, in
// all its generations. Fails with corrupt, saying what differs: another log; a signature that is not the log's; more records
// than the ledger has; another tree; a receipt's record that stands elsewhere or has another code; or `file` is none of the
// three. A receipt's line is signed by nobody: only a ledger that does not fit it says something.
Result<Kept> check_kept(const records::DataDir& data, const std::filesystem::path& file);

}  // namespace countersign::admin
