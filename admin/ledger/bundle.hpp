#pragma once
// Records to hand out, with all that is needed to check them: an uncompressed tar and a detached minisign signature.
//
//   README.txt vkeys.txt checkpoint.txt leaves.txt rotations/N.txt documents/SHA256.txt
//   then in order of N: records/N.json, and after an acknowledged one proofs/N.tlog-proof
//   contents.txt, so that a file that is cut short is not taken for a whole one
//
// The README in bundle_readme.txt says what each is.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "admin/job.hpp"
#include "admin/people/actions.hpp"
#include "records/log/checkpoint.hpp"
#include "records/vault/minisign.hpp"

namespace countersign::admin {

constexpr std::uint64_t leaf_line_bytes = 65;  // of leaves.txt: 64 hexadecimal digits and a newline
constexpr std::size_t document_bytes_max = 16ULL * 1024 * 1024;

struct BundleExport {
  std::filesystem::path out;
  PolicyId
      policy;  // empty: every record; else answers to it and what the ledger says about itself. The tree is whole either way
  Actor actor;
  Progress progress;
};

struct BundleMade {
  records::Checkpoint checkpoint;
  std::uint64_t record_count = 0;  // in the file
  std::uint64_t proofs = 0;
  std::uint64_t documents = 0;
  bool noted = true;  // by an `exported` leaf; false while a fault is marked (records/store/evidence.hpp)
};

// Pages through the ledger up to its size at the start; memory does not grow with the records. Appends `exported`, unless a
// fault is marked, then FILE and FILE.minisig appear; new files only. Fails with bad_input (a file exists, nobody has answered
// the policy), corrupt when the ledger's records are not the tree that it has signed, and as Ledger does; nothing appears then.
Result<BundleMade> export_bundle(const records::DataDir& data, const BundleExport& wanted);

// What contents.txt says, and must say.
std::string bundle_contents(std::uint64_t records, std::uint64_t proofs, std::uint64_t documents);

struct BundleCheck {
  std::filesystem::path file;
  std::vector<records::VerifierKey> keys;             // one of them must be among the bundle's
  std::optional<records::ExportVerifier> export_key;  // nullopt: FILE.minisig is not looked at
  Progress progress;
};

struct CheckedBundle {
  records::Checkpoint checkpoint;
  std::string vkey;
  std::uint64_t record_count = 0;  // in the file
  std::uint64_t proofs = 0;
  std::uint64_t documents = 0;
  std::uint64_t rotations = 0;
};

// Reads the tar once; memory grows by 32 bytes a record of the ledger. Fails with corrupt, naming file and entry, for whatever
// does not fit together or does not belong there; not_found or io when it cannot be read.
Result<CheckedBundle> check_bundle(const BundleCheck& wanted);

}  // namespace countersign::admin
