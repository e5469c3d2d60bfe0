// Text fields and PIN dots. The caret stands still: nothing blinks, nothing is drawn while nobody types.

#include <fmt/format.h>

#include <cmath>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float radius = 20;
constexpr float side = 24;
constexpr float caret_width = 4;
constexpr float caret_gap = 4;
constexpr float label_gap = 16;
constexpr float popup_room = 76;  // what the accents above the keyboard's first row may cover of a field

const TextStyle label_style = styled(Style::label);

void box(Ui& ui, Rect rect, bool sunken, bool active, float active_width) {
  ui.fill(rect, ui.color(sunken ? Role::sunken : Role::card), radius);
  ui.outline(rect, ui.color(active ? Role::primary : Role::outline), active ? active_width : 2.5F, radius);
}

void caret(Ui& ui, Point top, float height) {
  ui.fill({top.x, top.y, caret_width, height}, ui.color(Role::primary), caret_width / 2);
}

TextStyle value_style(const Field& field) {
  if (!field.large_digits) return styled(Style::large);
  TextStyle style = styled(Style::title);
  style.tabular = true;
  style.weight = 600;
  return style;
}

void shrink(const Ui& ui, TextStyle& style, float share) {
  if (share >= 1) return;
  if (style.size_u <= 0) style.size_u = ui.resources().themes.style(style.style).size_u;
  style.size_u *= share;
}

// A field that a low window keeps low holds the letters that it has room for; a placeholder is always whole.
TextStyle one_line_style(Ui& ui, Rect rect, const Field& field) {
  constexpr float letters_share = .66F;  // of the height of a field
  TextStyle style = value_style(field);
  shrink(ui, style, rect.h * letters_share / text_size(ui, style));
  if (field.value.empty() && !field.placeholder.empty())
    shrink(ui, style, (rect.w - 2 * side - caret_width - caret_gap - 1) / ui.measure(field.placeholder, style, 0).w);
  return style;
}

// One line. What is too long shows its end, where the caret is.
bool one_line(Ui& ui, Rect rect, const Field& field) {
  Rect inner = rect.inset(side, 0);
  const TextStyle style = one_line_style(ui, rect, field);
  const float beside = ui.measure(field.value, style, 0).w + ui.measure(field.label, label_style, 0).w;
  const bool shows_label =
      field.label_inside && !field.label.empty() && beside + label_gap + caret_width + caret_gap <= inner.w;
  const float caret_room = field.active ? caret_width + caret_gap : 0;
  if (shows_label) {
    const float label = std::ceil(ui.measure(field.label, label_style, 0).w) + 1;
    TextStyle one = label_style;
    one.lines_max = 1;
    ui.draw_text_centered(inner.cut_leading(label), field.label, one, ui.color(Role::text_2));
    inner.cut_leading(label_gap);
  }
  const bool empty = field.value.empty();
  const std::string& words = empty ? field.placeholder : field.value;
  const Size size = ui.measure(words, style, 0);
  const float width = std::ceil(size.w) + 1;
  const float free = inner.w - caret_room;
  const bool too_long = width > free;
  const bool trails = field.large_digits || too_long;
  const float start = inner.x + (empty ? caret_room : 0);  // the caret stands before a placeholder
  const Rect place{trails ? inner.x + free - width : start, inner.y, width, inner.h};
  if (too_long) ui.push_clip(inner);
  if (!words.empty()) ui.draw_text_centered(place, words, style, ui.color(empty ? Role::text_2 : Role::text));
  if (too_long) ui.pop_clip();
  if (field.active) {
    const float height = std::min(rect.h - 24, text_size(ui, style) * 1.15F);
    const float x = empty ? (trails ? inner.right() - caret_width : inner.x) : place.right() + caret_gap;
    caret(ui, {x, rect.y + (rect.h - height) / 2}, height);
  }
  return too_long;
}

// Wrapped. While it is edited the caret's line stands above what the accents' popup may cover.
bool several_lines(Ui& ui, Rect rect, const Field& field) {
  const Rect inner = rect.inset(side, 12);
  const TextStyle style = styled(Style::large);
  const bool empty = field.value.empty();
  const TextLayout& layout = ui.impl().lay_out(field.value, style, inner.w, "", Growth::scaled);
  const float height = empty ? 0 : TextEngine::size(layout).h;
  const float line = ui.line(style.style);
  const Point end = empty ? Point{} : TextEngine::caret(layout, field.value.size());
  const float visible = std::max(line, inner.h - popup_room);
  const float scrolled = field.active ? std::max(0.0F, end.y + line - visible) : 0;
  ui.impl().text_clip = inner;
  const Rect place{inner.x, inner.y - scrolled, inner.w, height};
  if (empty)
    ui.draw_text(Rect(inner).cut_trailing(inner.w - caret_width - caret_gap), field.placeholder, style, ui.color(Role::text_2));
  else
    ui.draw_text(place, field.value, style, ui.color(Role::text));
  ui.impl().text_clip.reset();
  const float caret_height = text_size(ui, style) * 1.22F;
  const float caret_y = inner.y - scrolled + end.y + (line - caret_height) / 2;
  if (field.active) caret(ui, {inner.x + end.x + 3, caret_y}, caret_height);
  return scrolled > 0 || height > inner.h;
}

}  // namespace

bool field(Ui& ui, Rect rect, const Field& field) {
  const Press press = ui.press(field.id, rect);
  box(ui, rect, !field.multiline, field.active, field.multiline ? 4 : 3);
  const bool scrolled = field.multiline ? several_lines(ui, rect, field) : one_line(ui, rect, field);
  if (press.focused) ui.focus_ring(rect, radius);
  const TextStyle style = field.multiline ? styled(Style::large) : one_line_style(ui, rect, field);
  Node node = text_node(ui, field.id, "textbox", field.label, rect, style, ui.color(Role::text));
  node.value = field.value.empty() ? field.placeholder : field.value;
  node.background = ui.color(field.multiline ? Role::card : Role::sunken);
  node.focusable = true;
  node.scrolls = scrolled;
  if (field.active) node.state.emplace_back("active");
  ui.node(std::move(node));
  return press.activated;
}

void pin_field(Ui& ui, Rect rect, const std::string& id, const std::string& label, std::size_t filled, std::size_t count) {
  constexpr float dot = 28;
  constexpr float dot_gap = 24;
  box(ui, rect, true, true, 3);
  Rect inner = rect.inset(side, 0);
  for (std::size_t i = count; i-- > 0;) {
    const Rect place = inner.cut_trailing(dot).centered({dot, dot});
    const float on = state_share(ui, fmt::format("{}.{}", id, i), i < filled);
    if (on < 1) ui.circle_outline(place.center(), dot / 2, ui.color(Role::outline), 4);
    if (on > 0) ui.circle(place.center(), dot / 2 * on, ui.color(Role::text));
    if (i > 0) inner.cut_trailing(dot_gap);
  }
  inner.cut_trailing(8);
  TextStyle style = label_style;
  style.lines_max = 1;
  // Beside six dots large letters may have no room; whoever sees the dots knows what they are for.
  if (ui.measure(label, style, 0).w <= inner.w) ui.draw_text_centered(inner, label, style, ui.color(Role::text_2));
  // The keys fill it; it is never a target itself.
  Node node = text_node(ui, id, "status", label, rect, label_style, ui.color(Role::text_2));
  node.value = fmt::format("{}/{}", filled, count);  // how many, never which
  node.background = ui.color(Role::sunken);
  ui.node(std::move(node));
}

}  // namespace countersign::ui
