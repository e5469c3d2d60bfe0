#pragma once
// HR's key: X25519. Its secret half lies wrapped under the HR passphrase and, for a lost passphrase, under a recovery code
// that is shown once. To its public half every person's key is sealed, so HR can open what is in the vault and the terminal
// alone cannot. A data key, sealed to it too, keeps roster fields. File: docs/record_format.md, "hr-key".
// Opening costs Argon2id with 256 MiB: about half a second, never in a frame.

#include <filesystem>
#include <string>

#include "records/vault/seal.hpp"
#include "records/vault/wrap.hpp"

namespace countersign::records {

constexpr std::size_t passphrase_characters_min = 12;
constexpr std::size_t passphrase_bytes_max = 1024;

// Opened: only while HR works.
struct HrKey {
  KeyPair pair;
  Secret data_key;
};

// The file's contents.
struct HrKeyFile {
  BoxKey open;
  std::string by_passphrase;  // wrap lines
  std::string by_recovery;
  std::string data_key;  // sealed to `open`

  // Fails with not_found, io or corrupt.
  static Result<HrKeyFile> load(const std::filesystem::path& file);
  // Old file or new, never a half; mode 0600.
  Status save(const std::filesystem::path& file) const;

  // Fails with refused when it is the wrong one.
  Result<HrKey> unlock(const std::string& passphrase) const;
  Result<HrKey> unlock_by_recovery(const std::string& typed_code) const;
  // Fails with bad_input when it is shorter than 12 characters, longer than 1,024 bytes or not UTF-8.
  Status set_passphrase(const HrKey& key, const std::string& passphrase, HashCost cost = hr_cost);
  // A new code, as shown to people; the old one no longer opens.
  Result<std::string> renew_recovery(const HrKey& key, HashCost cost = hr_cost);
};

struct NewHrKey {
  HrKey key;
  HrKeyFile file;
  std::string recovery_code;  // shown once, stored nowhere
};
// Not saved yet. Fails as set_passphrase() does.
Result<NewHrKey> make_hr_key(const std::string& passphrase, HashCost cost = hr_cost);

}  // namespace countersign::records
