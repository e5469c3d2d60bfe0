#include "kiosk/view/sign_pin.hpp"

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/sign_in_notice.hpp"

namespace countersign::view {
namespace {

using flow::SignInNotice;

constexpr float field_height = 80;
constexpr float pane_gap = 48;
constexpr float words_width = 460;
constexpr float padding = 48;
constexpr float padding_short = 24;

ui::Button forgot_button(const View& view, const flow::SignScreen& screen) {
  return {.id = id::forgot_pin,
          .label = view.ui.tr("pin.forgot"),
          .kind = ui::ButtonKind::quiet,
          .height = 72,
          .enabled = !keys_are_off(screen.pin_notice, screen.busy)};
}

// Where the room is small, large letters leave it to the one thing that was said last.
bool is_cramped(const View& view) { return view.ui.layout().short_window && view.ui.layout().big_text; }

void add_forgot(const View& view, const flow::SignScreen& screen, Column& column, float gap) {
  if (screen.pin_notice == SignInNotice::forgotten) return;
  column.add(wide_button_piece(
      view.ui, forgot_button(view, screen), [&view] { view.post(flow::ForgotPin{}); }, gap));
}

Column words_column(const View& view, const flow::SignScreen& screen) {
  Column column(view.ui);
  const bool short_window = view.ui.layout().short_window;
  Prompt notice;
  put_notice(view, notice, screen.pin_notice, screen.tries_left, screen.wait_until, "sign.pin_wrong");
  if (notice.note.empty() || !is_cramped(view))
    column.words(view.ui.tr("sign.pin_headline"), {.style = short_window ? ui::Style::title : ui::Style::headline});
  if (!notice.note.empty()) {
    column.add(note_piece(view.ui, notice.note_icon, notice.note, notice.note_tone, 16));
  } else {
    column.words(view.ui.tr(screen.busy ? "sign.pin_busy" : "sign.pin_body"),
                 {.style = ui::Style::body, .color = ui::Role::text_2, .role = screen.busy ? "status" : ""});
  }
  if (is_cramped(view)) add_forgot(view, screen, column, 16);
  return column;
}

Column buttons_column(const View& view, const flow::SignScreen& screen) {
  Column column(view.ui);
  if (!is_cramped(view)) add_forgot(view, screen, column, 0);
  const ui::Button cancel{.id = id::back, .label = view.ui.tr("common.cancel"), .height = 72};
  column.add(wide_button_piece(
      view.ui, cancel, [&view] { view.post(flow::BackPressed{}); }, 12));
  return column;
}

void draw_keys(const View& view, ui::Rect rect, const flow::SignScreen& screen, float gap) {
  ui::pin_field(view.ui, rect.cut_top(field_height), id::field, view.ui.tr("sign.pin_label"), screen.pin.size(),
                flow::pin_digits);
  rect.cut_top(gap);
  std::string pin = screen.pin;
  for (const ui::PadKey& key : ui::pin_pad(view.ui, rect, !keys_are_off(screen.pin_notice, screen.busy))) {
    if (key.kind == ui::PadKey::Kind::clear) pin.clear();
    if (key.kind == ui::PadKey::Kind::backspace && !pin.empty()) pin.pop_back();
    if (key.kind == ui::PadKey::Kind::digit && pin.size() < flow::pin_digits) pin += static_cast<char>('0' + key.digit);
  }
  if (pin != screen.pin) view.post(flow::PinChanged{pin});
}

// What is said, over the buttons.
void draw_words(const View& view, ui::Rect rect, const flow::SignScreen& screen) {
  const Column buttons = buttons_column(view, screen);
  const ui::Rect foot = rect.cut_bottom(buttons.height(rect.w));
  rect.cut_bottom(16);
  draw_column(words_column(view, screen), "sign.pin", rect);
  buttons.draw(foot);
}

struct Measures {
  ui::Size pad;
  float gap = 24;
  float padding = view::padding;
};

Measures measures(const View& view) {
  Measures m;
  m.pad = ui::pin_pad_size(view.ui);
  if (!view.ui.layout().short_window) return m;
  m.gap = 12;
  m.padding = padding_short;
  m.pad.w *= view.ui.layout().big_text ? .7F : .78F;  // the words need the width more than the keys do
  return m;
}

void draw_beside(const View& view, const flow::SignScreen& screen, const Measures& m) {
  const float width = words_width * view.ui.scale_half();
  const float height = std::max(field_height + m.gap + m.pad.h, 400.0F) + 2 * m.padding;
  const std::string name = view.ui.tr("sign.pin_headline");
  ui::Rect rect = ui::begin_dialog(view.ui, "sign.pin", name, {width + pane_gap + m.pad.w + 2 * m.padding, height});
  rect = rect.inset(m.padding, m.padding);
  const ui::Rect keys = rect.cut_trailing(m.pad.w);
  rect.cut_trailing(std::min(pane_gap, m.padding));
  draw_words(view, rect, screen);
  draw_keys(view, keys, screen, m.gap);
  ui::end_dialog(view.ui);
}

void draw_below(const View& view, const flow::SignScreen& screen, const Measures& m) {
  const float width = std::max(m.pad.w, 640.0F);
  const Column words = words_column(view, screen);
  const Column buttons = buttons_column(view, screen);
  const float keys = field_height + m.gap + m.pad.h;
  const float height = words.height(width) + 32 + keys + 32 + buttons.height(width) + 2 * m.padding;
  const std::string name = view.ui.tr("sign.pin_headline");
  ui::Rect rect = ui::begin_dialog(view.ui, "sign.pin", name, {width + 2 * m.padding, height});
  rect = rect.inset(m.padding, m.padding);
  const ui::Rect foot = rect.cut_bottom(buttons.height(rect.w));
  rect.cut_bottom(32);
  const ui::Rect pad = rect.cut_bottom(keys);
  rect.cut_bottom(32);
  draw_column(words, "sign.pin", rect);
  draw_keys(view, pad.centered({std::max(m.pad.w, 560.0F), pad.h}), screen, m.gap);
  buttons.draw(foot);
  ui::end_dialog(view.ui);
}

}  // namespace

void draw_sign_pin(const View& view, const flow::SignScreen& screen) {
  const Measures m = measures(view);
  if (view.ui.layout().portrait)
    draw_below(view, screen, m);
  else
    draw_beside(view, screen, m);
  if (view.ui.take_back_key()) view.post(flow::BackPressed{});
}

}  // namespace countersign::view
