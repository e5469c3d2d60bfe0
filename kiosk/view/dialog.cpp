#include "kiosk/view/dialog.hpp"

#include "kiosk/view/ids.hpp"

namespace countersign::view {
namespace {

constexpr float button_gap = 16;

struct Buttons {
  std::vector<DialogButton> list;
  bool row = false;  // the primary trailing, as in the bar
};

// Instead of a dialog's only button: leave it, or turn the page.
std::vector<DialogButton> with_read_on(const View& view, const Dialog& dialog) {
  if (dialog.buttons.size() != 1 || !view.ui.more_below(dialog.id)) return dialog.buttons;
  DialogButton close = dialog.buttons.front();
  close.button.kind = ui::ButtonKind::second;
  close.button.icon = "cross";
  close.button.icon_leading = true;
  const ui::Button read_on{
      .id = id::primary, .label = view.ui.tr("common.read_on"), .icon = "down", .kind = ui::ButtonKind::primary};
  return {{read_on, [&view, id = dialog.id] { view.ui.page(id, 1); }}, close};
}

// In a short window two stand in one row; the second shows its icon alone where its words do not fit.
Buttons arrange(const View& view, const Dialog& dialog, float width) {
  Buttons buttons{with_read_on(view, dialog), false};
  if (!view.ui.layout().short_window || buttons.list.size() != 2) return buttons;
  ui::Button& second = buttons.list[1].button;
  const float first = ui::button_size(view.ui, buttons.list[0].button).w;
  const auto fits = [&] { return first + button_gap + ui::button_size(view.ui, second).w <= width; };
  if (!fits() && !second.icon.empty()) second.arrow_only = true;
  buttons.row = fits() || second.arrow_only;
  return buttons;
}

float second_width(const View& view, const Buttons& buttons) {
  return buttons.row ? ui::button_size(view.ui, buttons.list[1].button).w : 0;
}

float buttons_height(const View& view, const Buttons& buttons, float width) {
  if (buttons.row) return ui::button_height(view.ui, width - button_gap - second_width(view, buttons), buttons.list[0].button);
  float sum = 0;
  for (const DialogButton& one : buttons.list)
    sum += ui::button_height(view.ui, width, one.button) + (sum > 0 ? button_gap : 0);
  return sum;
}

void draw_buttons(const View& view, ui::Rect rect, const Buttons& buttons) {
  const float second = second_width(view, buttons);
  for (const DialogButton& one : buttons.list) {
    const bool first = &one == &buttons.list.front();
    const ui::Rect place = buttons.row ? (first ? rect.cut_trailing(rect.w - second - button_gap) : rect.cut_leading(second))
                                       : rect.cut_top(ui::button_height(view.ui, rect.w, one.button));
    if (ui::button(view.ui, place, one.button)) one.pressed();
    if (!buttons.row) rect.cut_top(button_gap);
  }
}

}  // namespace

void draw_dialog(const View& view, const Dialog& dialog, const flow::Event& on_back) {
  ui::Ui& ui = view.ui;
  const bool short_window = ui.layout().short_window;
  const float padding = short_window ? 32 : 48;
  const float gap = short_window ? 24 : 32;
  const float width = std::min(dialog.width * ui.scale_half(), ui.window().w - 32);
  const float inner_width = width - 2 * padding;
  const Buttons buttons = arrange(view, dialog, inner_width);
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
