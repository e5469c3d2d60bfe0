#pragma once
// After `restore` a ledger goes on from an archived one: its first record, `continued`, names that one's origin, size and root.

#include <optional>
#include <vector>

#include "admin/job.hpp"
#include "records/store/ledger.hpp"

namespace countersign::admin {

constexpr std::size_t generations_max = 64;

// The ledger and all that it goes on from, the oldest first, the one that is written to last; all read-only. Fails with
// not_found when an archived one is missing, corrupt when the file in the archive that could be it is damaged (it names the
// file and the fault), and as Ledger::open does.
Result<std::vector<records::Ledger>> open_generations(const records::DataDir& data);
// For whoever had rather tell something than nothing: where open_generations() fails over the archive, those that came after;
// `left_out` then says why.
Result<std::vector<records::Ledger>> open_readable_generations(const records::DataDir& data, std::optional<Error>& left_out);
// What `read` says of `one` of `all`, unless that is the fault of an archived ledger, without which the others can still be
// told: then `left_out` names it.
Status leave_out_damaged(const std::vector<records::Ledger>& all, const records::Ledger& one, Status read,
                         std::optional<Error>& left_out);

// Leaves of all of them.
Result<std::uint64_t> size_of(const std::vector<records::Ledger>& ledgers);

}  // namespace countersign::admin
