#pragma once
// From a Pango layout whose lines are broken to glyphs at their places.

#include <cstdint>
#include <utility>
#include <vector>

#include <pango/pango.h>

#include "kiosk/ui/text_layout.hpp"
#include "kiosk/ui/text_raster.hpp"

namespace countersign::ui {

using ByteRange = std::pair<std::size_t, std::size_t>;  // from, to

// How lines are placed, in px.
struct LineFrame {
  float line_px = 0;
  float baseline_px = 0;  // from the line's top
  float width_px = 0;     // what lines are aligned in; 0: the widest line
  float px_per_u = 1;
  Align align = Align::leading;
  int lines_max = 0;
};

float line_width_px(const PangoLayoutLine* line);

TextLayout place_lines(PangoLayout* pango, const LineFrame& frame, const std::vector<ByteRange>& links, GlyphRaster& raster);

}  // namespace countersign::ui
