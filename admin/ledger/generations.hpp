#pragma once
// After `restore` a ledger goes on from an archived one: its first record, `continued`, names that one's origin, size and root.

#include <vector>

#include "admin/job.hpp"
#include "records/store/ledger.hpp"

namespace countersign::admin {

constexpr std::size_t generations_max = 64;

// The ledger and all that it goes on from, the oldest first, the one that is written to last; all read-only. Fails with
// not_found when an archived one is missing, and as Ledger::open does.
Result<std::vector<records::Ledger>> open_generations(const records::DataDir& data);

// Leaves of all of them.
Result<std::uint64_t> size_of(const std::vector<records::Ledger>& ledgers);

}  // namespace countersign::admin
