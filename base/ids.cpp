#include "base/ids.hpp"

#include <sodium.h>

namespace countersign {

namespace {

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

}  // namespace

std::string to_hex(const std::array<std::byte, 16>& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const std::byte byte : bytes) {
    out += digits[std::to_integer<unsigned>(byte) >> 4U];
    out += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return out;
}

std::optional<std::array<std::byte, 16>> from_hex_16(std::string_view text) {
  if (text.size() != 32) return std::nullopt;
  std::array<std::byte, 16> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto high = hex_digit(text[2 * i]);
    const auto low = hex_digit(text[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    out[i] = static_cast<std::byte>(*high * 16 + *low);
  }
  return out;
}

std::array<std::byte, 16> random_16() {
  std::array<std::byte, 16> out{};
  randombytes_buf(out.data(), out.size());
  return out;
}

bool is_author_id(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.front() == '-' || text.back() == '-') return false;
  for (const char c : text)
    if (!is_lower_or_digit(c) && c != '-') return false;
  return true;
}

bool is_clause_id(std::string_view text) {
  if (text.size() < 4 || text.size() > 6 || text[2] != '-' || text[3] == '0') return false;
  for (std::size_t i = 0; i < 2; ++i)
    if (text[i] < 'A' || text[i] > 'Z') return false;
  for (const char c : text.substr(3))
    if (c < '0' || c > '9') return false;
  return true;
}

}  // namespace countersign
