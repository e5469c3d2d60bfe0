#include "records/vault/pin.hpp"

#include <sodium.h>

#include <cstring>

#include "base/file.hpp"

namespace countersign::records {

namespace {

const unsigned char* as_uchar(const void* data) { return static_cast<const unsigned char*>(data); }

bool ready() {
  static const bool initialised = sodium_init() >= 0;
  return initialised;
}

}  // namespace

Result<std::string> hash_secret(std::string_view secret, HashCost cost) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (!ready() || crypto_pwhash_str_alg(out.data(), secret.data(), secret.size(), cost.passes, cost.memory_bytes,
                                        crypto_pwhash_ALG_ARGON2ID13) != 0)
    return Error{ErrorCode::io, "there is not enough memory to check a PIN", "", "Close other programs and try again."};
  return std::string(out.data());
}

bool verify_secret(std::string_view hash, std::string_view secret) {
  std::array<char, crypto_pwhash_STRBYTES> padded{};
  if (!ready() || hash.empty() || hash.size() >= padded.size()) return false;
  std::memcpy(padded.data(), hash.data(), hash.size());
  return crypto_pwhash_str_verify(padded.data(), secret.data(), secret.size()) == 0;
}

std::string unmatchable_hash(HashCost cost) {
  // An all-zero tag: Argon2id would have to be inverted to hit it.
  return "$argon2id$v=19$m=" + std::to_string(cost.memory_bytes / 1024) + ",t=" + std::to_string(cost.passes) +
         ",p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}

Result<Pepper> create_pepper(const std::filesystem::path& file) {
  if (std::filesystem::exists(file))
    return Error{ErrorCode::bad_input, "the file exists already", file.string(), "Name a new data directory."};
  Pepper pepper;
  if (!ready()) return Error{ErrorCode::io, "the generator of random numbers does not work", "", ""};
  randombytes_buf(pepper.bytes.data(), pepper.bytes.size());
  const std::string_view bytes(reinterpret_cast<const char*>(pepper.bytes.data()), pepper.bytes.size());
  if (auto written = write_file(file, bytes, true); !written) return written.error();
  return pepper;
}

Result<Pepper> load_pepper(const std::filesystem::path& file) {
  Pepper pepper;
  auto bytes = read_file(file, pepper.bytes.size());
  if (!bytes && bytes.error().code != ErrorCode::too_large) return bytes.error();
  if (!bytes || bytes->size() != pepper.bytes.size())
    return Error{ErrorCode::corrupt, "the pepper must be 32 bytes", file.string(), "Restore the file from a backup."};
  std::memcpy(pepper.bytes.data(), bytes->data(), pepper.bytes.size());
  return pepper;
}

Digest keyed_hash(const Pepper& pepper, std::string_view use, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, as_uchar(pepper.bytes.data()), pepper.bytes.size());
  crypto_auth_hmacsha256_update(&state, as_uchar(use.data()), use.size());
  constexpr unsigned char separator = 0;
  crypto_auth_hmacsha256_update(&state, &separator, 1);
  crypto_auth_hmacsha256_update(&state, as_uchar(text.data()), text.size());
  Digest out;
  crypto_auth_hmacsha256_final(&state, static_cast<unsigned char*>(static_cast<void*>(out.bytes.data())));
  return out;
}

}  // namespace countersign::records
