#pragma once
// Secrets that people type (PINs, codes, the HR passphrase) as Argon2id hashes, and the pepper that keys badges.
// Through libsodium. Hashing takes about 0.1 s: never in a frame.

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/sha256.hpp"

namespace countersign::records {

// What one guess costs (records.md, "Keys"). Tests may take less.
struct HashCost {
  std::size_t memory_bytes = 64ULL * 1024 * 1024;
  unsigned passes = 3;
};

// An encoded Argon2id hash ("$argon2id$v=19$m=..."). Fails with io if the memory cannot be had.
Result<std::string> hash_secret(std::string_view secret, HashCost cost = {});
// True if `hash` was made from `secret`; a malformed hash is never right. Constant time after the hashing.
bool verify_secret(std::string_view hash, std::string_view secret);
// A well-formed hash that nothing matches: for badges that do not exist, so that they take the same time.
std::string unmatchable_hash(HashCost cost = {});

// 32 random bytes in a file of mode 0600. Whoever lacks them cannot try badges or PINs against a stolen database.
struct Pepper {
  std::array<std::byte, 32> bytes{};
};
// Refuses an existing file.
Result<Pepper> create_pepper(const std::filesystem::path& file);
// Fails with not_found, io, or corrupt if the file does not hold 32 bytes.
Result<Pepper> load_pepper(const std::filesystem::path& file);

// HMAC-SHA-256 under the pepper of `use`, NUL and `text`; `use` keeps badges and PINs apart.
Digest keyed_hash(const Pepper& pepper, std::string_view use, std::string_view text);

}  // namespace countersign::records
