#include "kiosk/ui/text_raster.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace countersign::ui {

struct GlyphRaster::Library {
  FT_Library handle = nullptr;
  Library() {
    if (FT_Init_FreeType(&handle) != 0) handle = nullptr;
  }
  ~Library() {
    if (handle != nullptr) FT_Done_FreeType(handle);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

struct GlyphRaster::Face {
  FT_Face handle = nullptr;
  Face(FT_Library library, const std::string& file, int index) {
    if (library != nullptr && FT_New_Face(library, file.c_str(), index, &handle) == 0) return;
    handle = nullptr;
    spdlog::error("the font file cannot be opened: {}", file);
  }
  ~Face() {
    if (handle != nullptr) FT_Done_Face(handle);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  bool is_colour_bitmap() const { return FT_HAS_COLOR(handle) && FT_HAS_FIXED_SIZES(handle) && !FT_IS_SCALABLE(handle); }
};

namespace {

int to_26_6(float px) { return static_cast<int>(std::lround(px * 64.0F)); }

struct Pixel {
  float r = 0;
  float g = 0;
  float b = 0;
  float a = 0;
};

// The mean of a box of premultiplied BGRA pixels, its border pixels weighed by how much of them lies inside.
Pixel box_mean(const FT_Bitmap& bitmap, float x0, float y0, float x1, float y1) {
  Pixel sum;
  const int rows = static_cast<int>(bitmap.rows);
  const int columns = static_cast<int>(bitmap.width);
  for (int y = static_cast<int>(y0); y < std::min(rows, static_cast<int>(std::ceil(y1))); ++y) {
    const float height = std::min(y1, static_cast<float>(y + 1)) - std::max(y0, static_cast<float>(y));
    for (int x = static_cast<int>(x0); x < std::min(columns, static_cast<int>(std::ceil(x1))); ++x) {
      const float share = height * (std::min(x1, static_cast<float>(x + 1)) - std::max(x0, static_cast<float>(x)));
      const unsigned char* p = bitmap.buffer + y * bitmap.pitch + 4 * x;
      sum.b += share * static_cast<float>(p[0]);
      sum.g += share * static_cast<float>(p[1]);
      sum.r += share * static_cast<float>(p[2]);
      sum.a += share * static_cast<float>(p[3]);
    }
  }
  const float area = (x1 - x0) * (y1 - y0);
  return {sum.r / area, sum.g / area, sum.b / area, sum.a / area};
}

std::uint8_t to_byte(float value) { return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L)); }

// Shrinks (or grows) `bitmap` by `scale` and undoes the premultiplication, which ImGui's blending does not expect.
std::vector<std::uint8_t> scaled_rgba(const FT_Bitmap& bitmap, int width, int height, float scale) {
  std::vector<std::uint8_t> out;
  out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  const float step = 1.0F / scale;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const float x0 = static_cast<float>(x) * step;
      const float y0 = static_cast<float>(y) * step;
      const Pixel mean = box_mean(bitmap, x0, y0, x0 + step, y0 + step);
      const float undo = mean.a > 0 ? 255.0F / mean.a : 0.0F;
      out.insert(out.end(), {to_byte(mean.r * undo), to_byte(mean.g * undo), to_byte(mean.b * undo), to_byte(mean.a)});
    }
  }
  return out;
}

}  // namespace

GlyphRaster::GlyphRaster() : library_(std::make_unique<Library>()) {}
GlyphRaster::~GlyphRaster() = default;

FontId GlyphRaster::font(const std::string& file, int index, float size_px) {
  auto& face = faces_[{file, index}];
  if (!face) face = std::make_unique<Face>(library_->handle, file, index);
  const auto [place, added] = ids_.try_emplace({face.get(), to_26_6(size_px)}, static_cast<FontId>(fonts_.size()));
  if (added) fonts_.push_back({face.get(), size_px});
  return place->second;
}

GlyphBitmap GlyphRaster::draw(FontId font, std::uint32_t glyph, int quarter) {
  const Font& used = fonts_.at(font);
  if (used.face->handle == nullptr) return {};
  return used.face->is_colour_bitmap() ? draw_colour(used, glyph) : draw_outline(used, glyph, quarter);
}

GlyphBitmap GlyphRaster::draw_outline(const Font& font, std::uint32_t glyph, int quarter) {
  FT_Face face = font.face->handle;
  if (FT_Set_Char_Size(face, 0, to_26_6(font.size_px), 72, 72) != 0) return {};
  if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return {};
  if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
  FT_Outline_Translate(&face->glyph->outline, quarter * 16, 0);
  if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return {};

  const FT_Bitmap& bitmap = face->glyph->bitmap;
  const int width = static_cast<int>(bitmap.width);
  const int height = static_cast<int>(bitmap.rows);
  if (width > glyph_px_max || height > glyph_px_max) return {};
  GlyphBitmap out{TextureFormat::coverage, width, height, face->glyph->bitmap_left, face->glyph->bitmap_top, {}};
  for (int y = 0; y < height; ++y) {
    const unsigned char* row = bitmap.buffer + y * bitmap.pitch;
    out.pixels.insert(out.pixels.end(), row, row + width);
  }
  return out;
}

GlyphBitmap GlyphRaster::draw_colour(const Font& font, std::uint32_t glyph) {
  FT_Face face = font.face->handle;
  if (FT_Select_Size(face, 0) != 0 || FT_Load_Glyph(face, glyph, FT_LOAD_COLOR) != 0) return {};
  const FT_Bitmap& bitmap = face->glyph->bitmap;
  if (bitmap.pixel_mode != FT_PIXEL_MODE_BGRA || bitmap.width == 0) return {};

  const float scale = font.size_px * 64.0F / static_cast<float>(face->available_sizes[0].y_ppem);
  const auto scaled = [scale](auto px) { return static_cast<int>(std::lround(static_cast<float>(px) * scale)); };
  const int width = static_cast<int>(std::ceil(static_cast<float>(bitmap.width) * scale));
  const int height = static_cast<int>(std::ceil(static_cast<float>(bitmap.rows) * scale));
  if (width > glyph_px_max || height > glyph_px_max) return {};
  return {TextureFormat::colour,
          width,
          height,
          scaled(face->glyph->bitmap_left),
          scaled(face->glyph->bitmap_top),
          scaled_rgba(bitmap, width, height, scale)};
}

}  // namespace countersign::ui
