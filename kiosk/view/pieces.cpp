#include "kiosk/view/pieces.hpp"

namespace countersign::view {

Piece note_piece(ui::Ui& ui, std::string icon, std::string text, ui::Tone tone, float gap) {
  return {[&ui, text](float width) { return ui::note_height(ui, width, text); },
          [&ui, icon = std::move(icon), text, tone](ui::Rect rect) { ui::note(ui, rect, icon, text, tone); }, gap};
}

Piece button_piece(ui::Ui& ui, ui::Button button, std::function<void()> pressed, float gap) {
  const auto natural = [&ui, button](float width) { return std::min(width, ui::button_size(ui, button).w); };
  return {[&ui, button, natural](float width) { return ui::button_height(ui, natural(width), button); },
          [&ui, button, natural, pressed = std::move(pressed)](ui::Rect rect) {
            if (ui::button(ui, {rect.x, rect.y, natural(rect.w), rect.h}, button)) pressed();
          },
          gap};
}

Piece wide_button_piece(ui::Ui& ui, ui::Button button, std::function<void()> pressed, float gap) {
  return {[&ui, button](float width) { return ui::button_height(ui, width, button); },
          [&ui, button, pressed = std::move(pressed)](ui::Rect rect) {
            if (ui::button(ui, rect, button)) pressed();
          },
          gap};
}

void draw_column(const Column& column, std::string_view scroll_id, ui::Rect rect, At at) {
  const float height = column.height(rect.w);
  if (height > rect.h) return column.draw_scrolling(scroll_id, rect);
  column.draw({rect.x, at == At::middle ? rect.y + (rect.h - height) / 2 : rect.y, rect.w, height});
}

}  // namespace countersign::view
