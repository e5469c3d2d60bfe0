#pragma once
// Pieces for columns: notes and buttons, and how a column stands in its place.

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/view/column.hpp"

namespace countersign::view {

Piece note_piece(ui::Ui& ui, std::string icon, std::string text, ui::Tone tone, float gap);
// As wide as it wants, at the leading edge.
Piece button_piece(ui::Ui& ui, ui::Button button, std::function<void()> pressed, float gap);
// As wide as the column.
Piece wide_button_piece(ui::Ui& ui, ui::Button button, std::function<void()> pressed, float gap);

// From the top, or halfway between top and bottom; scrolls as `scroll_id` only where it is higher than `rect`.
enum class At { top, middle };
void draw_column(const Column& column, std::string_view scroll_id, ui::Rect rect, At at = At::top);

}  // namespace countersign::view
