#include "kiosk/view/dialog.hpp"

#include "kiosk/view/ids.hpp"

namespace countersign::view {

void draw_dialog(const View& view, const Dialog& dialog, const flow::Event& on_back) {
  ui::Ui& ui = view.ui;
  const bool short_window = ui.layout().short_window;
  const float padding = short_window ? 32 : 48;
  const float gap = short_window ? 24 : 32;
  const float width = std::min(dialog.width * ui.scale_half(), ui.window().w - 32);
  const float inner_width = width - 2 * padding;
  const float buttons = dialog.buttons.height(inner_width);
  const float height = dialog.body.height(inner_width) + gap + buttons + 2 * padding;
  ui::Rect inner = ui::begin_dialog(ui, dialog.id, dialog.name, {width, height}).inset(padding, padding);
  const ui::Rect foot = inner.cut_bottom(buttons);
  inner.cut_bottom(gap);
  // A hair more than needed, so that a body that fits exactly never scrolls.
  draw_column(dialog.body, dialog.id, {inner.x, inner.y, inner.w, inner.h + 1});
  dialog.buttons.draw(foot);
  if (ui.take_back_key()) view.post(on_back);
  ui::end_dialog(ui);
}

Piece close_piece(const View& view, const char* key) {
  ui::Button close{.id = id::close, .label = view.ui.tr(key), .kind = ui::ButtonKind::primary};
  return wide_button_piece(view.ui, close, [&view] { view.post(flow::CloseOverlay{}); }, 16);
}

}  // namespace countersign::view
