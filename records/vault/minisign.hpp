#pragma once
// Detached signatures that `minisign -V` checks: Ed25519 over BLAKE2b-512 of the file ("ED", prehashed), and over the trusted
// comment. https://jedisct1.github.io/minisign/, "Signature format".

#include <array>
#include <filesystem>
#include <string>

#include "records/vault/secret.hpp"

namespace countersign::records {

// The key of exports: 8 bytes of key id and a seed of 32, in a file of mode 0600.
struct ExportKey {
  std::array<unsigned char, 8> id{};
  Secret seed;

  static ExportKey make();
  // Fails with not_found, io, or corrupt unless the file holds 40 bytes.
  static Result<ExportKey> load(const std::filesystem::path& file);
  Status save(const std::filesystem::path& file) const;
  // What HR gives to whoever checks: two lines, a minisign public key file.
  std::string public_text() const;
};

// The public half.
struct ExportVerifier {
  std::array<unsigned char, 8> id{};
  std::array<unsigned char, 32> open{};
};
// From a minisign public key file's text, or its second line alone. Fails with bad_input.
Result<ExportVerifier> export_verifier(const std::string& text);
// That FILE.minisig is `key`'s signature over `file` and its trusted comment. Fails with corrupt when it is not, not_found when
// either file is not there, io.
Status check_signature(const ExportVerifier& key, const std::filesystem::path& file);

// Writes FILE.minisig beside `file`. `comment` is signed too: one line. Streams; fails with io, disk_full or not_found.
Status sign_file(const ExportKey& key, const std::filesystem::path& file, const std::string& comment);

}  // namespace countersign::records
