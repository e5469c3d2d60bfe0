#include "kiosk/view/writing.hpp"

#include "base/utf8.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/typing_pane.hpp"

namespace countersign::view {
namespace {

constexpr float field_least = 146;  // two lines and the room of the accents above the keyboard
constexpr float field_most = 320;
constexpr float one_line = 80;
constexpr float label_gap = 12;
constexpr char scroll_id[] = "writing";

const ui::Words label_look{.style = ui::Style::body_bold};

float field_height(const Writing& writing, float room) {
  return writing.multiline ? std::clamp(room, std::min(room, field_least), field_most) : one_line;
}

std::string counter(const View& view, const Writing& writing) {
  return view.ui.tr("writing.count",
                    {{"n", std::to_string(code_points(writing.value))}, {"max", std::to_string(writing.characters_max)}});
}

// The counter goes away first where the label needs the room.
struct LabelRow {
  float height = 0;
  float counter_width = 0;  // 0: not shown
};

LabelRow label_row(const View& view, float width, const Writing& writing) {
  LabelRow row;
  const ui::TextStyle small{.style = ui::Style::label, .tabular = true};
  const float wanted = view.ui.measure(counter(view, writing), small, 0).w + 2;
  if (writing.multiline && wanted < width * .4F) row.counter_width = wanted;
  const float beside = row.counter_width > 0 ? row.counter_width + 24 : 0;
  row.height = ui::words_height(view.ui, width - beside, writing.label, label_look);
  return row;
}

void draw_label(const View& view, ui::Rect rect, const Writing& writing) {
  const LabelRow row = label_row(view, rect.w, writing);
  ui::Rect side = rect;
  if (row.counter_width > 0) {
    side = rect.cut_trailing(row.counter_width);
    rect.cut_trailing(24);
  }
  ui::Words look = label_look;
  look.language = writing.label_language;
  ui::words(view.ui, rect, writing.label, look);
  if (row.counter_width <= 0) return;
  side.y += std::max(0.0F, (rect.h - view.ui.line(ui::Style::label)) / 2);
  ui::words(view.ui, side, counter(view, writing),
            {.style = ui::Style::label, .color = ui::Role::text_2, .align = ui::Align::trailing, .tabular = true});
}

bool draw_field(const View& view, ui::Rect rect, const Writing& writing, const std::string& placeholder) {
  return ui::field(view.ui, rect,
                   {.id = id::field,
                    .label = writing.label,
                    .value = writing.value,
                    .active = writing.open,
                    .multiline = writing.multiline,
                    .placeholder = placeholder,
                    .characters_max = writing.characters_max,
                    .label_inside = false});
}

// --- the keyboard is open ---

// Back, field and primary in what the keyboard leaves of a short window.
void draw_short(const View& view, ui::Rect area, const Writing& writing) {
  draw_back_beside(view, area, *writing.bar.back);
  if (writing.bar.primary) {
    ui::Button go = *writing.bar.primary;
    go.height = 72;
    go.arrow_only = ui::button_size(view.ui, go).w > area.w * .5F;
    const float width = ui::button_size(view.ui, go).w;
    const ui::Rect side = area.cut_trailing(width);
    area.cut_trailing(16);
    const float height = std::min(side.h, ui::button_height(view.ui, width, go));
    if (ui::button(view.ui, side.centered({width, height}), go)) view.post(flow::PrimaryPressed{});
  }
  if (!writing.multiline) area = area.centered({area.w, std::min(area.h, one_line)});
  draw_field(view, area, writing, writing.label);
}

// Where there is room above the field, what is said about it stays.
void draw_above_keyboard(const View& view, ui::Rect area, const Writing& writing) {
  const float label = label_row(view, area.w, writing).height + label_gap;
  const float least = label + (writing.multiline ? field_least : one_line);
  const bool both = writing.about && writing.about->height(area.w) + 32 + least <= area.h;
  if (both) {
    area.cut_top(writing.about->draw(area));
    area.cut_top(32);
  }
  const float height = field_height(writing, area.h - label);
  ui::Rect foot = both ? area.cut_bottom(label + height) : area;
  draw_label(view, foot.cut_top(label - label_gap), writing);
  foot.cut_top(label_gap);
  draw_field(view, foot.cut_top(height), writing, "");
}

Written draw_open(const View& view, ui::Rect rest, const Writing& writing) {
  Written written;
  const TypingFrame frame = cut_typing_frame(view, rest);
  const ui::Rect area = ui::content(view.ui, rest, 12, 16);
  if (frame.bar)
    draw_above_keyboard(view, area, writing);
  else
    draw_short(view, area, writing);
  const auto typed = ui::keyboard(view.ui, frame.keyboard, view.state.preferences.language);
  for (const ui::Typed& one : typed) written.hidden = written.hidden || one.kind == ui::Typed::Kind::hide;
  std::string value = writing.value;
  if (ui::apply_typed(value, typed, writing.characters_max)) written.value = value;
  if (frame.bar) {
    ui::Rect foot = *frame.bar;
    draw_bar(view, foot, writing.bar);
  }
  return written;
}

// --- the keyboard is hidden ---

// `field`: its height.
void add_answer(const View& view, Column& column, const Writing& writing, float field, float gap, bool& pressed) {
  column.add({[&](float width) { return label_row(view, width, writing).height; },
              [&](ui::Rect rect) { draw_label(view, rect, writing); }, gap});
  column.add({[field](float) { return field; },
              [&](ui::Rect rect) { pressed = draw_field(view, rect, writing, writing.placeholder); }, label_gap});
}

Written draw_hidden(const View& view, ui::Rect rest, const Writing& writing) {
  Written written;
  cut_foot(view, rest);
  ui::Rect area = ui::content(view.ui, rest, 24, 24);
  if (two_panes(view, area.w)) {
    area = stage(area);
    const ui::Rect trailing = area.cut_trailing((area.w - 64) / 2);
    area.cut_trailing(64);
    const float field = field_height(writing, trailing.h * .6F);
    if (writing.about) draw_column(*writing.about, scroll_id, area, At::middle);
    Column answer(view.ui);
    add_answer(view, answer, writing, field, 0, written.field_pressed);
    draw_column(answer, "answer", trailing, At::middle);
  } else {
    Column all = writing.about.value_or(Column(view.ui));
    const float label = label_row(view, area.w, writing).height + label_gap;
    const float slack = std::max(0.0F, area.h - all.height(area.w) - 32 - label - field_least);
    const float grows = std::min(slack, field_most - field_least);
    add_answer(view, all, writing, field_least + grows, 32 + slack - grows, written.field_pressed);
    draw_column(all, scroll_id, area);
  }
  draw_foot(view, writing.bar, scroll_id);
  return written;
}

}  // namespace

Written draw_writing(const View& view, ui::Rect rest, const Writing& writing) {
  return writing.open ? draw_open(view, rest, writing) : draw_hidden(view, rest, writing);
}

}  // namespace countersign::view
