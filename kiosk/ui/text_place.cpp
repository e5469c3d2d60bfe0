#include "kiosk/ui/text_place.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>

#include <algorithm>
#include <cmath>

namespace countersign::ui {

namespace {

float to_px(int pango_units) { return static_cast<float>(pango_units) / PANGO_SCALE; }

// The font's file and true size; for a bitmap font the size is in its matrix.
FontId font_of(PangoFont* font, GlyphRaster& raster) {
  FcPattern* pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  FcChar8* file = nullptr;
  int index = 0;
  double size_px = 0;
  FcMatrix* matrix = nullptr;
  FcPatternGetString(pattern, FC_FILE, 0, &file);
  FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
  FcPatternGetDouble(pattern, FC_PIXEL_SIZE, 0, &size_px);
  if (FcPatternGetMatrix(pattern, FC_MATRIX, 0, &matrix) == FcResultMatch) size_px *= matrix->yy;
  return raster.font(file != nullptr ? reinterpret_cast<const char*>(file) : "", index, static_cast<float>(size_px));
}

bool in_ranges(const std::vector<ByteRange>& ranges, std::size_t byte) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [byte](const ByteRange& range) { return byte >= range.first && byte < range.second; });
}

class Placer {
 public:
  Placer(const LineFrame& frame, const std::vector<ByteRange>& links, GlyphRaster& raster)
      : frame_(frame), links_(links), raster_(raster) {
    out_.px_per_u = frame.px_per_u;
  }

  TextLayout place(PangoLayout* pango) {
    GSList* pango_lines = pango_layout_get_lines_readonly(pango);
    std::vector<PangoLayoutLine*> lines;
    for (GSList* node = pango_lines; node != nullptr; node = node->next)
      lines.push_back(static_cast<PangoLayoutLine*>(node->data));
    out_.truncated = pango_layout_is_ellipsized(pango) != 0;
    // Pango counts lines_max for each paragraph of the text; ours is for all of it.
    if (frame_.lines_max > 0 && lines.size() > static_cast<std::size_t>(frame_.lines_max)) {
      lines.resize(static_cast<std::size_t>(frame_.lines_max));
      out_.truncated = true;
    }

    std::vector<float> widths;
    for (PangoLayoutLine* line : lines) widths.push_back(line_width_px(line));
    const float widest = widths.empty() ? 0.0F : *std::max_element(widths.begin(), widths.end());
    const float room = frame_.width_px > 0 ? frame_.width_px : widest;
    for (std::size_t i = 0; i < lines.size(); ++i) add_line(lines[i], widths[i], room);

    out_.right_to_left = !lines.empty() && lines.front()->resolved_dir == PANGO_DIRECTION_RTL;
    out_.size_u = {widest / frame_.px_per_u, static_cast<float>(lines.size()) * frame_.line_px / frame_.px_per_u};
    std::stable_sort(out_.carets.begin(), out_.carets.end(),
                     [](const CaretPlace& a, const CaretPlace& b) { return a.byte < b.byte; });
    return std::move(out_);
  }

 private:
  float line_start(bool right_to_left, float width, float room) const {
    if (frame_.align == Align::center) return (room - width) / 2;
    const bool at_right = (frame_.align == Align::trailing) != right_to_left;
    return at_right ? room - width : 0;
  }

  void add_line(PangoLayoutLine* line, float width, float room) {
    const auto number = static_cast<std::uint32_t>(out_.placed.size());
    const float top = static_cast<float>(number) * frame_.line_px;
    const bool right_to_left = line->resolved_dir == PANGO_DIRECTION_RTL;
    const float start = line_start(right_to_left, width, room);
    const auto first = static_cast<std::uint32_t>(out_.glyphs.size());

    x_px_ = start;
    for (GSList* node = line->runs; node != nullptr; node = node->next)
      add_run(*static_cast<const PangoGlyphItem*>(node->data), number);
    out_.carets.push_back(
        {static_cast<std::uint32_t>(line->start_index + line->length), number, right_to_left ? start : start + width});

    const auto count = static_cast<std::uint32_t>(out_.glyphs.size()) - first;
    out_.placed.push_back({top, top + frame_.line_px, top + frame_.baseline_px, first, count});
    out_.lines.push_back({top / frame_.px_per_u, frame_.line_px / frame_.px_per_u, width / frame_.px_per_u});
  }

  void add_run(const PangoGlyphItem& run, std::uint32_t line) {
    const bool right_to_left = (run.item->analysis.level % 2) != 0;
    PangoFont* font = run.item->analysis.font;
    const FontId font_id = font != nullptr ? font_of(font, raster_) : 0;
    x_px_ += to_px(run.start_x_offset);
    for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
      const PangoGlyphInfo& info = run.glyphs->glyphs[i];
      const auto byte = static_cast<std::uint32_t>(run.item->offset + run.glyphs->log_clusters[i]);
      if (font != nullptr) add_glyph(info, font_id, in_ranges(links_, byte), run.y_offset);
      const float before = x_px_;
      x_px_ += to_px(info.geometry.width);
      add_caret({byte, line, right_to_left ? x_px_ : before}, right_to_left);
    }
    x_px_ += to_px(run.end_x_offset);
  }

  void add_glyph(const PangoGlyphInfo& info, FontId font, bool link, int run_raise) {
    if (info.glyph == PANGO_GLYPH_EMPTY) return;
    const bool unknown = (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
    if (unknown) ++out_.missing_glyphs;
    const float x = x_px_ + to_px(info.geometry.x_offset);
    const float raise = to_px(run_raise - info.geometry.y_offset);
    out_.glyphs.push_back({static_cast<std::int32_t>(std::lround(x * 4)),
                           unknown ? 0 : info.glyph,  // 0 is the font's own "no such glyph" box
                           font, static_cast<std::int16_t>(std::lround(raise)), link});
  }

  // The caret stands before a cluster: at the left of its first glyph, right to left at the right of its last.
  void add_caret(const CaretPlace& caret, bool right_to_left) {
    const bool same_cluster =
        !out_.carets.empty() && out_.carets.back().byte == caret.byte && out_.carets.back().line == caret.line;
    if (!same_cluster)
      out_.carets.push_back(caret);
    else if (right_to_left)
      out_.carets.back() = caret;
  }

  const LineFrame& frame_;
  const std::vector<ByteRange>& links_;
  GlyphRaster& raster_;
  TextLayout out_;
  float x_px_ = 0;
};

}  // namespace

float line_width_px(const PangoLayoutLine* line) {
  int width = 0;
  for (GSList* node = line->runs; node != nullptr; node = node->next) {
    const auto* run = static_cast<const PangoGlyphItem*>(node->data);
    width += run->start_x_offset + run->end_x_offset;
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) width += run->glyphs->glyphs[i].geometry.width;
  }
  return to_px(width);
}

TextLayout place_lines(PangoLayout* pango, const LineFrame& frame, const std::vector<ByteRange>& links, GlyphRaster& raster) {
  TextLayout layout = Placer(frame, links, raster).place(pango);
  layout.glyphs.shrink_to_fit();
  layout.placed.shrink_to_fit();
  layout.lines.shrink_to_fit();
  layout.carets.shrink_to_fit();
  return layout;
}

}  // namespace countersign::ui
