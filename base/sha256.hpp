#pragma once
// SHA-256 (FIPS 180-4), through libsodium.

#include <array>
#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace countersign {

struct Digest {
  std::array<std::byte, 32> bytes{};
  auto operator<=>(const Digest&) const = default;
};

Digest sha256(std::string_view bytes);
Digest sha256(std::span<const std::byte> bytes);

// RFC 6962 section 2.1: SHA-256(0x00 || leaf).
Digest leaf_hash(std::string_view leaf);

// Lower-case hexadecimal, 64 characters.
std::string to_hex(const Digest& digest);

}  // namespace countersign
