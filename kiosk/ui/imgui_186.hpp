#pragma once
// Everything that depends on the inside of Dear ImGui 1.86 (Debian 12). Newer versions differ: look here first.

#include <imgui.h>
#include <imgui_internal.h>

namespace countersign::ui::imgui_186 {

// The list behind all ImGui windows: cleared by NewFrame, clipped to the display, drawn first.
inline ImDrawList* screen_list() { return ImGui::GetBackgroundDrawList(); }

inline int vertex_count(const ImDrawList& list) { return list.VtxBuffer.Size; }

// Recolours the vertices from `first` on by their height between `top_y` and `bottom_y`; their alpha stays, so that
// anti-aliased fringes stay soft.
inline void shade_vertically(ImDrawList& list, int first, float top_y, float bottom_y, ImU32 top, ImU32 bottom) {
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(&list, first, list.VtxBuffer.Size, ImVec2(0, top_y), ImVec2(0, bottom_y), top,
                                                bottom);
}

// Moves the vertices from `first` on away from (or towards) `center`: how a pressed button or a coming dialog is scaled
// without laying it out again.
inline void scale_vertices(ImDrawList& list, int first, ImVec2 center, float factor) {
  for (int i = first; i < list.VtxBuffer.Size; ++i) {
    ImVec2& position = list.VtxBuffer[i].pos;
    position.x = center.x + (position.x - center.x) * factor;
    position.y = center.y + (position.y - center.y) * factor;
  }
}

}  // namespace countersign::ui::imgui_186
