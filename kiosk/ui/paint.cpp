// Shapes: rounded rectangles, lines, arcs. Edges are snapped to whole pixels, so that hairlines stay crisp.

#include <cmath>
#include <numbers>

#include "kiosk/ui/paint.hpp"

namespace countersign::ui {
namespace {

constexpr float pi = std::numbers::pi_v<float>;
constexpr float high_contrast_outline = 4;
constexpr float arc_error_px = 0.06F;  // how far a segment may lie from the true arc

int segments(float radius_px, float angle) {
  if (radius_px <= arc_error_px * 2) return 1;
  const float step = 2 * std::acos(1 - arc_error_px / radius_px);
  return std::max(2, static_cast<int>(std::ceil(angle / step)));
}

// Without doubled points: ImGui's anti-aliasing needs a direction between neighbours.
void add(std::vector<ImVec2>& path, float x, float y) {
  constexpr float same = 0.01F;
  if (!path.empty() && std::abs(path.back().x - x) < same && std::abs(path.back().y - y) < same) return;
  path.emplace_back(x, y);
}

void corner(std::vector<ImVec2>& path, float x, float y, float radius, float from) {
  const int steps = radius < 0.5F ? 0 : segments(radius, pi / 2);
  for (int i = 0; i <= steps; ++i) {
    const float angle = from + (steps == 0 ? 0 : pi / 2 * static_cast<float>(i) / static_cast<float>(steps));
    add(path, x + radius * std::cos(angle), y + radius * std::sin(angle));
  }
}

// Where a line ends or turns so sharply that its joint must be rounded.
bool is_end_or_bend(const std::vector<ImVec2>& path, std::size_t i) {
  if (i == 0 || i + 1 == path.size()) return true;
  const ImVec2 in(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
  const ImVec2 out(path[i + 1].x - path[i].x, path[i + 1].y - path[i].y);
  constexpr float cos_of_bend = 0.9F;
  return in.x * out.x + in.y * out.y < cos_of_bend * std::hypot(in.x, in.y) * std::hypot(out.x, out.y);
}

}  // namespace

std::vector<ImVec2> rounded_path(const PxRect& rect, float radius) {
  const float r = std::max(0.0F, std::min(radius, std::min(rect.width(), rect.height()) / 2));
  std::vector<ImVec2> path;
  path.reserve(64);
  corner(path, rect.left + r, rect.top + r, r, pi);
  corner(path, rect.right - r, rect.top + r, r, pi * 1.5F);
  corner(path, rect.right - r, rect.bottom - r, r, 0);
  corner(path, rect.left + r, rect.bottom - r, r, pi / 2);
  const ImVec2 first = path.front();
  while (path.size() > 2 && std::abs(path.back().x - first.x) < 0.01F && std::abs(path.back().y - first.y) < 0.01F)
    path.pop_back();
  return path;
}

void fill_px(ImDrawList& list, const PxRect& rect, float radius, ImU32 ink) {
  if (rect.width() <= 0 || rect.height() <= 0) return;
  if (radius < 0.5F) {
    list.AddRectFilled({rect.left, rect.top}, {rect.right, rect.bottom}, ink);
    return;
  }
  const std::vector<ImVec2> path = rounded_path(rect, radius);
  list.AddConvexPolyFilled(path.data(), static_cast<int>(path.size()), ink);
}

PxRect Ui::Impl::to_px(Rect rect) const {
  const float left = mirrored ? static_cast<float>(spec.width_px) - px(rect.right()) : px(rect.x);
  return {std::round(left), std::round(px(rect.y)), std::round(left + px(rect.w)), std::round(px(rect.bottom()))};
}

Point Ui::Impl::to_px(Point point) const {
  return {mirrored ? static_cast<float>(spec.width_px) - px(point.x) : px(point.x), px(point.y)};
}

Point Ui::Impl::point_from_px(Point at_px) const {
  const float x = mirrored ? static_cast<float>(spec.width_px) - at_px.x : at_px.x;
  return {x / spec.px_per_u, at_px.y / spec.px_per_u};
}

Rect Ui::Impl::from_px(const PxRect& rect) const {
  const float left = mirrored ? static_cast<float>(spec.width_px) - rect.right : rect.left;
  return {left / spec.px_per_u, rect.top / spec.px_per_u, rect.width() / spec.px_per_u, rect.height() / spec.px_per_u};
}

float Ui::Impl::alpha() const { return (alphas.empty() ? 1 : alphas.back()) * (coming_in ? entering_alpha : 1); }

ImU32 Ui::Impl::ink(Rgba color, float times) const {
  const float whole = alpha() * times * static_cast<float>(color & 0xFFU);
  return IM_COL32(color >> 24U, (color >> 16U) & 0xFFU, (color >> 8U) & 0xFFU, static_cast<unsigned>(std::lround(whole)));
}

Rgba mix(Rgba a, Rgba b, float share) {
  if (share <= 0) return a;
  if (share >= 1) return b;
  Rgba mixed = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    const auto from = static_cast<float>((a >> shift) & 0xFFU);
    const auto to = static_cast<float>((b >> shift) & 0xFFU);
    mixed |= static_cast<Rgba>(std::lround(from + (to - from) * share)) << shift;
  }
  return mixed;
}

Rgba with_alpha(Rgba color, float alpha) {
  const float whole = static_cast<float>(color & 0xFFU) * alpha;
  return (color & 0xFFFFFF00U) | static_cast<Rgba>(std::lround(whole));
}

void Ui::fill(Rect rect, Rgba color, float radius) {
  const Impl& self = *impl_;
  if (self.list != nullptr && (color & 0xFFU) != 0) fill_px(*self.list, self.to_px(rect), self.px(radius), self.ink(color));
}

void Ui::fill_gradient(Rect rect, Rgba top, Rgba bottom, float radius) {
  const Impl& self = *impl_;
  if (self.list == nullptr) return;
  const PxRect px = self.to_px(rect);
  const int first = imgui_186::vertex_count(*self.list);
  fill_px(*self.list, px, self.px(radius), self.ink(top));
  if (top != bottom) imgui_186::shade_vertically(*self.list, first, px.top, px.bottom, self.ink(top), self.ink(bottom));
}

void Ui::outline(Rect rect, Rgba color, float width, float radius) {
  const Impl& self = *impl_;
  if (self.list == nullptr) return;
  const bool bold = theme().name == assets::ThemeName::high_contrast;
  const float line_px = self.px_line(bold ? std::max(width, high_contrast_outline) : width);
  PxRect px = self.to_px(rect);
  const float half = line_px / 2;
  px = {px.left + half, px.top + half, px.right - half, px.bottom - half};
  const std::vector<ImVec2> path = rounded_path(px, std::max(0.0F, self.px(radius) - half));
  self.list->AddPolyline(path.data(), static_cast<int>(path.size()), self.ink(color), ImDrawFlags_Closed, line_px);
}

void Ui::line(Point from, Point to, Rgba color, float width) { polyline({from, to}, color, width); }

void Ui::polyline(const std::vector<Point>& points, Rgba color, float width, bool round_caps) {
  const Impl& self = *impl_;
  if (self.list == nullptr || points.size() < 2) return;
  const ImU32 ink = self.ink(color);
  const float line_px = self.px(width);
  std::vector<ImVec2> path;
  path.reserve(points.size());
  for (const Point& point : points) {
    const Point px = self.to_px(point);
    if (path.empty() || path.back().x != px.x || path.back().y != px.y) path.emplace_back(px.x, px.y);
  }
  // One line up to each bend and a disc on it: ImGui's own joints are pointed.
  std::size_t from = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool last = i + 1 == path.size();
    const bool joint = round_caps && is_end_or_bend(path, i);
    if (joint) self.list->AddCircleFilled(path[i], line_px / 2, ink, segments(line_px / 2, 2 * pi) + 4);
    if (i == from || (!joint && !last)) continue;
    self.list->AddPolyline(path.data() + from, static_cast<int>(i - from + 1), ink, 0, line_px);
    from = i;
  }
}

void Ui::circle(Point center, float radius, Rgba color) {
  fill({center.x - radius, center.y - radius, 2 * radius, 2 * radius}, color, radius);
}

void Ui::circle_outline(Point center, float radius, Rgba color, float width) {
  outline({center.x - radius, center.y - radius, 2 * radius, 2 * radius}, color, width, radius);
}

void Ui::arc(Point center, float radius, float width, float from_turn, float to_turn, Rgba color) {
  const Impl& self = *impl_;
  if (self.list == nullptr || to_turn <= from_turn) return;
  const ImU32 ink = self.ink(color);
  const Point px = self.to_px(center);
  const float r = self.px(radius);
  const float line_px = self.px(width);
  if (to_turn - from_turn >= 1) {
    self.list->AddCircle({px.x, px.y}, r, ink, segments(r, 2 * pi), line_px);
    return;
  }
  const float sense = self.mirrored ? -1.0F : 1.0F;  // clockwise means onwards; mirrored with the rest
  const auto angle = [&](float turn) { return -pi / 2 + sense * 2 * pi * turn; };
  const float from = angle(from_turn);
  const float to = angle(to_turn);
  self.list->PathArcTo({px.x, px.y}, r, from, to, segments(r, std::abs(to - from)));
  self.list->PathStroke(ink, 0, line_px);
  for (const float end : {from, to})
    self.list->AddCircleFilled({px.x + r * std::cos(end), px.y + r * std::sin(end)}, line_px / 2, ink,
                               segments(line_px / 2, 2 * pi) + 4);
}

void Ui::push_clip(Rect rect) {
  Impl& self = *impl_;
  self.clips.push_back(self.visible(rect));
  if (self.list == nullptr) return;
  const PxRect px = self.to_px(rect);
  self.list->PushClipRect({px.left, px.top}, {px.right, px.bottom}, true);
}

void Ui::pop_clip() {
  impl_->clips.pop_back();
  if (impl_->list != nullptr) impl_->list->PopClipRect();
}

void Ui::push_alpha(float alpha) {
  auto& alphas = impl_->alphas;
  alphas.push_back((alphas.empty() ? 1 : alphas.back()) * alpha);
}

void Ui::pop_alpha() { impl_->alphas.pop_back(); }
void Ui::push_background(Rgba color) { impl_->backgrounds.push_back(color); }
void Ui::pop_background() { impl_->backgrounds.pop_back(); }

Rgba Ui::background() const { return impl_->backgrounds.empty() ? color(Role::surface) : impl_->backgrounds.back(); }

}  // namespace countersign::ui
