#include "assets/reader/theme.hpp"

#include <algorithm>
#include <optional>

#include "assets/reader/read.hpp"

namespace countersign::assets {

namespace {

// clang-format off
constexpr std::array<std::string_view, static_cast<std::size_t>(Role::count_)> role_names{
    "surface", "card", "sunken", "line", "track", "outline", "text", "text_2", "text_off",
    "primary", "primary_top", "primary_press", "on_primary", "primary_c", "on_primary_c",
    "success", "success_c", "error", "error_c", "on_error_c", "warning", "warning_c",
    "scrim", "shadow", "hero_top", "hero_bottom", "ring_track", "mark_a", "mark_b",
    "map_1", "map_2", "map_3", "map_4",
    "white", "transparent",
    "on_selected", "segment_on", "primary_shadow",
    "on_map_1", "on_map_2", "on_map_3", "on_map_4"};

constexpr std::array<std::string_view, static_cast<std::size_t>(Style::count_)> style_names{
    "label", "label_bold", "body", "body_medium", "body_bold", "large", "large_bold", "title", "headline", "display", "key", "numeral",
    "dialog_headline", "header_title", "quote", "feedback", "button", "button_big", "button_call", "field",
    "key_letter", "key_service", "key_symbols", "key_accent", "disc", "numeral_seconds", "receipt_code",
    "organisation", "organisation_sub", "wordmark"};
// clang-format on

constexpr std::array<std::pair<ThemeName, const char*>, 3> theme_names{
    {{ThemeName::light, "light"}, {ThemeName::dark, "dark"}, {ThemeName::high_contrast, "high-contrast"}}};

constexpr std::size_t pictures_max = 256;

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  return std::nullopt;
}

// "#RRGGBB" (opaque) or "#RRGGBBAA".
std::optional<Rgba> parse_color(const std::string& text) {
  if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
  Rgba out = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto digit = hex_digit(text[i]);
    if (!digit) return std::nullopt;
    out = out * 16U + *digit;
  }
  return text.size() == 7 ? out * 256U + 255U : out;
}

class Reader {
 public:
  Reader(const JsonFile& file, Problems& problems) : file_(file), problems_(problems) {}

  Themes read() {
    Themes out;
    for (const auto& [name, key] : theme_names) out.themes[name] = theme(name, key);
    for (std::size_t i = 0; i < style_names.size(); ++i) out.type[i] = style(std::string(style_names[i]));
    return out;
  }

 private:
  void problem(const std::string& pointer, std::string what, std::string cure) {
    problems_.push_back(file_.problem(pointer, std::move(what), std::move(cure)));
  }

  Theme theme(ThemeName name, const std::string& key) {
    const Json& value = object_at(file_.root, key);
    Theme out;
    out.name = name;
    for (std::size_t i = 0; i < role_names.size(); ++i) out.colors[i] = color(value, std::string(role_names[i]), "/" + key);
    out.shadow_alpha = factor(value, "shadow_alpha", "/" + key);
    out.raised_alpha = factor(value, "raised_alpha", "/" + key);
    out.primary_shadow_alpha = factor(value, "primary_shadow_alpha", "/" + key);
    out.outline_u_min = factor(value, "outline_u_min", "/" + key);
    if (name != ThemeName::light) out.pictures = pictures(key);
    return out;
  }

  Rgba color(const Json& theme, const std::string& role, const std::string& pointer) {
    const auto value = parse_color(text_at(theme, role));
    if (!value)
      problem(pointer + "/" + role, "the colour \"" + role + "\" is missing or is not #RRGGBB or #RRGGBBAA", "Write it.");
    return value.value_or(0);
  }

  float factor(const Json& object, const std::string& key, const std::string& pointer) {
    constexpr double factor_max = 100;
    const double value = number_at(object, key, -1);
    if (value >= 0 && value <= factor_max) return static_cast<float>(value);
    problem(pointer + "/" + key, "\"" + key + "\" is missing or not a number from 0 to 100", "Write it.");
    return 0;
  }

  std::map<std::string, std::string> pictures(const std::string& key) {
    std::map<std::string, std::string> out;
    const Json& twins = object_at(object_at(file_.root, "pictures"), key);
    const std::string pointer = "/pictures/" + key;
    if (twins.size() > pictures_max) problem(pointer, "there are more than 256 picture colours", "Use fewer.");
    for (const auto& [from, to] : twins.items()) {
      const std::string twin = to.is_string() ? to.get<std::string>() : "";
      const bool both = from.size() == 7 && twin.size() == 7 && parse_color(from) && parse_color(twin);
      if (!both)
        problem(pointer, "\"" + from + "\" or its twin is not #RRGGBB", "Write both as #RRGGBB.");
      else
        out[from] = twin;
    }
    return out;
  }

  TypeStyle style(const std::string& name) {
    const Json& value = object_at(object_at(file_.root, "type"), name);
    const std::string pointer = "/type/" + name;
    TypeStyle out;
    out.family = text_at(value, "family");
    out.size_u = number(value, "size_u", 1, 400, pointer);
    out.line_u = number(value, "line_u", 1, 400, pointer);
    out.weight = static_cast<int>(number(value, "weight", 100, 900, pointer));
    out.tracking_em = number(value, "tracking_em", -1, 1, pointer);
    const std::string grows = text_at(value, "grows");
    out.grows_in_full = grows != "half";
    if (out.family.empty()) problem(pointer, "the style \"" + name + "\" has no family", "Write it.");
    if (grows != "half" && grows != "full")
      problem(pointer, "\"grows\" is neither \"full\" nor \"half\"", "Write one of the two.");
    return out;
  }

  float number(const Json& object, const std::string& key, double least, double most, const std::string& pointer) {
    const double value = number_at(object, key, least - 1);
    if (value >= least && value <= most) return static_cast<float>(value);
    problem(pointer + "/" + key, "\"" + key + "\" is missing or out of bounds",
            "Write a number from " + std::to_string(static_cast<int>(least)) + " to " + std::to_string(static_cast<int>(most)) +
                ".");
    return static_cast<float>(least);
  }

  const JsonFile& file_;
  Problems& problems_;
};

}  // namespace

Themes load_themes(const std::filesystem::path& file, Problems& problems) {
  const JsonFile json = read_json(file, problems);
  return json.root.is_null() ? Themes{} : Reader(json, problems).read();
}

}  // namespace countersign::assets
