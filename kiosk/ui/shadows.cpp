// Shadows are stacks of rounded rectangles (look/README.md, "Components from primitives"), and the cards that carry
// them.

#include <array>
#include <cmath>
#include <span>

#include "kiosk/ui/paint.hpp"

namespace countersign::ui {
namespace {

// Drawn below the fill: grown by `grow`, moved down by `down`, corners rounder by `grow`. Lengths in u.
struct ShadowStep {
  float down;
  float grow;
  float alpha;
};

constexpr std::array<ShadowStep, 4> card_steps{{{1, 0, .05F}, {2, 1, .03F}, {4, 2, .022F}, {7, 4, .014F}}};
constexpr std::array<ShadowStep, 6> raised_steps{
    {{0, 1.5F, .10F}, {3, 1, .06F}, {6, 4, .035F}, {10, 8, .022F}, {15, 13, .014F}, {21, 19, .008F}}};
constexpr std::array<ShadowStep, 4> primary_steps{{{2, 0, .16F}, {4, 1, .08F}, {7, 3, .045F}, {11, 6, .025F}}};
constexpr std::array<ShadowStep, 2> key_steps{{{2, 0, .08F}, {4, 1, .03F}}};
constexpr Rgba primary_shadow_color = 0x0A4FA8FF;

constexpr float faint = .04F;  // a hard edge of it is not seen

// A band of triangles along the inside of an outline, without a soft edge: a third of those that a soft one takes.
void band_px(ImDrawList& list, const std::vector<ImVec2>& outline, const PxRect& rect, float radius, float depth, ImU32 ink) {
  const int count = static_cast<int>(outline.size());
  list.PrimReserve(count * 6, count * 2);
  const unsigned first = list._VtxCurrentIdx;
  const ImVec2 white = list._Data->TexUvWhitePixel;
  for (const ImVec2& at : outline) {
    const float x = std::max(rect.left + radius, std::min(at.x, rect.right - radius));
    const float y = std::max(rect.top + radius, std::min(at.y, rect.bottom - radius));
    list.PrimWriteVtx(at, white, ink);
    list.PrimWriteVtx({at.x + (x - at.x) / radius * depth, at.y + (y - at.y) / radius * depth}, white, ink);
  }
  for (int i = 0; i < count; ++i) {
    const unsigned here = first + 2 * static_cast<unsigned>(i);
    const unsigned next = first + 2 * static_cast<unsigned>((i + 1) % count);
    for (const unsigned index : {here, next, next + 1, here, next + 1, here + 1})
      list.PrimWriteIdx(static_cast<ImDrawIdx>(index));
  }
}

// Of a faint step only the rim is painted: whoever casts it lies on the rest, and without a GPU each pixel counts. As deep as
// it can be seen, and two pixels more.
void shade_px(ImDrawList& list, const PxRect& rect, float radius, float depth, float alpha, ImU32 ink) {
  const float half_side = std::min(rect.width(), rect.height()) / 2;
  if (alpha >= faint || depth >= std::min(radius, half_side)) return fill_px(list, rect, radius, ink);
  const float round = std::min(radius, half_side);
  band_px(list, rounded_path(rect, round), rect, round, depth, ink);
}

// The farthest step first, so that the nearest lies on top as in the pictures.
void cast(const Ui::Impl& self, Rect rect, float radius, std::span<const ShadowStep> steps, Rgba color, float times) {
  if (self.list == nullptr || times <= 0) return;
  const PxRect px = self.to_px(rect);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const float grow = self.px(step->grow);
    const float down = self.px(step->down);
    const PxRect moved{px.left - grow, px.top - grow + down, px.right + grow, px.bottom + grow + down};
    const float alpha = std::min(1.0F, step->alpha * times);
    shade_px(*self.list, moved, self.px(radius + step->grow), grow + down + 2, alpha, self.ink(color, alpha));
  }
}

// The part of a convex outline on one side of a vertical line.
std::vector<ImVec2> left_or_right_of(const std::vector<ImVec2>& outline, float x, bool left) {
  std::vector<ImVec2> part;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const ImVec2 a = outline[i];
    const ImVec2 b = outline[(i + 1) % outline.size()];
    const bool a_in = left ? a.x <= x : a.x >= x;
    const bool b_in = left ? b.x <= x : b.x >= x;
    if (a_in) part.push_back(a);
    if (a_in != b_in) part.emplace_back(x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x));
  }
  return part;
}

}  // namespace

void Ui::card_shadow(Rect rect, float radius) {
  cast(*impl_, rect, radius, card_steps, color(Role::shadow), theme().shadow_alpha);
}

void Ui::raised_shadow(Rect rect, float radius) {
  const float strength = theme().shadow_alpha > 0 ? 1 : 0;  // a dialog stands on a scrim: not stronger in the dark
  cast(*impl_, rect, radius, raised_steps, color(Role::shadow), strength);
}

void Ui::primary_shadow(Rect rect, float radius) {
  if (theme().name == assets::ThemeName::light) cast(*impl_, rect, radius, primary_steps, primary_shadow_color, 1);
}

void Ui::key_shadow(Rect rect, float radius) {
  cast(*impl_, rect, radius, key_steps, color(Role::shadow), theme().shadow_alpha);
}

// Edge and card meet at a straight line; neither lies under the other, so that no fringe of the edge shows around the
// card's other corners.
void Ui::edge_card(Rect rect, Rgba edge, float edge_width) {
  constexpr float radius = 28;
  Impl& self = *impl_;
  card_shadow(rect, radius);
  if (self.list == nullptr) return;
  const PxRect px = self.to_px(rect);
  const float cut = self.px_line(edge_width);
  const float seam = self.mirrored ? px.right - cut : px.left + cut;
  const std::vector<ImVec2> outline = rounded_path(px, self.px(radius));
  const auto side = [&](bool left) {
    std::vector<ImVec2> part = left_or_right_of(outline, seam, left);
    const bool is_edge = left != self.mirrored;
    self.list->AddConvexPolyFilled(part.data(), static_cast<int>(part.size()), self.ink(is_edge ? edge : color(Role::card)));
  };
  side(true);
  side(false);
  if (theme().name == assets::ThemeName::high_contrast) this->outline(rect, edge, edge_width / 2, radius);
}

}  // namespace countersign::ui
