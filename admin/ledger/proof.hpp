#pragma once
// A proof for one record, as a file that needs nothing but the verifier key: c2sp.org/tlog-proof@v1, the record's bytes in
// its `extra` line.

#include <filesystem>
#include <string>

#include "admin/job.hpp"
#include "records/store/ledger.hpp"

namespace countersign::admin {

struct ProofMade {
  std::uint64_t index = 0;
  RecordId id;
  std::string kind;
  std::string code;  // of the receipt
  std::string vkey;  // that checks it
  WallTime at;
};

// `wanted`: a record's id (32 hexadecimal digits), or a receipt's code (XXXX-XXXX), which a walk through the ledger looks up.
// A new file. Fails with bad_input if there is no such record, if the code is of several, or if `out` exists; corrupt when
// what was made proves nothing. Then there is no file.
Result<ProofMade> make_proof(const records::DataDir& data, const std::string& wanted, const std::filesystem::path& out,
                             const Progress& progress = {});

}  // namespace countersign::admin
