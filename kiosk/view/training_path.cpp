// How the stops are drawn: discs on one axis, joined by a line that is green behind and grey ahead.

#include "kiosk/view/training_path.hpp"

#include <algorithm>

#include "kiosk/view/ids.hpp"

namespace countersign::view {
namespace {

constexpr float axis = 56;  // from the pane's edge
constexpr float text_at = 120;
constexpr float row_least = 76;
constexpr float gap = 16;
constexpr float disc = 64;
constexpr float disc_current = 80;
constexpr float side = 32;  // after the trailing words
constexpr float card_padding = 24;
constexpr float trailing_icon = 36;

const ui::TextStyle trailing_style{.style = ui::Style::label, .tabular = true};

ui::Words title_look(const Stop& stop) {
  ui::Words look;
  look.style = stop.kind == StopKind::current ? ui::Style::title : ui::Style::body_bold;
  look.language = stop.title_language;
  return look;
}

ui::Words detail_look(const Stop& stop) {
  return {.style = ui::Style::body, .color = ui::Role::text_2, .language = stop.detail_language};
}

bool is_done(const Stop& stop) { return stop.kind == StopKind::passed || stop.kind == StopKind::folded; }

// Large letters leave a passed row its title and its icon: what comes next matters more.
bool is_terse(const View& view, const Stop& stop) { return view.ui.layout().big_text && is_done(stop); }
bool says_detail(const View& view, const Stop& stop) { return !stop.detail.empty() && !is_terse(view, stop); }

float trailing_width(const View& view, const Stop& stop) {
  if (stop.trailing.empty()) return 0;
  if (is_terse(view, stop)) return trailing_icon;
  if (stop.kind == StopKind::current) return ui::chip_size(view.ui, stop.trailing, "clock").w;
  return view.ui.measure(stop.trailing, trailing_style, 0).w + 1 + (stop.trailing_icon.empty() ? 0 : 8 + trailing_icon);
}

// Large letters leave no room beside the title: the trailing words then stand below it.
bool trails_below(const View& view, const Stop& stop) {
  return view.ui.layout().big_text && !stop.trailing.empty() && !is_terse(view, stop);
}

float text_width(const View& view, const Stop& stop, float width) {
  const float trailing = trails_below(view, stop) || stop.trailing.empty() ? 0 : trailing_width(view, stop) + 24;
  return width - text_at - side - trailing;
}

float trailing_height(const View& view, const Stop& stop) {
  return stop.kind == StopKind::current ? ui::chip_size(view.ui, stop.trailing, "clock").h
                                        : std::max(trailing_icon, view.ui.line(ui::Style::label));
}

// A folded row says all of it on one line where there is room.
bool one_line(const View& view, const Stop& stop, float width) {
  if (stop.kind == StopKind::current || !says_detail(view, stop)) return false;
  const float title = view.ui.measure(stop.title, {.style = ui::Style::body_bold}, 0, stop.title_language).w;
  const float detail = view.ui.measure(stop.detail, {.style = ui::Style::body}, 0, stop.detail_language).w;
  return title + 16 + detail + 2 <= text_width(view, stop, width);
}

float text_height(const View& view, const Stop& stop, float width) {
  const float room = text_width(view, stop, width);
  float height = ui::words_height(view.ui, room, stop.title, title_look(stop));
  const bool current = stop.kind == StopKind::current;
  if (says_detail(view, stop) && !one_line(view, stop, width)) {
    const float below = current ? width - text_at - side : room;
    height += (current ? 12 : 0) + ui::words_height(view.ui, below, stop.detail, detail_look(stop));
  }
  if (trails_below(view, stop)) height += 8 + trailing_height(view, stop);
  return stop.progress_count > 0 ? height + 16 + 8 : height;
}

float stop_height(const View& view, const Stop& stop, float width) {
  const float text = text_height(view, stop, width);
  if (stop.kind == StopKind::current) return std::max(disc_current, text) + 2 * card_padding;
  return std::max(row_least, text + 16);
}

void draw_disc(const View& view, ui::Point center, const Stop& stop) {
  ui::Ui& ui = view.ui;
  const bool current = stop.kind == StopKind::current;
  const bool passed = stop.kind == StopKind::passed || stop.kind == StopKind::folded;
  const float size = current ? disc_current : disc;
  const bool done = current && stop.icon == "check";
  const ui::Rgba fill = ui.color(passed || done ? ui::Role::success : current ? ui::Role::primary : ui::Role::card);
  const ui::Rgba color = ui.color(passed || done ? ui::Role::card : current ? ui::Role::on_primary : ui::Role::text);
  ui.circle(center, size / 2, fill);
  if (!passed && !current) ui.circle_outline(center, size / 2 - 2, ui.color(ui::Role::outline), 4);
  const ui::Rect box{center.x - size / 2, center.y - size / 2, size, size};
  if (stop.number.empty()) {
    const float icon = current ? 48 : passed ? 40 : 38;
    return ui.icon(stop.icon, box.centered({icon, icon}), color, stop.icon == "check" ? 2.6F : 2);
  }
  ui::TextStyle style{.style = ui::Style::body_bold, .align = ui::Align::center, .tabular = true};
  if (current) style = {.style = ui::Style::title, .align = ui::Align::center, .tabular = true, .weight = 700};
  ui.draw_text_centered(box, stop.number, style, color, "", ui::Growth::fixed);
}

void draw_trailing(const View& view, ui::Rect rect, const Stop& stop) {
  ui::Ui& ui = view.ui;
  if (stop.trailing.empty()) return;
  if (stop.kind == StopKind::current) return ui::chip(ui, {rect.x, rect.y}, stop.trailing, ui::Tone::neutral, "clock");
  const ui::Rgba color = ui.color(ui::Role::text_2);
  if (!stop.trailing_icon.empty()) {
    const ui::Rect box = rect.cut_trailing(trailing_icon).centered({trailing_icon, trailing_icon});
    ui.icon(stop.trailing_icon, box, color);
    rect.cut_trailing(8);
  }
  if (is_terse(view, stop)) return;
  ui.draw_text_centered(rect, stop.trailing, trailing_style, color);
}

void draw_texts(const View& view, ui::Rect rect, const Stop& stop) {
  ui::Ui& ui = view.ui;
  const ui::TextStyle title{.style = title_look(stop).style, .balance = stop.kind == StopKind::current};
  const ui::TextStyle detail{.style = ui::Style::body};
  const float room = text_width(view, stop, rect.w);
  const float height = text_height(view, stop, rect.w);
  ui::Rect column{rect.x + text_at, rect.y + (rect.h - height) / 2, room, height};
  const ui::Rgba quiet = ui.color(ui::Role::text_2);
  const float top = column.y;
  const ui::Size size = ui.draw_text(column, stop.title, title, ui.color(ui::Role::text), stop.title_language);
  if (one_line(view, stop, rect.w)) {
    ui.draw_text({column.x + size.w + 16, column.y, room - size.w - 16, size.h}, stop.detail, detail, quiet,
                 stop.detail_language);
  }
  column.cut_top(size.h);
  if (says_detail(view, stop) && !one_line(view, stop, rect.w)) {
    const bool current = stop.kind == StopKind::current;
    column.w = current ? rect.w - text_at - side : room;
    if (current) column.cut_top(12);
    column.cut_top(ui.draw_text(column, stop.detail, detail, quiet, stop.detail_language).h);
  }
  const float width = trailing_width(view, stop);
  if (trails_below(view, stop)) {
    column.cut_top(8);
    draw_trailing(view, {column.x, column.y, width, trailing_height(view, stop)}, stop);
    column.cut_top(trailing_height(view, stop));
  } else if (stop.kind == StopKind::current) {
    draw_trailing(view, {rect.right() - side - width, top, width, trailing_height(view, stop)}, stop);
  } else {
    draw_trailing(view, {rect.right() - side - width, rect.y, width, rect.h}, stop);
  }
}

void draw_card(const View& view, ui::Rect rect, bool held) {
  ui::Ui& ui = view.ui;
  ui::card(ui, rect);
  if (held) ui.fill(rect, ui.color(ui::Role::sunken), 28);
  ui.outline(rect, ui.color(ui::Role::primary), 4, 28);
}

void register_stop(const View& view, ui::Rect rect, const Stop& stop, const ui::Press& press) {
  ui::Node node;
  node.id = stop.id.empty() ? "stop." + stop.title : stop.id;
  node.role = stop.id.empty() ? "listitem" : "button";
  node.name = stop.title;
  for (const std::string& words : {stop.detail, stop.trailing})
    if (!words.empty()) node.value += (node.value.empty() ? "" : ", ") + words;
  if (press.held) node.state.emplace_back("pressed");
  if (stop.trailing_icon == "up") node.state.emplace_back("expanded");
  node.rect = rect;
  node.focusable = !stop.id.empty();
  node.language = stop.title_language;
  node.text_size_u = 32 * view.ui.scale();
  node.color = view.ui.color(ui::Role::text);
  node.background = view.ui.color(stop.kind == StopKind::current ? ui::Role::card : ui::Role::surface);
  view.ui.node(std::move(node));
}

void draw_stop(const View& view, ui::Rect rect, const Stop& stop) {
  ui::Ui& ui = view.ui;
  ui::Press press;
  if (!stop.id.empty()) press = ui.press(stop.id, rect);
  const bool current = stop.kind == StopKind::current;
  if (current)
    draw_card(view, rect, press.held);
  else if (press.held)
    ui.fill(rect, ui.color(ui::Role::sunken), 20);
  draw_disc(view, {rect.x + axis, rect.center().y}, stop);
  register_stop(view, rect, stop, press);
  ui.push_background(ui.color(current ? ui::Role::card : ui::Role::surface));
  draw_texts(view, rect, stop);
  if (stop.progress_count > 0) {
    const ui::Rect bars{rect.x + text_at, rect.bottom() - card_padding - 8, rect.w - text_at - side, 8};
    ui::progress(ui, bars, stop.progress_count, stop.progress_done, true, ui.tr("training.module_progress"));
  }
  ui.pop_background();
  if (press.focused) ui.focus_ring(rect, current ? 28 : 20);
  if (press.activated) view.post(stop.event);
}

// The line lies under everything, from the first disc to the last.
void draw_axis(const View& view, ui::Rect rect, const std::vector<Stop>& stops) {
  ui::Ui& ui = view.ui;
  float y = rect.y;
  float before = 0;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const float height = stop_height(view, stops[i], rect.w);
    const float center = y + height / 2;
    if (i > 0) {
      const ui::Role role = is_done(stops[i - 1]) ? ui::Role::success : ui::Role::track;
      ui.fill({rect.x + axis - 3, before, 6, center - before}, ui.color(role));
    }
    before = center;
    y += height + gap;
  }
}

}  // namespace

Column path_column(const View& view, const std::vector<Stop>& stops) {
  Column column(view.ui);
  const auto height = [view, stops](float width) {
    float total = -gap;
    for (const Stop& stop : stops) total += stop_height(view, stop, width) + gap;
    return total;
  };
  const auto draw = [view, stops](ui::Rect rect) {
    draw_axis(view, rect, stops);
    for (const Stop& stop : stops) {
      const float each = stop_height(view, stop, rect.w);
      draw_stop(view, {rect.x, rect.y, rect.w, each}, stop);
      rect.y += each + gap;
    }
  };
  return column.add({height, draw, 24});
}

}  // namespace countersign::view
