#pragma once
// The pepper of a terminal: keys badges, PINs and codes, so that without it nothing can be tried against a stolen database.

#include <filesystem>
#include <string_view>

#include "base/result.hpp"
#include "base/sha256.hpp"
#include "records/vault/secret.hpp"

namespace countersign::records {

// 32 random bytes in a file of mode 0600. Whoever lacks them cannot try badges or PINs against a stolen database.
struct Pepper {
  Secret key;
};
// Refuses an existing file.
Result<Pepper> create_pepper(const std::filesystem::path& file);
// Fails with not_found, io, or corrupt if the file does not hold 32 bytes.
Result<Pepper> load_pepper(const std::filesystem::path& file);

// HMAC-SHA-256 under the pepper of `use`, NUL and `text`; `use` keeps badges and PINs apart.
Digest keyed_hash(const Pepper& pepper, std::string_view use, std::string_view text);

}  // namespace countersign::records
