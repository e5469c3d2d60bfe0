#include "base/utf8.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace countersign {

namespace {

const utf8proc_uint8_t* as_utf8(const char* text) { return reinterpret_cast<const utf8proc_uint8_t*>(text); }

std::string mapped(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map(as_utf8(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  if (size < 0) return {};
  std::string result(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  std::free(out);  // NOLINT: utf8proc allocates with malloc
  return result;
}

// Calls `visit(code point, start, size)` until it returns false; false if the text is malformed.
template <class Visit>
bool each_code_point(std::string_view text, Visit visit) {
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t code_point = 0;
    const auto size = utf8proc_iterate(as_utf8(text.data()) + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
    if (size <= 0) return false;
    if (!visit(code_point, at, static_cast<std::size_t>(size))) return true;
    at += static_cast<std::size_t>(size);
  }
  return true;
}

bool keeps_meaning(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MC:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_utf8(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  return each_code_point(text, [](auto, auto, auto) { return true; });
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  each_code_point(text, [&](auto, auto, auto) { return ++count, true; });
  return count;
}

std::string without_last_character(std::string_view text) {
  std::size_t last_start = 0;
  utf8proc_int32_t previous = 0;
  utf8proc_int32_t state = 0;
  each_code_point(text, [&](utf8proc_int32_t code_point, std::size_t at, std::size_t) {
    if (at == 0 || utf8proc_grapheme_break_stateful(previous, code_point, &state)) last_start = at;
    previous = code_point;
    return true;
  });
  return std::string(text.substr(0, last_start));
}

std::string fold_for_search(std::string_view text) {
  if (!is_utf8(text)) return {};
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  const std::string plain = mapped(text, options);
  std::string out;
  each_code_point(plain, [&](utf8proc_int32_t code_point, std::size_t at, std::size_t size) {
    if (keeps_meaning(code_point))
      out.append(plain, at, size);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
    return true;
  });
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string to_nfc(std::string_view text) {
  if (!is_utf8(text)) return std::string(text);
  return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

}  // namespace countersign
