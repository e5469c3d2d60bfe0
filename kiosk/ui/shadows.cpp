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

// Bands of triangles between rings, each of which runs round a shape with the same number of points.
class Rings {
 public:
  Rings(ImDrawList& list, std::size_t points, int rings) : list_(list), points_(static_cast<unsigned>(points)) {
    const int count = static_cast<int>(points);
    list.PrimReserve(count * 6 * (rings - 1), count * rings);
    first_ = list._VtxCurrentIdx;
  }
  // `at` gives the place of each of the shape's points.
  template <class At>
  void ring(ImU32 ink, At at) {
    for (unsigned i = 0; i < points_; ++i) list_.PrimWriteVtx(at(i), list_._Data->TexUvWhitePixel, ink);
    if (rings_++ > 0) join();
  }

 private:
  void join() {
    const unsigned outer = first_ + (rings_ - 2) * points_;
    for (unsigned i = 0; i < points_; ++i) {
      const unsigned next = (i + 1) % points_;
      for (const unsigned index : {i, next, next + points_, i, next + points_, i + points_})
        list_.PrimWriteIdx(static_cast<ImDrawIdx>(outer + index));
    }
  }
  ImDrawList& list_;
  unsigned points_;
  unsigned first_ = 0;
  unsigned rings_ = 0;
};

// Of a step only the rim is painted: whoever casts it lies on the rest, and without a GPU each pixel counts. As deep as it can
// be seen, and two pixels more.
void shade_px(ImDrawList& list, const PxRect& rect, float radius, float depth, float alpha, ImU32 ink) {
  const float half_side = std::min(rect.width(), rect.height()) / 2;
  if (depth >= std::min(radius, half_side)) return fill_px(list, rect, radius, ink);
  const float round = std::min(radius, half_side);
  const std::vector<ImVec2> outline = rounded_path(rect, round);
  // `inside` pixels towards the centre of the point's corner.
  const auto at = [&](float inside) {
    return [&, part = inside / round](unsigned i) {
      const ImVec2& point = outline[i];
      const float x = std::max(rect.left + round, std::min(point.x, rect.right - round));
      const float y = std::max(rect.top + round, std::min(point.y, rect.bottom - round));
      return ImVec2{point.x + (x - point.x) * part, point.y + (y - point.y) * part};
    };
  };
  const bool soft = alpha >= faint;
  Rings rings(list, outline.size(), soft ? 3 : 2);
  if (soft) rings.ring(ink & ~IM_COL32_A_MASK, at(-.5F));
  rings.ring(ink, at(soft ? .5F : 0));
  rings.ring(ink, at(depth));
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
