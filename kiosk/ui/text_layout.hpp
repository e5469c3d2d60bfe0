#pragma once
// What shaping leaves: glyphs at their places, lines, carets. No Pango object is kept, so a cached layout is small.
// In px, from the layout's leading top corner; x in quarters of a pixel, the steps in which glyphs are rasterised.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/ui/atlas.hpp"
#include "kiosk/ui/text.hpp"

namespace countersign::ui {

struct PlacedGlyph {
  std::int32_t x_quarters = 0;
  std::uint32_t glyph = 0;
  FontId font = 0;
  std::int16_t raise_px = 0;  // above the baseline, for marks
  bool link = false;
};

struct PlacedLine {
  float top_px = 0;
  float bottom_px = 0;
  float baseline_px = 0;
  std::uint32_t first_glyph = 0;
  std::uint32_t glyph_count = 0;
};

struct CaretPlace {
  std::uint32_t byte = 0;
  std::uint32_t line = 0;
  float x_px = 0;
};

struct TextLayout {
  std::vector<PlacedGlyph> glyphs;
  std::vector<PlacedLine> placed;
  std::vector<TextLine> lines;
  std::vector<CaretPlace> carets;  // by byte
  Size size_u;
  float px_per_u = 1;
  bool truncated = false;
  bool right_to_left = false;
  std::uint32_t missing_glyphs = 0;

  // Where the atlas has the glyphs; found again after the atlas was packed anew or the phase of the origin changed.
  mutable std::vector<const AtlasGlyph*> slots;
  mutable std::uint32_t slots_generation = 0;
  mutable int slots_phase = 0;

  // What it takes on the heap, slots included although they come with the first drawing.
  std::size_t bytes() const {
    return sizeof(TextLayout) + glyphs.capacity() * (sizeof(PlacedGlyph) + sizeof(decltype(slots)::value_type)) +
           placed.capacity() * sizeof(PlacedLine) + lines.capacity() * sizeof(TextLine) +
           carets.capacity() * sizeof(CaretPlace);
  }
};

}  // namespace countersign::ui
