#include "content/pack/languages.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace countersign::content {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <class Rule>
bool all(std::string_view text, Rule rule) {
  return std::all_of(text.begin(), text.end(), rule);
}

// The part up to the next hyphen, which is taken off `rest`.
std::string_view next_part(std::string_view& rest) {
  const auto end = std::min(rest.find('-'), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

bool is_script(std::string_view part) { return part.size() == 4 && is_upper(part[0]) && all(part.substr(1), is_lower); }

bool is_region(std::string_view part) {
  return (part.size() == 2 && all(part, is_upper)) || (part.size() == 3 && all(part, is_digit));
}

template <class Visit>
void each_code_point(std::string_view text, Visit visit) {
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t code_point = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                       static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
    if (size <= 0) return;
    visit(code_point);
    at += static_cast<std::size_t>(size);
  }
}

}  // namespace

bool is_language_tag(std::string_view text) {
  if (text.empty() || text.back() == '-') return false;
  std::string_view rest = text;
  const std::string_view language = next_part(rest);
  if (language.size() < 2 || language.size() > 3 || !all(language, is_lower)) return false;
  if (rest.empty()) return true;
  std::string_view part = next_part(rest);
  if (is_script(part)) {
    if (rest.empty()) return true;
    part = next_part(rest);
  }
  return is_region(part) && rest.empty();
}

bool has_bidi_override(std::string_view text) {
  bool found = false;
  each_code_point(text, [&](utf8proc_int32_t c) { found = found || (c >= 0x202A && c <= 0x202E); });
  return found;
}

bool mixes_directions(std::string_view text) {
  bool left_to_right = false;
  bool right_to_left = false;
  bool isolated = false;
  each_code_point(text, [&](utf8proc_int32_t c) {
    const auto direction = utf8proc_get_property(c)->bidi_class;
    left_to_right = left_to_right || direction == UTF8PROC_BIDI_CLASS_L;
    right_to_left = right_to_left || direction == UTF8PROC_BIDI_CLASS_R || direction == UTF8PROC_BIDI_CLASS_AL;
    isolated = isolated || (c >= 0x2066 && c <= 0x2069);
  });
  return left_to_right && right_to_left && !isolated;
}

}  // namespace countersign::content
