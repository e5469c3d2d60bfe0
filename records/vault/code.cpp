#include "records/vault/code.hpp"

#include <sodium.h>

#include <string_view>

#include "records/vault/secret.hpp"

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
  WipedText code;
  code.text.reserve(wanted);  // growing would leave what it held before
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (alphabet.find(meant(c)) == std::string_view::npos || code.text.size() >= wanted) return std::nullopt;
    code.text += meant(c);
  }
  if (code.text.size() != wanted) return std::nullopt;
  return code.text;
}

std::string random_code(int characters) {
  std::string code;
  code.reserve(static_cast<std::size_t>(characters));
  for (int i = 0; i < characters; ++i) code += alphabet[randombytes_uniform(32)];
  return code;
}

std::string shown_code(const std::string& code) {
  constexpr std::size_t group = 5;
  std::string out;
  out.reserve(code.size() + code.size() / group);
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (at > 0 && at % group == 0) out += '-';
    out += code[at];
  }
  return out;
}

}  // namespace countersign::records
