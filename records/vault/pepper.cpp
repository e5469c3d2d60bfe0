#include "records/vault/pepper.hpp"

#include <sodium.h>

#include <cstring>

#include "base/file.hpp"
#include "records/vault/secret.hpp"

namespace countersign::records {

namespace {

const unsigned char* as_uchar(const void* data) { return static_cast<const unsigned char*>(data); }

}  // namespace

Result<Pepper> create_pepper(const std::filesystem::path& file) {
  if (std::filesystem::exists(file))
    return Error{ErrorCode::bad_input, "the file exists already", file.string(), "Name a new data directory."};
  Pepper pepper;
  start_sodium();
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
