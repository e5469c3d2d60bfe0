#include "kiosk/ui/atlas.hpp"

#include <algorithm>
#include <cstring>

namespace countersign::ui {

namespace {

constexpr int padding_px = 1;  // kept clear around a glyph, so that filtering does not see its neighbour
static_assert(GlyphRaster::glyph_px_max + 2 * padding_px <= GlyphAtlas::page_px(TextureFormat::colour));

std::uint64_t key_of(FontId font, std::uint32_t glyph, int quarter) {
  return (static_cast<std::uint64_t>(font) << 34U) | (static_cast<std::uint64_t>(glyph) << 2U) |
         static_cast<std::uint64_t>(quarter & 3);
}

// The bitmap with a clear border: the texture's own contents are undefined.
std::vector<std::uint8_t> padded(const GlyphBitmap& bitmap) {
  const auto pixel = static_cast<std::size_t>(bytes_per_pixel(bitmap.format));
  const std::size_t row = static_cast<std::size_t>(bitmap.width_px) * pixel;
  const std::size_t stride = row + 2 * padding_px * pixel;
  const auto height = static_cast<std::size_t>(bitmap.height_px);
  std::vector<std::uint8_t> out(stride * (height + 2 * padding_px), 0);
  for (std::size_t y = 0; y < height; ++y)
    std::memcpy(&out[(y + padding_px) * stride + padding_px * pixel], &bitmap.pixels[y * row], row);
  return out;
}

std::size_t page_bytes(TextureFormat format) {
  const auto side = static_cast<std::size_t>(GlyphAtlas::page_px(format));
  return side * side * static_cast<std::size_t>(bytes_per_pixel(format));
}

}  // namespace

bool ShelfPacker::place(int w, int h, int& x, int& y) {
  const auto fits = [&](const Shelf& shelf) {
    return shelf.height >= h && shelf.height <= h + h / 4 + 2 && shelf.used + w <= size_px_;
  };
  auto shelf = std::find_if(shelves_.begin(), shelves_.end(), fits);
  if (shelf == shelves_.end()) {
    if (next_y_ + h > size_px_ || w > size_px_) return false;
    shelf = shelves_.insert(shelves_.end(), Shelf{next_y_, h, 0});
    next_y_ += h;
  }
  x = shelf->used;
  y = shelf->y;
  shelf->used += w;
  return true;
}

void ShelfPacker::clear() {
  shelves_.clear();
  next_y_ = 0;
}

void GlyphAtlas::start_frame() {
  if (bytes() <= bytes_max) return;
  // The last frame has been rendered, so nothing refers to the old places any more. Textures are used again.
  while (bytes() > bytes_max) pages_.pop_back();
  for (Page& page : pages_) page.packer.clear();
  glyphs_.clear();
  uploads_.clear();
  ++generation_;
}

const AtlasGlyph& GlyphAtlas::glyph(FontId font, std::uint32_t glyph, int quarter) {
  const auto [place, added] = glyphs_.try_emplace(key_of(font, glyph, quarter));
  if (added) place->second = add(raster_.draw(font, glyph, quarter));
  return place->second;
}

AtlasGlyph GlyphAtlas::add(const GlyphBitmap& bitmap) {
  if (bitmap.width_px == 0 || bitmap.height_px == 0) return {};
  const int w = bitmap.width_px + 2 * padding_px;
  const int h = bitmap.height_px + 2 * padding_px;
  int x = 0;
  int y = 0;
  const std::uint16_t page = place(bitmap.format, w, h, x, y);
  uploads_.push_back({page, x, y, w, h, padded(bitmap)});
  const auto u16 = [](int value) { return static_cast<std::uint16_t>(value); };
  const auto i16 = [](int value) { return static_cast<std::int16_t>(value); };
  return {page,
          bitmap.format == TextureFormat::colour,
          i16(bitmap.left_px),
          i16(bitmap.top_px),
          u16(x + padding_px),
          u16(y + padding_px),
          u16(bitmap.width_px),
          u16(bitmap.height_px)};
}

std::uint16_t GlyphAtlas::place(TextureFormat format, int w, int h, int& x, int& y) {
  for (std::size_t page = 0; page < pages_.size(); ++page)
    if (pages_[page].format == format && pages_[page].packer.place(w, h, x, y)) return static_cast<std::uint16_t>(page);
  pages_.emplace_back(format);
  pages_.back().packer.place(w, h, x, y);
  return static_cast<std::uint16_t>(pages_.size() - 1);
}

unsigned GlyphAtlas::texture(std::uint16_t page) {
  Page& used = pages_[page];
  if (used.texture.id() == 0) used.texture = GlTexture(used.format, page_px(used.format), page_px(used.format));
  return used.texture.id();
}

void GlyphAtlas::upload() {
  if (uploads_.empty() || !gl_is_current()) return;
  for (const Upload& part : uploads_) {
    texture(part.page);  // makes it, if there was no context when the page was begun
    pages_[part.page].texture.write(part.x, part.y, part.w, part.h, part.pixels.data());
  }
  uploads_.clear();
  uploads_.shrink_to_fit();
}

std::size_t GlyphAtlas::bytes() const {
  std::size_t sum = 0;
  for (const Page& page : pages_) sum += page_bytes(page.format);
  return sum;
}

}  // namespace countersign::ui
