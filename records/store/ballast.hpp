#pragma once
// A file that only takes room: let go when the disk is full, so that whoever stands at the terminal can still sign. No new
// session begins then (Ledger::session_bytes_min).

#include "base/result.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::records {

constexpr std::uint64_t ballast_bytes = 8ULL * 1024 * 1024;

// Makes it if there is none and eight times as much room. Fails with io or disk_full; nothing is lost without it.
Status keep_ballast(const DataDir& data);
// True if it was there.
bool release_ballast(const DataDir& data);

}  // namespace countersign::records
