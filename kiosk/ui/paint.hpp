#pragma once
// Painting in whole pixels, shared by the sources that draw shapes.

#include <vector>

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {

// Clockwise, as ImGui's anti-aliased fills want it.
std::vector<ImVec2> rounded_path(const PxRect& rect, float radius);
void fill_px(ImDrawList& list, const PxRect& rect, float radius, ImU32 ink);

}  // namespace countersign::ui
