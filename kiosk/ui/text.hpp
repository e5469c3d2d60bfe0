#pragma once
// All text: Pango shapes, itemises and breaks lines; glyphs are rasterised once into our own atlas and drawn as tinted
// quads. Layouts are cached by (text, style, width, language, scale), least recently used out.
// Frame thread only.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "assets/reader/theme.hpp"
#include "kiosk/ui/geometry.hpp"

struct ImDrawList;

namespace countersign::ui {

using assets::Rgba;
using assets::Role;
using assets::Style;

struct Span {
  std::string text;
  bool strong = false;
  bool link = false;  // drawn in primary, strong
  bool operator==(const Span&) const = default;
};

// Plain or with strong runs; made from a string without ado.
struct RichText {
  std::vector<Span> spans;
  RichText() = default;
  RichText(std::string text) { spans.push_back({std::move(text), false, false}); }  // NOLINT: implicit by design
  RichText(const char* text) : RichText(std::string(text)) {}                       // NOLINT: implicit by design
  RichText(std::vector<Span> runs) : spans(std::move(runs)) {}                      // NOLINT: implicit by design
  std::string plain() const;
};

enum class Align { leading, center, trailing };

struct TextStyle {
  Style style = Style::body;
  Align align = Align::leading;
  bool balance = false;  // titles: narrow the wrap width until one more line would appear
  bool tabular = false;  // figures of one width
  int lines_max = 0;     // 0: no limit; else the last line ends in an ellipsis (and counts as truncated)
  float line_u = 0;      // 0: the style's own; else this line height (before scaling)
  float size_u = 0;      // 0: the style's own
  int weight = 0;        // 0: the style's own
  bool operator==(const TextStyle&) const = default;
};

// A shaped and broken paragraph. Lengths in u. Valid until the cache drops it: use it within the frame.
struct TextLine {
  float top = 0;  // within the layout
  float height = 0;
  float width = 0;
};
struct TextLayout;  // opaque

struct TextScale {
  float scale = 1.0F;  // 1, 1.6, 2: of styles that grow in full; others grow by half of it
  float px_per_u = 1.0F;
  bool operator==(const TextScale&) const = default;
};

class TextEngine {
 public:
  static constexpr std::size_t layout_cache_bytes_max = 64 * 1024 * 1024;

  // `fonts_config` is assets/fonts.conf: it names the families; nothing else of the system is used.
  TextEngine(const assets::Themes& themes, const std::string& fonts_config);
  ~TextEngine();
  TextEngine(const TextEngine&) = delete;
  TextEngine& operator=(const TextEngine&) = delete;

  // Shapes `text` for `language` (BCP 47; decides shaping, fonts of Han and the paragraph's direction with the text's
  // own first strong character) wrapped at `width_u` (<= 0: one line).
  const TextLayout& layout(const RichText& text, const TextStyle& style, float width_u, const std::string& language,
                           TextScale scale);

  static Size size(const TextLayout& layout);
  static const std::vector<TextLine>& lines(const TextLayout& layout);
  static bool truncated(const TextLayout& layout);
  static std::size_t missing_glyphs(const TextLayout& layout);
  static bool right_to_left(const TextLayout& layout);
  // Caret position before byte `index` of the plain text.
  static Point caret(const TextLayout& layout, std::size_t index);

  // Draws with its leading top corner at `origin_px`. Lines that are not wholly between `clip_top_px` and
  // `clip_bottom_px` are left out, so that scrolling never shows half a line. `link` colours spans marked so.
  void draw(ImDrawList& list, const TextLayout& layout, Point origin_px, Rgba color, Rgba link, float alpha, float clip_top_px,
            float clip_bottom_px);

  // Forgets what was not used lately when over the cap; call once a frame. Uploads new glyphs: needs the GL context.
  void end_frame();

  struct Stats {
    std::size_t layouts = 0;
    std::size_t layout_bytes = 0;
    std::size_t glyphs = 0;
    std::size_t pages = 0;
  };
  Stats stats() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace countersign::ui
