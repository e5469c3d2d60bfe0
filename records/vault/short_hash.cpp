#include "records/vault/short_hash.hpp"

#include <sodium.h>

#include <cstring>

namespace countersign::records {

std::uint64_t short_hash(const ShortHashKey& key, std::string_view bytes) {
  static_assert(sizeof(ShortHashKey) == crypto_shorthash_KEYBYTES);
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                   reinterpret_cast<const unsigned char*>(key.data()));
  std::uint64_t out = 0;
  std::memcpy(&out, hash.data(), sizeof(out));
  return out;
}

}  // namespace countersign::records
