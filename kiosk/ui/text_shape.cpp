#include "kiosk/ui/text_shape.hpp"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

#include "base/utf8.hpp"
#include "kiosk/ui/text_place.hpp"

namespace countersign::ui {

namespace {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
template <class T>
using GObjectPointer = std::unique_ptr<T, Releaser<&g_object_unref>>;
using Description = std::unique_ptr<PangoFontDescription, Releaser<&pango_font_description_free>>;
using Attributes = std::unique_ptr<PangoAttrList, Releaser<&pango_attr_list_unref>>;
using Config = std::unique_ptr<FcConfig, Releaser<&FcConfigDestroy>>;

constexpr int strong_weight = 600;

// Balancing stops when the width is known this well.
constexpr float balance_step_px = 2;

// Half a pixel more than a text's measure, so that it fits where it was measured.
constexpr float wrap_slack_px = 0.5F;

int to_pango(float px) { return static_cast<int>(std::ceil(px * PANGO_SCALE)); }

bool starts_with_tag(std::string_view language, std::string_view tag) {
  return language.starts_with(tag) && (language.size() == tag.size() || language[tag.size()] == '-');
}

bool is_right_to_left(std::string_view language) {
  constexpr std::array tags{"ar", "fa", "he", "ur", "ps", "ckb", "yi"};
  return std::any_of(tags.begin(), tags.end(), [&](const char* tag) { return starts_with_tag(language, tag); });
}

// Han characters look different in each of these languages.
std::string_view han_family(std::string_view language) {
  if (starts_with_tag(language, "ja")) return "Noto Sans CJK JP";
  if (starts_with_tag(language, "ko")) return "Noto Sans CJK KR";
  constexpr std::array traditional{"zh-TW", "zh-tw", "zh-HK", "zh-hk", "zh-Hant", "zh-hant"};
  for (const char* tag : traditional)
    if (starts_with_tag(language, tag)) return "Noto Sans CJK TC";
  return "Noto Sans CJK SC";
}

// One Han family is enough: all four have the same characters.
std::string families(const std::string& first, std::string_view language) {
  std::string list = first;
  if (first != "Inter") list += ",Inter";
  list += ",Noto Sans,Noto Sans Arabic,Noto Sans Devanagari,Noto Sans Thai,";
  list += han_family(language);
  return list + ",Noto Color Emoji";
}

Description describe(const std::string& family_list, const ResolvedStyle& style) {
  Description out(pango_font_description_new());
  pango_font_description_set_family(out.get(), family_list.c_str());
  pango_font_description_set_weight(out.get(), static_cast<PangoWeight>(style.weight));
  pango_font_description_set_absolute_size(out.get(), static_cast<double>(style.size_px) * PANGO_SCALE);
  return out;
}

void insert(PangoAttrList& list, PangoAttribute* attribute, std::size_t from, std::size_t to) {
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(to);
  pango_attr_list_insert(&list, attribute);
}

// The spans' text put together, valid UTF-8 and within the limit, with its strong and link runs.
struct Runs {
  std::string text;
  std::vector<ByteRange> strong;
  std::vector<ByteRange> links;
};

std::string cut_to(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text;
}

std::string valid(const std::string& text) {
  if (is_utf8(text)) return text;
  char* made = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string out(made);
  g_free(made);
  return out;
}

Runs runs_of(const RichText& rich) {
  Runs runs;
  for (const Span& span : rich.spans) {
    const std::size_t from = runs.text.size();
    runs.text += cut_to(valid(span.text), Shaper::text_bytes_max - from);
    if (span.strong || span.link) runs.strong.emplace_back(from, runs.text.size());
    if (span.link) runs.links.emplace_back(from, runs.text.size());
  }
  return runs;
}

Attributes attributes(const Runs& runs, const ResolvedStyle& style, bool tabular) {
  Attributes list(pango_attr_list_new());
  const std::size_t all = runs.text.size();
  const float tracking_px = style.tracking_em * style.size_px;
  if (tracking_px != 0)
    insert(*list, pango_attr_letter_spacing_new(static_cast<int>(std::lround(tracking_px * PANGO_SCALE))), 0, all);
  if (tabular) insert(*list, pango_attr_font_features_new("tnum=1"), 0, all);
  for (const auto& [from, to] : runs.strong)
    insert(*list, pango_attr_weight_new(static_cast<PangoWeight>(std::max(strong_weight, style.weight))), from, to);
  return list;
}

bool lines_fit(PangoLayout* layout, float width_px) {
  for (GSList* node = pango_layout_get_lines_readonly(layout); node != nullptr; node = node->next)
    if (line_width_px(static_cast<const PangoLayoutLine*>(node->data)) > width_px) return false;
  return true;
}

// As narrow as the line count allows, with no word broken and nothing left out.
void balance(PangoLayout* layout, float width_px) {
  const int count = pango_layout_get_line_count(layout);
  if (count < 2 || pango_layout_is_ellipsized(layout)) return;
  const auto fits = [&](float trial_px) {
    pango_layout_set_width(layout, to_pango(trial_px));
    return pango_layout_get_line_count(layout) == count && !pango_layout_is_ellipsized(layout) && lines_fit(layout, trial_px);
  };
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
  float too_narrow = width_px / 2;
  float enough = width_px;
  if (!fits(enough)) pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);  // a word is wider than the line
  while (fits(enough) && enough - too_narrow > balance_step_px) {
    const float trial = (too_narrow + enough) / 2;
    (fits(trial) ? enough : too_narrow) = trial;
  }
}

}  // namespace

ResolvedStyle resolve(const assets::Themes& themes, const TextStyle& style, TextScale scale) {
  const assets::TypeStyle& type = themes.style(style.style);
  const float growth = type.grows_in_full ? scale.scale : 1 + (scale.scale - 1) / 2;
  const float factor = growth * scale.px_per_u;
  return {type.family, (style.size_u > 0 ? style.size_u : type.size_u) * factor,
          (style.line_u > 0 ? style.line_u : type.line_u) * factor, style.weight > 0 ? style.weight : type.weight,
          type.tracking_em};
}

struct Shaper::Impl {
  const assets::Themes& themes;
  GlyphRaster& raster;
  Config config;
  GObjectPointer<PangoFontMap> map;
  GObjectPointer<PangoContext> context;
  std::map<std::pair<std::string, float>, float> baselines;  // (family, size) -> ascent less half the content height

  Impl(const assets::Themes& from, const std::string& fonts_config, GlyphRaster& glyphs) : themes(from), raster(glyphs) {
    config.reset(FcConfigCreate());
    const auto* file = reinterpret_cast<const FcChar8*>(fonts_config.c_str());
    if (FcConfigParseAndLoad(config.get(), file, FcTrue) == FcFalse || FcConfigBuildFonts(config.get()) == FcFalse)
      spdlog::error("the font configuration cannot be read: {}", fonts_config);
    // Else Pango reads the system's whole configuration on a thread of its own as soon as there is a font map.
    FcConfigSetCurrent(config.get());

    map.reset(pango_ft2_font_map_new());
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
    pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map.get()), 72, 72);
    context.reset(pango_font_map_create_context(map.get()));
    pango_context_set_round_glyph_positions(context.get(), FALSE);
  }

  // How far below the middle of a line the baseline lies. As in CSS: the first family's ascent and descent, rounded.
  float below_middle(const ResolvedStyle& style) {
    const auto [place, added] = baselines.try_emplace({style.family, style.size_px}, 0.0F);
    if (!added) return place->second;
    const Description description = describe(style.family, style);
    const GObjectPointer<PangoFont> font(pango_context_load_font(context.get(), description.get()));
    if (!font) return 0;
    hb_font_extents_t extents{};
    hb_font_get_h_extents(pango_font_get_hb_font(font.get()), &extents);
    const float ascent = std::round(static_cast<float>(extents.ascender) / PANGO_SCALE);
    const float descent = std::round(static_cast<float>(-extents.descender) / PANGO_SCALE);
    place->second = (ascent - descent) / 2;
    return place->second;
  }

  GObjectPointer<PangoLayout> lay_out(const Runs& runs, const ResolvedStyle& resolved, const TextStyle& style, float width_px,
                                      const std::string& language) {
    pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
    pango_context_set_base_dir(context.get(), is_right_to_left(language) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    GObjectPointer<PangoLayout> layout(pango_layout_new(context.get()));
    const Description description = describe(families(resolved.family, language), resolved);
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), runs.text.data(), static_cast<int>(runs.text.size()));
    const Attributes list = attributes(runs, resolved, style.tabular);
    pango_layout_set_attributes(layout.get(), list.get());
    if (width_px <= 0) return layout;

    pango_layout_set_width(layout.get(), to_pango(width_px + wrap_slack_px));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (style.lines_max > 0) {
      pango_layout_set_height(layout.get(), -style.lines_max);
      pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    }
    if (style.balance) balance(layout.get(), width_px + wrap_slack_px);
    return layout;
  }
};

Shaper::Shaper(const assets::Themes& themes, const std::string& fonts_config, GlyphRaster& raster)
    : impl_(std::make_unique<Impl>(themes, fonts_config, raster)) {}
Shaper::~Shaper() = default;

TextLayout Shaper::shape(const RichText& text, const TextStyle& style, float width_u, const std::string& language,
                         TextScale scale) {
  const Runs runs = runs_of(text);
  const ResolvedStyle resolved = resolve(impl_->themes, style, scale);
  const float width_px = std::max(0.0F, width_u * scale.px_per_u);
  const auto layout = impl_->lay_out(runs, resolved, style, width_px, language);
  const LineFrame frame{resolved.line_px, resolved.line_px / 2 + impl_->below_middle(resolved),
                        width_px,         scale.px_per_u,
                        style.align,      style.lines_max};
  return place_lines(layout.get(), frame, runs.links, impl_->raster);
}

}  // namespace countersign::ui
