#include "kiosk/view/double_check.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace countersign::view {
namespace {

using ui::Point;

// assets/marks/receipt.svg, on a box of 300 x 170: a line, then a cubic.
constexpr float box_width = 300;
constexpr float stroke = 27;
constexpr std::array<Point, 5> first_stroke{Point{20, 84}, {62, 130}, {82, 88}, {106, 54}, {138, 24}};
constexpr std::array<Point, 5> second_stroke{Point{104, 98}, {150, 148}, {180, 98}, {214, 58}, {262, 22}};

Point cubic(const std::array<Point, 5>& p, float t) {
  const float s = 1 - t;
  const float a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
  return {a * p[1].x + b * p[2].x + c * p[3].x + d * p[4].x, a * p[1].y + b * p[2].y + c * p[3].y + d * p[4].y};
}

std::vector<Point> flatten(const std::array<Point, 5>& path) {
  constexpr int steps = 24;
  std::vector<Point> points{path[0]};
  for (int i = 0; i <= steps; ++i) points.push_back(cubic(path, static_cast<float>(i) / steps));
  return points;
}

float length(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

// The first `share` of its length.
std::vector<Point> part_of(const std::vector<Point>& points, float share) {
  float total = 0;
  for (std::size_t i = 1; i < points.size(); ++i) total += length(points[i - 1], points[i]);
  float left = total * share;
  std::vector<Point> part{points.front()};
  for (std::size_t i = 1; i < points.size() && left > 0; ++i) {
    const float step = length(points[i - 1], points[i]);
    const float along = step > 0 ? std::min(1.0F, left / step) : 1;
    part.push_back(
        {points[i - 1].x + (points[i].x - points[i - 1].x) * along, points[i - 1].y + (points[i].y - points[i - 1].y) * along});
    left -= step;
  }
  return part;
}

void draw(ui::Ui& ui, ui::Rect rect, const std::array<Point, 5>& path, float share, ui::Rgba color) {
  if (share <= 0) return;
  const float scale = rect.w / box_width;
  std::vector<Point> points = part_of(flatten(path), share);
  for (Point& point : points) point = {rect.x + point.x * scale, rect.y + point.y * scale};
  ui.polyline(points, color, stroke * scale);
}

}  // namespace

DoubleCheck double_check(ui::Ui& ui) {
  constexpr int first_ms = 350;
  constexpr int second_ms = 450;
  DoubleCheck check;
  check.first = ui.animate("receipt.first", 1, first_ms);
  check.second = ui.animate("receipt.second", check.first >= 1 ? 1.0F : 0.0F, second_ms);
  return check;
}

void draw_double_check(ui::Ui& ui, ui::Rect rect, const DoubleCheck& check, const std::string& name) {
  draw(ui, rect, first_stroke, check.first, ui.color(ui::Role::mark_b));
  draw(ui, rect, second_stroke, check.second, ui.color(ui::Role::success));
  ui::Node node;
  node.id = "double_check";
  node.role = "img";
  node.name = name;
  node.rect = rect;
  ui.node(std::move(node));
}

}  // namespace countersign::view
