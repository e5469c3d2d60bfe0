#pragma once
// RFC 4648 base 64, with padding, strict.

#include <optional>
#include <string>
#include <string_view>

namespace countersign::records {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace countersign::records
