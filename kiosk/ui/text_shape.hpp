#pragma once
// Pango: from text and style to a TextLayout. The only place that knows Pango and fontconfig.

#include <memory>
#include <string>

#include "kiosk/ui/text_layout.hpp"
#include "kiosk/ui/text_raster.hpp"

namespace countersign::ui {

// What a style comes to at a scale, in px.
struct ResolvedStyle {
  std::string family;
  float size_px = 32;
  float line_px = 46;
  int weight = 400;
  float tracking_em = 0;
};
ResolvedStyle resolve(const assets::Themes& themes, const TextStyle& style, TextScale scale);

class Shaper {
 public:
  static constexpr std::size_t text_bytes_max = 64 * 1024;  // of one paragraph; what is beyond is not shown

  // `fonts_config`: see TextEngine.
  Shaper(const assets::Themes& themes, const std::string& fonts_config, GlyphRaster& raster);
  ~Shaper();

  TextLayout shape(const RichText& text, const TextStyle& style, float width_u, const std::string& language, TextScale scale);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace countersign::ui
