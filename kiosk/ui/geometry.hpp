#pragma once
// Lengths are in u (0.25 mm on the glass) unless a name ends in _px. "Leading" is left in English, right in Arabic.

#include <algorithm>

namespace countersign::ui {

constexpr float u_per_mm = 4;

struct Point {
  float x = 0;
  float y = 0;
};

struct Size {
  float w = 0;
  float h = 0;
};

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point center() const { return {x + w / 2, y + h / 2}; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, std::max(0.0F, w - 2 * dx), std::max(0.0F, h - 2 * dy)}; }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  // A rect of `size` in the middle of this one.
  Rect centered(Size size) const { return {x + (w - size.w) / 2, y + (h - size.h) / 2, size.w, size.h}; }

  // Cuts a piece off this rect and returns it; the rest stays. A piece is never larger than what is there.
  Rect cut_top(float size) {
    const float cut = std::min(size, h);
    const Rect piece{x, y, w, cut};
    y += cut;
    h -= cut;
    return piece;
  }
  Rect cut_bottom(float size) {
    const float cut = std::min(size, h);
    h -= cut;
    return {x, y + h, w, cut};
  }
  Rect cut_leading(float size) {  // left-to-right; the Ui mirrors for right-to-left at drawing
    const float cut = std::min(size, w);
    const Rect piece{x, y, cut, h};
    x += cut;
    w -= cut;
    return piece;
  }
  Rect cut_trailing(float size) {
    const float cut = std::min(size, w);
    w -= cut;
    return {x + w, y, cut, h};
  }
};

inline Rect intersect(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x), std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace countersign::ui
