#include "records/vault/code.hpp"

#include <sodium.h>

#include <string_view>

namespace countersign::records {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

char meant(char typed) {
  switch (upper(typed)) {
    case 'O': return '0';
    case 'I':
    case 'L': return '1';
    default: return upper(typed);
  }
}

}  // namespace

std::optional<std::string> normalised_code(const std::string& typed) {
  std::string code;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (alphabet.find(meant(c)) == std::string_view::npos || code.size() >= code_characters) return std::nullopt;
    code += meant(c);
  }
  if (code.size() != code_characters) return std::nullopt;
  return code;
}

std::string random_code() {
  std::string code;
  for (int i = 0; i < code_characters; ++i) code += alphabet[randombytes_uniform(32)];
  return code;
}

std::string shown_code(const std::string& code) { return code.substr(0, 5) + "-" + code.substr(5); }

}  // namespace countersign::records
