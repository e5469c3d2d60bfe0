#include "admin/cli/printable.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace countersign::admin::cli {

namespace {

std::size_t bytes_after(unsigned char lead) { return lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3; }

unsigned code_point_of(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  unsigned code = character.size() == 1 ? lead : lead & (0x7FU >> character.size());
  for (const char next : character.substr(1)) code = (code << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
  return code;
}

bool steers(unsigned code) {
  const auto within = [&](unsigned first, unsigned last) { return first <= code && code <= last; };
  return code < 0x20 || within(0x7F, 0x9F) || within(0x2028, 0x202E) || within(0x2066, 0x2069);
}

void add_pieces(const std::string& line, std::size_t width, std::vector<std::string>& out) {
  std::string piece;
  std::size_t length = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string word = line.substr(at, end - at);
    const std::size_t added = code_points(word) + (length == 0 ? 0 : 1);
    if (length != 0 && length + added > width) {
      out.push_back(std::move(piece));
      piece = word;
      length = added - 1;
    } else {
      piece += (length == 0 ? "" : " ") + word;
      length += added;
    }
    at = end + 1;
  }
  out.push_back(std::move(piece));
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto character = text.substr(0, 1 + bytes_after(static_cast<unsigned char>(text.front())));
    const unsigned code = code_point_of(character);
    if (steers(code))
      out += fmt::format("\\u{:04X}", code);
    else
      out += character;
    text.remove_prefix(character.size());
  }
  return out;
}

std::vector<std::string> printable_lines(std::string_view text, std::size_t width) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    add_pieces(printable(text.substr(at, end - at)), width, out);
    at = end + 1;
  }
  return out;
}

}  // namespace countersign::admin::cli
