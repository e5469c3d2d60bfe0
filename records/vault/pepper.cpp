#include "records/vault/pepper.hpp"

#include <sodium.h>

#include "base/file.hpp"

namespace countersign::records {

namespace {

const unsigned char* as_uchar(const void* data) { return static_cast<const unsigned char*>(data); }

}  // namespace

Result<Pepper> create_pepper(const std::filesystem::path& file) {
  if (std::filesystem::exists(file))
    return Error{ErrorCode::bad_input, "the file exists already", file.string(), "Name a new data directory."};
  Pepper pepper{Secret::random()};
  if (auto written = write_file(file, pepper.key.bytes(), true); !written) return written.error();
  return pepper;
}

Result<Pepper> load_pepper(const std::filesystem::path& file) {
  auto bytes = read_file(file, Secret::size);
  if (!bytes && bytes.error().code != ErrorCode::too_large) return bytes.error();
  if (!bytes || bytes->size() != Secret::size)
    return Error{ErrorCode::corrupt, "the pepper must be 32 bytes", file.string(), "Restore the file from a backup."};
  auto key = Secret::from(*bytes);
  wipe(*bytes);
  if (!key) return key.error();
  return Pepper{std::move(*key)};
}

Digest keyed_hash(const Pepper& pepper, std::string_view use, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, pepper.key.data(), Secret::size);
  crypto_auth_hmacsha256_update(&state, as_uchar(use.data()), use.size());
  constexpr unsigned char separator = 0;
  crypto_auth_hmacsha256_update(&state, &separator, 1);
  crypto_auth_hmacsha256_update(&state, as_uchar(text.data()), text.size());
  Digest out;
  crypto_auth_hmacsha256_final(&state, static_cast<unsigned char*>(static_cast<void*>(out.bytes.data())));
  sodium_memzero(&state, sizeof(state));
  return out;
}

}  // namespace countersign::records
