#pragma once
// What notes, checkpoints and proofs are written in: lines, decimals, base64. One value has one form, and only that is
// read.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/sha256.hpp"

namespace countersign::records {

// RFC 4648 section 4, with padding.
std::string to_base64(std::span<const std::byte> bytes);
// nullopt for what to_base64 would not have written.
std::optional<std::string> from_base64(std::string_view text);
std::optional<Digest> digest_from_base64(std::string_view text);

// ASCII decimal without sign or leading zeros, at most 2^63 - 1; nullopt for anything else.
std::optional<std::uint64_t> from_decimal(std::string_view text);

// The next line of `rest` without its newline, which must be there; `rest` goes on behind it. nullopt at the end.
std::optional<std::string_view> take_line(std::string_view& rest);

}  // namespace countersign::records
