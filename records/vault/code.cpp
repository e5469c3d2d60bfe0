#include "records/vault/code.hpp"

#include <sodium.h>

#include <string_view>

namespace countersign::records {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

char meant(char typed) {
  switch (upper(typed)) {
    case 'O':
      return '0';
    case 'I':
    case 'L':
      return '1';
    default:
      return upper(typed);
  }
}

}  // namespace

std::optional<std::string> normalised_code(const std::string& typed, int characters) {
  const auto wanted = static_cast<std::size_t>(characters);
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (alphabet.find(meant(c)) == std::string_view::npos || code.size() >= wanted) return std::nullopt;
    code += meant(c);
  }
  if (code.size() != wanted) return std::nullopt;
  return code;
}

std::string random_code(int characters) {
  std::string code;
  for (int i = 0; i < characters; ++i) code += alphabet[randombytes_uniform(32)];
  return code;
}

std::string shown_code(const std::string& code) {
  constexpr std::size_t group = 5;
  std::string out = code.substr(0, group);
  for (std::size_t at = group; at < code.size(); at += group) out += "-" + code.substr(at, group);
  return out;
}

}  // namespace countersign::records
