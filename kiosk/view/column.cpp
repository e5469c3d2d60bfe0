#include "kiosk/view/column.hpp"

#include <utility>

namespace countersign::view {

Column& Column::add(Piece piece) {
  pieces_.push_back(std::move(piece));
  return *this;
}

Column& Column::words(ui::RichText text, ui::Words look, float gap) {
  ui::Ui& ui = ui_;
  return add({[&ui, text, look](float width) { return ui::words_height(ui, width, text, look); },
              [&ui, text, look](ui::Rect rect) { ui::words(ui, rect, text, look); }, gap});
}

Column& Column::add(const Column& other, float gap) {
  const std::size_t first = pieces_.size();
  pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
  if (first < pieces_.size()) pieces_[first].gap = gap;
  return *this;
}

float Column::height(float width) const {
  float total = 0;
  for (const Piece& piece : pieces_) total += (&piece == &pieces_.front() ? 0 : piece.gap) + piece.height(width);
  return total;
}

float Column::draw(ui::Rect rect) const {
  const float top = rect.y;
  for (const Piece& piece : pieces_) {
    if (&piece != &pieces_.front()) rect.y += piece.gap;
    const float height = piece.height(rect.w);
    piece.draw({rect.x, rect.y, rect.w, height});
    rect.y += height;
  }
  return rect.y - top;
}

void Column::draw_scrolling(std::string_view id, ui::Rect rect) const {
  constexpr float air = 8;  // the focus ring; the screen's own margins keep targets apart
  ui::Rect content = ui_.begin_scroll(id, {rect.x - air, rect.y - air, rect.w + 2 * air, rect.h + 2 * air});
  content.cut_top(air);
  content.cut_leading(air);
  content.cut_trailing(air);
  ui_.end_scroll(draw(content) + 2 * air);
}

}  // namespace countersign::view
