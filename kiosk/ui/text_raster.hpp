#pragma once
// Glyphs to pixels: FreeType without hinting, coverage for outlines, colour for emoji. One face a font file, whatever
// the size, so that a language's font is opened once.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/ui/gl_texture.hpp"

namespace countersign::ui {

using FontId = std::uint16_t;  // a font file at a size

struct GlyphBitmap {
  TextureFormat format = TextureFormat::coverage;
  int width_px = 0;  // 0: nothing to draw
  int height_px = 0;
  int left_px = 0;  // from the pen to the bitmap's left edge
  int top_px = 0;   // from the baseline up to its top edge
  std::vector<std::uint8_t> pixels;
};

class GlyphRaster {
 public:
  static constexpr int glyph_px_max = 500;  // what is larger is not drawn; a page holds that much

  GlyphRaster();
  ~GlyphRaster();

  // The id of face `index` of `file` at `size_px`; the same for the same arguments.
  FontId font(const std::string& file, int index, float size_px);

  // Glyph `glyph` moved right by `quarter` quarters of a pixel. Empty if the font has no picture of it.
  GlyphBitmap draw(FontId font, std::uint32_t glyph, int quarter);

 private:
  struct Library;
  struct Face;
  struct Font {
    Face* face = nullptr;
    float size_px = 0;
  };

  GlyphBitmap draw_outline(const Font& font, std::uint32_t glyph, int quarter);
  GlyphBitmap draw_colour(const Font& font, std::uint32_t glyph);

  std::unique_ptr<Library> library_;
  std::map<std::pair<std::string, int>, std::unique_ptr<Face>> faces_;
  std::map<std::pair<Face*, int>, FontId> ids_;  // by size in 1/64 px
  std::vector<Font> fonts_;
};

}  // namespace countersign::ui
