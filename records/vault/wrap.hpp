#pragma once
// A key under something that a person types (PIN, one-time code, HR passphrase, recovery code): Argon2id (RFC 9106) makes a
// key of it, which seals ours. Opening is the check: nothing else is stored. Takes about 0.1 s (HR's: 0.5 s): never in a frame.

#include <string>
#include <string_view>

#include "records/vault/secret.hpp"

namespace countersign::records {

// What one guess costs (docs/record_format.md, "vault.db"). Tests may take less.
struct HashCost {
  std::size_t memory_bytes = 64ULL * 1024 * 1024;
  unsigned passes = 3;
};
constexpr HashCost hr_cost{256ULL * 1024 * 1024, 3};

// One line of ASCII: "argon2id$m=65536,t=3$SALT$BOX", base64. Fails with io if the memory cannot be had.
Result<std::string> wrap(const Secret& key, std::string_view typed, HashCost cost = {});
// Fails with refused when `typed` is wrong (or the line was changed), corrupt when the line is none or asks for more than
// 1 GiB or 16 passes, io if the memory cannot be had.
Result<Secret> unwrap(std::string_view line, std::string_view typed);
// A line that nothing opens, for badges that do not exist: they take the same time.
std::string unopenable_wrap(HashCost cost = {});

}  // namespace countersign::records
