#pragma once
// A short keyed hash, to compare sets in memory: SipHash-2-4 (https://doi.org/10.1007/978-3-642-34931-7_28). Not for storage.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace countersign::records {

using ShortHashKey = std::array<std::byte, 16>;
std::uint64_t short_hash(const ShortHashKey& key, std::string_view bytes);

}  // namespace countersign::records
