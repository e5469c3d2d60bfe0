#pragma once
// The full check of a ledger: recomputes it from the records alone and compares everything kept beside them. Streams:
// memory does not grow with the records. Short read transactions, so that a kiosk goes on appending. The indices too are
// compared with the records: index_check.hpp, which says why that is no PRAGMA quick_check.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/log/key.hpp"
#include "records/store/ledger.hpp"

namespace countersign::records {

struct VerifyOptions {
  bool all_notes = false;                // every checkpoint's signature and root, not only the last and those of rotations
  std::optional<VerifierKey> first_key;  // known from elsewhere; without it the ledger's own word is taken
  StoreProgress progress;                // false stops
};

struct Verified {
  std::string origin;
  std::uint64_t size = 0;  // leaves, as at the start
  Digest root;
  std::string first_vkey;
  std::string vkey;                // that signs now
  std::vector<std::string> vkeys;  // all that have signed, in order
  std::uint64_t private_parts = 0;
  std::uint64_t erased_parts = 0;  // of people who were erased
  std::uint64_t documents = 0;
  std::uint64_t notes = 0;  // whose signatures were checked
  bool complete = true;     // false: stopped
};

// Fails with corrupt, naming the first bad record and what is wrong with it; io or locked if it cannot be read.
Result<Verified> verify(const Ledger& ledger, const VerifyOptions& options);

}  // namespace countersign::records
