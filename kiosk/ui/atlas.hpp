#pragma once
// Where glyphs lie in textures. A glyph is rasterised once for each of four horizontal quarters of a pixel, kept until
// the atlas grows over its cap, and then everything is packed anew, between two frames.

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/gl_texture.hpp"
#include "kiosk/ui/text_raster.hpp"

namespace countersign::ui {

struct AtlasGlyph {
  std::uint16_t page = 0;
  bool colour = false;
  std::int16_t left_px = 0;  // as in GlyphBitmap
  std::int16_t top_px = 0;
  std::uint16_t x = 0;  // within the page
  std::uint16_t y = 0;
  std::uint16_t w = 0;  // 0: nothing to draw
  std::uint16_t h = 0;
};

// Rows of glyphs of about the same height.
class ShelfPacker {
 public:
  explicit ShelfPacker(int size_px) : size_px_(size_px) {}
  // False if there is no room. `w` and `h` include padding.
  bool place(int w, int h, int& x, int& y);
  void clear();

 private:
  struct Shelf {
    int y = 0;
    int height = 0;
    int used = 0;
  };
  int size_px_;
  int next_y_ = 0;
  std::vector<Shelf> shelves_;
};

class GlyphAtlas {
 public:
  // Emoji are few and four times as heavy.
  static constexpr int page_px(TextureFormat format) { return format == TextureFormat::coverage ? 1024 : 512; }
  static constexpr std::size_t bytes_max = 16 * 1024 * 1024;

  explicit GlyphAtlas(GlyphRaster& raster) : raster_(raster) {}

  // Call before the first glyph of a frame: packs anew if the last frame went over the cap.
  void start_frame();
  // Valid until the generation changes.
  const AtlasGlyph& glyph(FontId font, std::uint32_t glyph, int quarter);
  unsigned texture(std::uint16_t page);
  int size_px(std::uint16_t page) const { return page_px(pages_[page].format); }
  // Sends new glyphs to the GL; without a context they wait.
  void upload();

  std::uint32_t generation() const { return generation_; }
  std::size_t glyphs() const { return glyphs_.size(); }
  std::size_t pages() const { return pages_.size(); }
  std::size_t bytes() const;

 private:
  struct Page {
    explicit Page(TextureFormat f) : format(f), packer(page_px(f)), texture(f, page_px(f), page_px(f)) {}
    TextureFormat format;
    ShelfPacker packer;
    GlTexture texture;
  };
  struct Upload {
    std::uint16_t page = 0;
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;
    std::vector<std::uint8_t> pixels;
  };

  AtlasGlyph add(const GlyphBitmap& bitmap);
  std::uint16_t place(TextureFormat format, int w, int h, int& x, int& y);

  GlyphRaster& raster_;
  std::unordered_map<std::uint64_t, AtlasGlyph> glyphs_;
  std::vector<Page> pages_;
  std::vector<Upload> uploads_;
  std::uint32_t generation_ = 1;
};

}  // namespace countersign::ui
