// Shadows are stacks of rounded rectangles (look/README.md, "Components from primitives"), and the cards that carry them.

#include <array>
#include <cmath>
#include <numbers>
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

// The farthest step first, so that the nearest lies on top as in the pictures.
void cast(const Ui::Impl& self, Rect rect, float radius, std::span<const ShadowStep> steps, Rgba color, float times) {
  if (self.list == nullptr || times <= 0) return;
  const PxRect px = self.to_px(rect);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const float grow = self.px(step->grow);
    const float down = self.px(step->down);
    const PxRect moved{px.left - grow, px.top - grow + down, px.right + grow, px.bottom + grow + down};
    fill_px(*self.list, moved, self.px(radius + step->grow), self.ink(color, std::min(1.0F, step->alpha * times)));
  }
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

// The card's own leading corners follow the edge's, so that neither sticks out of the other.
void Ui::edge_card(Rect rect, Rgba edge, float edge_width) {
  constexpr float radius = 28;
  constexpr float pi = std::numbers::pi_v<float>;
  Impl& self = *impl_;
  card_shadow(rect, radius);
  fill(rect, edge, radius);
  if (self.list == nullptr) return;
  const PxRect px = self.to_px(rect);
  const float r = std::min(self.px(radius), px.height() / 2);
  const float cut = self.px_line(edge_width);
  const float sweep = std::acos(std::clamp((r - cut) / r, -1.0F, 1.0F));  // where the arc leaves the edge
  constexpr int steps = 12;
  ImDrawList& list = *self.list;
  const auto arc = [&](float x, float y, float from, float to) { list.PathArcTo({x, y}, r, from, to, steps); };
  const bool on_right = self.mirrored;
  arc(px.left + r, px.top + r, on_right ? pi : pi + sweep, pi * 1.5F);
  arc(px.right - r, px.top + r, pi * 1.5F, on_right ? pi * 2 - sweep : pi * 2);
  arc(px.right - r, px.bottom - r, on_right ? sweep : 0, pi / 2);
  arc(px.left + r, px.bottom - r, pi / 2, on_right ? pi : pi - sweep);
  list.PathFillConvex(self.ink(color(Role::card)));
}

}  // namespace countersign::ui
