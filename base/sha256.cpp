#include "base/sha256.hpp"

#include <sodium.h>

namespace countersign {

namespace {

const unsigned char* as_uchar(const void* data) { return static_cast<const unsigned char*>(data); }
unsigned char* as_uchar(void* data) { return static_cast<unsigned char*>(data); }

}  // namespace

Digest sha256(std::span<const std::byte> bytes) {
  Digest out;
  crypto_hash_sha256(as_uchar(out.bytes.data()), as_uchar(bytes.data()), bytes.size());
  return out;
}

Digest sha256(std::string_view bytes) { return sha256(std::as_bytes(std::span(bytes))); }

Digest leaf_hash(std::string_view leaf) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  constexpr unsigned char leaf_prefix = 0;
  crypto_hash_sha256_update(&state, &leaf_prefix, 1);
  crypto_hash_sha256_update(&state, as_uchar(leaf.data()), leaf.size());
  Digest out;
  crypto_hash_sha256_final(&state, as_uchar(out.bytes.data()));
  return out;
}

std::string to_hex(const Digest& digest) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const std::byte byte : digest.bytes) {
    out += digits[std::to_integer<unsigned>(byte) >> 4U];
    out += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return out;
}

}  // namespace countersign
