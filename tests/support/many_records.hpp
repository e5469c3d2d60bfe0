#pragma once
// A data directory with as many records as one asks for, made through the real bulk path. The same seed gives the same
// records, but for what is random by nature: people's ids and keys, salts and nonces.

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/result.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::test {

struct ManyRecords {
  std::uint64_t leaves = 0;
  int people = 100;
  bool bodies = true;
  std::uint64_t seed = 1;
  records::StoreProgress progress;
};

constexpr char many_records_passphrase[] = "made for measuring";
constexpr char many_records_origin[] = "countersign/measured/t1/1";

// Ledger, vault and keys, with a roster of `people`. Refuses an existing ledger.
Status make_many_records(const records::DataDir& data, const ManyRecords& wanted);

}  // namespace countersign::test
