#include "kiosk/ui/text.hpp"

#include <imgui.h>

#include <cmath>

#include "kiosk/ui/atlas.hpp"
#include "kiosk/ui/text_cache.hpp"
#include "kiosk/ui/text_layout.hpp"
#include "kiosk/ui/text_raster.hpp"
#include "kiosk/ui/text_shape.hpp"

namespace countersign::ui {

namespace {

constexpr float clip_slack_px = 0.5F;  // rounding must not hide a line that just fits

ImU32 to_imgui(Rgba color, float alpha) {
  const auto channel = [color](unsigned shift) { return static_cast<int>((color >> shift) & 0xFFU); };
  const int a = static_cast<int>(std::lround(static_cast<float>(channel(0)) * alpha));
  return IM_COL32(channel(24), channel(16), channel(8), a);
}

// Emoji have their own colours; only the alpha is asked for.
ImU32 untinted(ImU32 color) { return color | (IM_COL32_WHITE & ~IM_COL32_A_MASK); }

int floor_quarters(int quarters) { return quarters >> 2; }

// Where a text is drawn, on the grid in which glyphs are rasterised.
struct Pen {
  int x_quarters = 0;
  float y_px = 0;
  ImU32 color = 0;
  ImU32 link = 0;
};

void draw_glyph(ImDrawList& list, const PlacedGlyph& glyph, const AtlasGlyph& slot, const Pen& pen, int baseline_px,
                float texel) {
  const int quarters = pen.x_quarters + glyph.x_quarters;
  const int pen_px = slot.colour ? floor_quarters(quarters + 2) : floor_quarters(quarters);
  const auto x = static_cast<float>(pen_px + slot.left_px);
  const auto y = static_cast<float>(baseline_px - glyph.raise_px - slot.top_px);
  const auto w = static_cast<float>(slot.w);
  const auto h = static_cast<float>(slot.h);
  const ImVec2 uv(static_cast<float>(slot.x) * texel, static_cast<float>(slot.y) * texel);
  const ImU32 color = slot.colour ? untinted(pen.color) : glyph.link ? pen.link : pen.color;
  list.PrimRectUV(ImVec2(x, y), ImVec2(x + w, y + h), uv, ImVec2(uv.x + w * texel, uv.y + h * texel), color);
}

}  // namespace

std::string RichText::plain() const {
  std::string out;
  for (const Span& span : spans) out += span.text;
  return out;
}

struct TextEngine::Impl {
  GlyphRaster raster;
  Shaper shaper;
  GlyphAtlas atlas{raster};
  LayoutCache cache{layout_cache_bytes_max};
  bool frame_open = false;  // something was drawn since the last end_frame

  Impl(const assets::Themes& themes, const std::string& fonts_config) : shaper(themes, fonts_config, raster) {}

  void find_slots(const TextLayout& layout, int phase) {
    if (layout.slots_generation == atlas.generation() && layout.slots_phase == phase) return;
    layout.slots.resize(layout.glyphs.size());
    for (std::size_t i = 0; i < layout.glyphs.size(); ++i) {
      const PlacedGlyph& glyph = layout.glyphs[i];
      layout.slots[i] = &atlas.glyph(glyph.font, glyph.glyph, (phase + glyph.x_quarters) & 3);
    }
    layout.slots_generation = atlas.generation();
    layout.slots_phase = phase;
  }

  // Glyphs of one page, from `first` on, in one draw command. Returns the first glyph of another page.
  std::size_t draw_page(ImDrawList& list, const TextLayout& layout, std::size_t first, std::size_t end, const Pen& pen,
                        int baseline_px) {
    const std::uint16_t page = layout.slots[first]->page;
    std::size_t last = first;
    int quads = 0;
    for (; last < end && (layout.slots[last]->w == 0 || layout.slots[last]->page == page); ++last)
      if (layout.slots[last]->w > 0) ++quads;
    const float texel = 1.0F / static_cast<float>(atlas.size_px(page));
    list.PushTextureID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(atlas.texture(page))));
    list.PrimReserve(quads * 6, quads * 4);
    for (std::size_t i = first; i < last; ++i)
      if (layout.slots[i]->w > 0) draw_glyph(list, layout.glyphs[i], *layout.slots[i], pen, baseline_px, texel);
    list.PopTextureID();
    return last;
  }

  void draw_line(ImDrawList& list, const TextLayout& layout, const PlacedLine& line, const Pen& pen) {
    const int baseline_px = static_cast<int>(std::lround(pen.y_px + line.baseline_px));
    const std::size_t end = line.first_glyph + line.glyph_count;
    std::size_t next = line.first_glyph;
    while (next < end) {
      if (layout.slots[next]->w == 0)
        ++next;
      else
        next = draw_page(list, layout, next, end, pen, baseline_px);
    }
  }
};

TextEngine::TextEngine(const assets::Themes& themes, const std::string& fonts_config)
    : impl_(std::make_unique<Impl>(themes, fonts_config)) {}
TextEngine::~TextEngine() = default;

const TextLayout& TextEngine::layout(const RichText& text, const TextStyle& style, float width_u, const std::string& language,
                                     TextScale scale) {
  const LayoutKeyView key{text, style, width_u > 0 ? width_u : 0.0F, language, scale};
  if (const TextLayout* known = impl_->cache.find(key)) return *known;
  return impl_->cache.add(key, impl_->shaper.shape(text, style, width_u, language, scale));
}

Size TextEngine::size(const TextLayout& layout) { return layout.size_u; }
const std::vector<TextLine>& TextEngine::lines(const TextLayout& layout) { return layout.lines; }
bool TextEngine::truncated(const TextLayout& layout) { return layout.truncated; }
std::size_t TextEngine::missing_glyphs(const TextLayout& layout) { return layout.missing_glyphs; }
bool TextEngine::right_to_left(const TextLayout& layout) { return layout.right_to_left; }

Point TextEngine::caret(const TextLayout& layout, std::size_t index) {
  CaretPlace place;
  for (const CaretPlace& caret : layout.carets)
    if (caret.byte <= index) place = caret;
  const float top = place.line < layout.lines.size() ? layout.lines[place.line].top : 0;
  return {place.x_px / layout.px_per_u, top};
}

void TextEngine::draw(ImDrawList& list, const TextLayout& layout, Point origin_px, Rgba color, Rgba link, float alpha,
                      float clip_top_px, float clip_bottom_px) {
  if (alpha <= 0) return;
  if (!impl_->frame_open) impl_->atlas.start_frame();
  impl_->frame_open = true;
  const int x_quarters = static_cast<int>(std::lround(origin_px.x * 4));
  impl_->find_slots(layout, x_quarters & 3);
  const Pen pen{x_quarters, origin_px.y, to_imgui(color, alpha), to_imgui(link, alpha)};
  for (const PlacedLine& line : layout.placed) {
    const bool shown = origin_px.y + line.top_px >= clip_top_px - clip_slack_px &&
                       origin_px.y + line.bottom_px <= clip_bottom_px + clip_slack_px;
    if (shown) impl_->draw_line(list, layout, line, pen);
  }
}

void TextEngine::end_frame() {
  impl_->atlas.upload();
  impl_->cache.end_frame();
  impl_->frame_open = false;
}

TextEngine::Stats TextEngine::stats() const {
  return {impl_->cache.size(), impl_->cache.bytes(), impl_->atlas.glyphs(), impl_->atlas.pages()};
}

}  // namespace countersign::ui
