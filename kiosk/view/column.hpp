#pragma once
// A column of pieces that know their height before they are drawn, so that a screen can decide what fits where.

#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/ui/widgets.hpp"

namespace countersign::view {

struct Piece {
  std::function<float(float width)> height;
  std::function<void(ui::Rect)> draw;
  float gap = 16;  // above it, unless it is the first
};

class Column {
 public:
  explicit Column(ui::Ui& ui) : ui_(ui) {}

  Column& add(Piece piece);
  Column& words(ui::RichText text, ui::Words look, float gap = 16);
  // Pieces of another column, the first of them `gap` below what is here.
  Column& add(const Column& other, float gap);

  bool empty() const { return pieces_.empty(); }
  float height(float width) const;
  // Draws from the top of `rect`; returns the height taken.
  float draw(ui::Rect rect) const;
  // The same in a scroll area, whether or not it needs one. Focus rings and shadows may reach 12 over `rect`.
  void draw_scrolling(std::string_view id, ui::Rect rect) const;

 private:
  ui::Ui& ui_;
  std::vector<Piece> pieces_;
};

}  // namespace countersign::view
