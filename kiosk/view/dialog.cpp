#include "kiosk/view/dialog.hpp"

#include "kiosk/view/ids.hpp"

namespace countersign::view {
namespace {

constexpr float button_gap = 16;

// Two buttons in one row, the primary trailing, as in the bar.
bool in_row(const View& view, const std::vector<DialogButton>& buttons, float width) {
  if (!view.ui.layout().short_window || buttons.size() != 2) return false;
  const float wide = ui::button_size(view.ui, buttons[0].button).w + ui::button_size(view.ui, buttons[1].button).w;
  return wide + button_gap <= width;
}

float buttons_height(const View& view, const std::vector<DialogButton>& buttons, float width) {
  float sum = 0;
  float highest = 0;
  for (const DialogButton& one : buttons) {
    const float height = ui::button_height(view.ui, width, one.button);
    sum += height + (sum > 0 ? button_gap : 0);
    highest = std::max(highest, height);
  }
  return in_row(view, buttons, width) ? highest : sum;
}

void draw_buttons(const View& view, ui::Rect rect, const std::vector<DialogButton>& buttons) {
  const bool row = in_row(view, buttons, rect.w);
  const float second = row ? ui::button_size(view.ui, buttons[1].button).w : 0;
  for (const DialogButton& one : buttons) {
    const bool first = &one == &buttons.front();
    const ui::Rect place = row ? (first ? rect.cut_trailing(rect.w - second - button_gap) : rect.cut_leading(second))
                               : rect.cut_top(ui::button_height(view.ui, rect.w, one.button));
    if (ui::button(view.ui, place, one.button)) one.pressed();
    if (!row) rect.cut_top(button_gap);
  }
}

// Instead of a dialog's only button: leave it, or turn the page.
std::vector<DialogButton> with_read_on(const View& view, const Dialog& dialog) {
  if (dialog.buttons.size() != 1 || !view.ui.more_below(dialog.id)) return dialog.buttons;
  DialogButton close = dialog.buttons.front();
  close.button.kind = ui::ButtonKind::second;
  const ui::Button read_on{.id = id::primary, .label = view.ui.tr("common.read_on"), .icon = "down",
                           .kind = ui::ButtonKind::primary};
  return {{read_on, [&view, id = dialog.id] { view.ui.page(id, 1); }}, close};
}

}  // namespace

void draw_dialog(const View& view, const Dialog& dialog, const flow::Event& on_back) {
  ui::Ui& ui = view.ui;
  const bool short_window = ui.layout().short_window;
  const float padding = short_window ? 32 : 48;
  const float gap = short_window ? 24 : 32;
  const float width = std::min(dialog.width * ui.scale_half(), ui.window().w - 32);
  const float inner_width = width - 2 * padding;
  const std::vector<DialogButton> buttons = with_read_on(view, dialog);
  const float foot_height = buttons_height(view, buttons, inner_width);
  const float height = dialog.body.height(inner_width) + gap + foot_height + 2 * padding;
  ui::Rect inner = ui::begin_dialog(ui, dialog.id, dialog.name, {width, height}).inset(padding, padding);
  const ui::Rect foot = inner.cut_bottom(foot_height);
  inner.cut_bottom(gap);
  // A hair more than needed, so that a body that fits exactly never scrolls.
  draw_column(dialog.body, dialog.id, {inner.x, inner.y, inner.w, inner.h + 1});
  draw_buttons(view, foot, buttons);
  if (ui.take_back_key()) view.post(on_back);
  ui::end_dialog(ui);
}

DialogButton close_button(const View& view, const char* key) {
  const ui::Button close{.id = id::close, .label = view.ui.tr(key), .kind = ui::ButtonKind::primary};
  return {close, [&view] { view.post(flow::CloseOverlay{}); }};
}

}  // namespace countersign::view
