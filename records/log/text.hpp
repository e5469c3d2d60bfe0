#pragma once
// What notes, checkpoints and proofs are written in: lines, decimals, base64. One value has one form, and only that is
// read.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/base64.hpp"
#include "base/sha256.hpp"

namespace countersign::records {

std::optional<Digest> digest_from_base64(std::string_view text);

// ASCII decimal without sign or leading zeros, at most 2^63 - 1; nullopt for anything else.
std::optional<std::uint64_t> from_decimal(std::string_view text);

// The next line of `rest` without its newline, which must be there; `rest` goes on behind it. nullopt at the end.
std::optional<std::string_view> take_line(std::string_view& rest);

}  // namespace countersign::records
