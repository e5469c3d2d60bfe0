#pragma once
// Painting in whole pixels, shared by the sources that draw shapes.

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {

// Clockwise, as ImGui's anti-aliased fills want it.
void path_rounded(ImDrawList& list, const PxRect& rect, float radius);
void fill_px(ImDrawList& list, const PxRect& rect, float radius, ImU32 ink);

}  // namespace countersign::ui
