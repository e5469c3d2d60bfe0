#pragma once
// What `verify` tells of a ledger and of a single proof. Whatever contradicts itself or the key is corrupt, so that a caller
// can tell "looked and found a fault" from "could not look".

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "admin/job.hpp"
#include "records/log/proof.hpp"
#include "records/store/verify.hpp"

namespace countersign::admin {

// A vkey as text, or the first line of the file of that name. Fails with bad_input.
Result<records::VerifierKey> verifier_key_of(const std::string& text_or_file);

// Every key that this terminal's ledger, in all its generations, has been signed with. Fails as open_generations() does.
Result<std::vector<records::VerifierKey>> keys_of(const records::DataDir& data);

struct LedgerCheck {
  bool all_notes = false;
  std::optional<records::VerifierKey> key;  // known from elsewhere: one of those that have signed
  Progress progress;
};
// The full check. Where the fast one of Ledger::open has found a fault, the full one still looks for the first bad record.
// Earlier generations are checked too; what is told is the last one. Fails with refused when stopped.
Result<records::Verified> check_ledger(const records::DataDir& data, const LedgerCheck& wanted);
// The same of a backup or an archived ledger.
Result<records::Verified> check_ledger_file(const std::filesystem::path& file, const LedgerCheck& wanted);

struct CheckedProof {
  std::uint64_t index = 0;
  records::Checkpoint checkpoint;
  std::string vkey;    // that has signed it
  std::string record;  // its bytes
};
// A proof with its record inside, against the one of `keys` that has signed it.
Result<CheckedProof> check_proof(const std::filesystem::path& file, const std::vector<records::VerifierKey>& keys);
// The same of bytes; `name` is for messages.
Result<CheckedProof> check_proof_text(const std::string& text, const std::string& name,
                                      const std::vector<records::VerifierKey>& keys);

}  // namespace countersign::admin
