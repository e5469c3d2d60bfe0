#pragma once
// RFC 4648 section 4, with padding. One value has one form, and only that is read.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace countersign {

std::string to_base64(std::span<const std::byte> bytes);
inline std::string to_base64(std::string_view bytes) { return to_base64(std::as_bytes(std::span(bytes))); }
// nullopt for what to_base64 would not have written.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace countersign
