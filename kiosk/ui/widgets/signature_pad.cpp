// The pad that a signature is drawn on. Points are taken as they arrive, in mm, so that the strokes survive any resize.

#include <cmath>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float stroke_width = 6;
constexpr float base_line_above_foot = 112;
constexpr milliseconds unknown_pause{500};  // between strokes, when the pad was left and entered again

// Left to right whatever the language: handwriting is not mirrored.
Point on_pad(const Ui::Impl& impl, Rect pad, const PenPoint& point) {
  const float x = point.x_mm * u_per_mm;
  return {pad.x + (impl.mirrored ? pad.w - x : x), pad.y + point.y_mm * u_per_mm};
}

// Catmull-Rom through the points (uniform): smooth, and still through each of them.
std::vector<Point> smooth(const std::vector<Point>& points) {
  constexpr float step_u = 4;
  if (points.size() < 3) return points;
  std::vector<Point> curve{points.front()};
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const Point& a = points[i == 0 ? 0 : i - 1];
    const Point& b = points[i];
    const Point& c = points[i + 1];
    const Point& d = points[std::min(i + 2, points.size() - 1)];
    const int steps = std::max(1, static_cast<int>(std::hypot(c.x - b.x, c.y - b.y) / step_u));
    for (int s = 1; s <= steps; ++s) {
      const float t = static_cast<float>(s) / static_cast<float>(steps);
      const auto blend = [t](float p, float q, float r, float v) {
        return q + 0.5F * t * (r - p + t * (2 * p - 5 * q + 4 * r - v + t * (3 * (q - r) + v - p)));
      };
      curve.push_back({blend(a.x, b.x, c.x, d.x), blend(a.y, b.y, c.y, d.y)});
    }
  }
  return curve;
}

void draw(Ui& ui, Rect pad, const Stroke& stroke) {
  std::vector<Point> points;
  points.reserve(stroke.size());
  for (const PenPoint& point : stroke) points.push_back(on_pad(ui.impl(), pad, point));
  if (points.size() == 1) ui.circle(points.front(), stroke_width / 2, ui.color(Role::text));
  ui.polyline(smooth(points), ui.color(Role::text), stroke_width);
}

PenPoint to_mm(const Ui::Impl& impl, Rect pad, Point at, milliseconds since_first) {
  const float x = std::clamp(at.x - pad.x, 0.0F, pad.w);
  const float y = std::clamp(at.y - pad.y, 0.0F, pad.h);
  return {(impl.mirrored ? pad.w - x : x) / u_per_mm, y / u_per_mm, static_cast<std::int32_t>(since_first.count())};
}

// Takes this frame's points; true when the finger has left.
bool follow(Ui::Impl& impl, Rect pad, const std::vector<Stroke>& strokes) {
  auto& [stroke, origin] = impl.signature;
  bool left = false;
  for (const Touch::Sample& sample : impl.touch.samples()) {
    if (sample.kind == PointerInput::Kind::press) stroke.clear();
    if (strokes.empty() && stroke.empty()) origin = sample.when;
    if (!origin) origin = Instant{sample.when.since_start - milliseconds(strokes.back().back().t_ms) - unknown_pause};
    const PenPoint point = to_mm(impl, pad, sample.at, sample.when - *origin);
    const bool repeats = !stroke.empty() && stroke.back().x_mm == point.x_mm && stroke.back().y_mm == point.y_mm;
    if (!repeats) stroke.push_back(point);
    left = sample.kind == PointerInput::Kind::release;
  }
  return left;
}

}  // namespace

std::optional<Stroke> signature_pad(Ui& ui, Rect rect, const std::string& id, const std::vector<Stroke>& strokes,
                                    bool enabled) {
  constexpr float radius = 28;
  Ui::Impl& impl = ui.impl();
  const Press press = ui.press(id, rect, enabled, 0);
  if (!impl.targets.empty() && impl.targets.back().id == id) impl.targets.back().keeps = true;
  ui.fill(rect, ui.color(Role::card), radius);
  ui.outline(rect, ui.color(Role::outline), 3, radius);
  ui.fill({rect.x + 40, rect.bottom() - base_line_above_foot - 3, rect.w - 80, 3}, ui.color(Role::outline));
  Node node;
  node.id = id;
  node.role = "img";
  node.name = ui.tr("ui.signature_pad");
  node.value = std::to_string(strokes.size());
  node.rect = rect;
  node.color = ui.color(Role::text);
  node.background = ui.color(Role::card);
  if (!enabled) node.state.emplace_back("disabled");
  ui.node(std::move(node));

  std::optional<Stroke> done;
  const bool drawing = press.at || (press.activated && !impl.touch.samples().empty());
  const bool left = drawing && follow(impl, rect, strokes);
  ui.push_clip(rect.inset(3, 3));
  for (const Stroke& stroke : strokes) draw(ui, rect, stroke);
  if (drawing) draw(ui, rect, impl.signature.stroke);
  ui.pop_clip();
  if (left) done = std::exchange(impl.signature.stroke, {});
  return done;
}

}  // namespace countersign::ui
