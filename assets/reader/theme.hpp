#pragma once
// Theme tokens of assets/theme.json. Colours are 0xRRGGBBAA.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/problem.hpp"

namespace countersign::assets {

enum class ThemeName { light, dark, high_contrast };

// Order as in theme.cpp's table of names.
enum class Role {
  surface,
  card,
  sunken,
  line,
  track,
  outline,
  text,
  text_2,
  text_off,
  primary,
  primary_top,
  primary_press,
  on_primary,
  primary_c,
  on_primary_c,
  success,
  success_c,
  error,
  error_c,
  on_error_c,
  warning,
  warning_c,
  scrim,
  shadow,
  hero_top,
  hero_bottom,
  ring_track,
  mark_a,
  mark_b,
  map_1,
  map_2,
  map_3,
  map_4,
  white,
  transparent,
  on_selected,
  segment_on,
  primary_shadow,
  on_map_1,
  on_map_2,
  on_map_3,
  on_map_4,
  count_
};

using Rgba = std::uint32_t;

struct TypeStyle {
  std::string family;  // "Inter", "Inter Display"
  float size_u = 32;
  float line_u = 46;
  int weight = 400;
  float tracking_em = 0;
  bool grows_in_full = true;  // else by half of the text scale's growth
};

// Order as in theme.cpp's table of names.
enum class Style {
  label,
  label_bold,
  body,
  body_medium,
  body_bold,
  large,
  large_bold,
  title,
  headline,
  display,
  key,
  numeral,
  dialog_headline,
  header_title,
  quote,
  feedback,
  button,
  button_big,
  button_call,
  field,
  key_letter,
  key_service,
  key_symbols,
  key_accent,
  disc,
  numeral_seconds,
  receipt_code,
  organisation,
  organisation_sub,
  wordmark,
  count_
};

struct Theme {
  ThemeName name = ThemeName::light;
  std::array<Rgba, static_cast<std::size_t>(Role::count_)> colors{};
  // These multiply the alphas of the shadow tables: of cards, of dialogs and popups, of the primary button.
  float shadow_alpha = 1;
  float raised_alpha = 1;
  float primary_shadow_alpha = 1;
  float outline_u_min = 0;                      // an outline is at least this wide
  std::map<std::string, std::string> pictures;  // "#DCE9FA" -> "#1F3250": replaced in SVG text before rasterising

  Rgba color(Role role) const { return colors[static_cast<std::size_t>(role)]; }
};

struct Themes {
  std::map<ThemeName, Theme> themes;
  std::array<TypeStyle, static_cast<std::size_t>(Style::count_)> type{};
  const TypeStyle& style(Style style) const { return type[static_cast<std::size_t>(style)]; }
};

// Faults: a missing role or style, a colour that is not #RRGGBB or #RRGGBBAA.
Themes load_themes(const std::filesystem::path& file, Problems& problems);

}  // namespace countersign::assets
