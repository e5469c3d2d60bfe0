#include "kiosk/view/signature_pane.hpp"

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"

namespace countersign::view {
namespace {

using Missing = flow::SignScreen::Missing;
using records::SignatureMethod;

constexpr float radius = 28;
constexpr float side = 40;
constexpr float base_line_above_foot = 112;
constexpr float alert_inset = 16;
constexpr SignatureMethod methods[] = {SignatureMethod::drawn, SignatureMethod::typed, SignatureMethod::tapped};

std::vector<ui::Segment> method_segments(const View& view) {
  return {{.label = view.ui.tr("sign.draw"), .icon = "pen", .language = "", .key = "drawn"},
          {.label = view.ui.tr("sign.type"), .icon = "keyboard", .language = "", .key = "typed"},
          {.label = view.ui.tr("sign.agree"), .icon = "", .language = "", .key = "tapped"}};
}

std::string missing_words(const View& view, const flow::SignScreen& screen) {
  switch (screen.missing) {
    case Missing::signature:
      return view.ui.tr(screen.method == SignatureMethod::tapped ? "sign.missing_agree" : "sign.missing_signature");
    case Missing::signature_too_small:
      return view.ui.tr("sign.missing_small");
    case Missing::name:
      return view.ui.tr("sign.missing_name");
    case Missing::none:
    case Missing::statements:
    case Missing::consent:
      break;
  }
  return {};
}

// What it takes from the card's top, 0 if nothing is missing.
float alert_height(const View& view, const flow::SignScreen& screen, float card_width) {
  const std::string words = missing_words(view, screen);
  return words.empty() ? 0 : alert_inset + ui::note_height(view.ui, card_width - 2 * alert_inset, words);
}

// Returns alert_height.
float draw_alert(const View& view, const flow::SignScreen& screen, ui::Rect card) {
  const float height = alert_height(view, screen, card.w);
  if (height <= 0) return 0;
  ui::Rect rect = card.inset(alert_inset, alert_inset);
  rect.h = height - alert_inset;
  ui::note(view.ui, rect, "warn", missing_words(view, screen), ui::Tone::error);
  show_once_asked(view, rect);
  return height;
}

void draw_box(const View& view, ui::Rect card) {
  view.ui.fill(card, view.ui.color(ui::Role::card), radius);
  view.ui.outline(card, view.ui.color(ui::Role::outline), 3, radius);
}

void draw_base_line(const View& view, ui::Rect card) {
  const ui::Rect line{card.x + side, card.bottom() - base_line_above_foot - 3, card.w - 2 * side, 3};
  view.ui.fill(line, view.ui.color(ui::Role::outline));
}

// Who signs, under the line.
void draw_signer(const View& view, ui::Rect card, float width) {
  if (!view.state.session) return;
  const ui::Words look{.style = ui::Style::label, .color = ui::Role::text_2, .lines_max = 1};
  const float height = view.ui.line(look.style);
  ui::words(view.ui, {card.x + side, card.bottom() - 56 - height / 2, width, height}, view.state.session->greeting, look);
}

ui::Button clear_button(const View& view) {
  return {.id = id::clear,
          .label = view.ui.tr("sign.clear"),
          .icon = "undo",
          .icon_leading = true,
          .kind = ui::ButtonKind::quiet,
          .height = 60};
}

// On a sunken box: quieter than a button with an outline, so close to the signature.
float draw_clear(const View& view, ui::Rect card) {
  const ui::Button clear = clear_button(view);
  const float width = std::min(ui::button_size(view.ui, clear).w, card.w / 2);
  const float height = std::min(72 * std::max(1.0F, view.ui.scale_half() * .9F), base_line_above_foot - 16);
  const ui::Rect rect{card.right() - 24 - width, card.bottom() - base_line_above_foot / 2 - height / 2, width, height};
  view.ui.fill(rect, view.ui.color(ui::Role::sunken), 20);
  view.ui.push_background(view.ui.color(ui::Role::sunken));
  if (ui::button(view.ui, rect, clear)) view.post(flow::SignatureCleared{});
  view.ui.pop_background();
  return width;
}

// Above the line; large letters on a small panel have no room for it, and the pad says what it is by itself.
void draw_hint(const View& view, ui::Rect card) {
  ui::Rect room = card.inset(side, 32);
  room.h = card.h - 32 - base_line_above_foot - 12;
  const ui::Words look{.style = ui::Style::label, .color = ui::Role::text_2, .role = "note"};
  const std::string hint = view.ui.tr("sign.hint_draw");
  if (ui::words_height(view.ui, room.w, hint, look) <= room.h) ui::words(view.ui, room, hint, look);
}

void draw_pad(const View& view, const flow::SignScreen& screen, ui::Rect card) {
  if (const auto stroke = ui::signature_pad(view.ui, card, id::signature, screen.strokes, true))
    view.post(flow::StrokeDrawn{*stroke});
  view.ui.push_background(view.ui.color(ui::Role::card));
  const float alert = draw_alert(view, screen, card);
  if (screen.strokes.empty() && alert <= 0) draw_hint(view, card);
  const float clear = screen.strokes.empty() ? 0 : draw_clear(view, card) + 24;
  draw_signer(view, card, card.w - 2 * side - clear);
  view.ui.pop_background();
}

void draw_typed(const View& view, const flow::SignScreen& screen, ui::Rect card) {
  draw_box(view, card);
  view.ui.push_background(view.ui.color(ui::Role::card));
  ui::Rect rect = card;
  rect.cut_top(draw_alert(view, screen, card));
  rect = rect.inset(24, 24);
  const ui::Field field{.id = id::field,
                        .label = view.ui.tr("sign.name_label"),
                        .value = screen.typed_name,
                        .placeholder = view.ui.tr("sign.name_placeholder"),
                        .characters_max = flow::name_characters_max,
                        .label_inside = false};
  if (ui::field(view.ui, rect.cut_top(80), field)) view.post(flow::NameFieldPressed{});
  const float line_y = card.bottom() - base_line_above_foot - 3;
  const ui::Words look = name_look(view, screen.typed_name, card.w - 2 * side);
  const float height = ui::words_height(view.ui, card.w - 2 * side, screen.typed_name, look);
  if (line_y - rect.y >= height + 12) {
    draw_base_line(view, card);
    if (!screen.typed_name.empty())
      ui::words(view.ui, {card.x + side, line_y - height - 8, card.w - 2 * side, height}, screen.typed_name, look);
  }
  draw_signer(view, card, card.w - 2 * side);
  view.ui.pop_background();
}

void draw_tapped(const View& view, const flow::SignScreen& screen, ui::Rect card) {
  draw_box(view, card);
  view.ui.push_background(view.ui.color(ui::Role::card));
  ui::Rect rect = card;
  rect.cut_top(draw_alert(view, screen, card));
  rect = rect.inset(24, 16);
  const std::string label = view.ui.tr("sign.agree_row");
  const ui::Words look{.style = ui::Style::body, .color = ui::Role::text_2};
  const float row = std::max(112.0F, ui::check_row_height(view.ui, rect.w, label));
  const float text = ui::words_height(view.ui, rect.w - 2 * 16, view.ui.tr("sign.agree_text"), look);
  const bool with_text = row + 24 + text <= rect.h;
  rect.cut_top(std::max(0.0F, (rect.h - row - (with_text ? 24 + text : 0)) / 2));
  const ui::Rect place = rect.cut_top(row);
  view.ui.outline(place, view.ui.color(ui::Role::outline), 2.5F, 20);
  if (ui::check_row(view.ui, place, id::agree, label, screen.agreed)) view.post(flow::AgreeToggled{});
  rect.cut_top(24);
  if (with_text) ui::words(view.ui, rect.inset(16, 0), view.ui.tr("sign.agree_text"), look);
  view.ui.pop_background();
}

}  // namespace

void ask_to_show_missing(const View& view) { view.ui.memory("show_missing") = 1; }

void show_once_asked(const View& view, ui::Rect rect) {
  if (view.ui.memory("show_missing") == 0) return;
  view.ui.memory("show_missing") = 0;
  view.ui.show(rect);
}

float signature_height_least(const View& view, const flow::SignScreen& screen, float width) {
  constexpr float least = 260;
  const float alert = alert_height(view, screen, width);
  const float below = screen.method == SignatureMethod::drawn ? base_line_above_foot + alert_inset : 216;
  return alert > 0 ? std::max(least, alert + below) : least;
}

float methods_height(const View& view, float width) { return ui::segments_height(view.ui, width, method_segments(view)); }

void draw_methods(const View& view, const flow::SignScreen& screen, ui::Rect rect) {
  std::size_t on = 0;
  while (on + 1 < std::size(methods) && methods[on] != screen.method) ++on;
  const auto pressed = ui::segments(view.ui, rect, id::method, view.ui.tr("sign.methods"), method_segments(view), on);
  if (pressed) view.post(flow::MethodChosen{methods[*pressed]});
}

void draw_signature(const View& view, const flow::SignScreen& screen, ui::Rect rect) {
  switch (screen.method) {
    case SignatureMethod::typed:
      return draw_typed(view, screen, rect);
    case SignatureMethod::tapped:
      return draw_tapped(view, screen, rect);
    case SignatureMethod::drawn:
    case SignatureMethod::paper:
      return draw_pad(view, screen, rect);
  }
}

ui::Words name_look(const View& view, const std::string& name, float width) {
  for (const ui::Style style : {ui::Style::title, ui::Style::large_bold, ui::Style::body_bold}) {
    ui::Words look{.style = style, .role = "paragraph"};
    if (ui::words_height(view.ui, width, name, look) <= view.ui.line(style) + 1) return look;
  }
  return {.style = ui::Style::body_bold, .role = "paragraph"};
}

}  // namespace countersign::view
