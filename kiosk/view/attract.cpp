// What a passer-by sees: whose terminal it is, one line of the policy, and where to touch.

#include <cmath>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr float block_width_max = 1400;
constexpr float block_height_max = 1000;
constexpr float panel_width = 556;
constexpr float call_width_max = 640;

ui::Words name_look(float size, float line, int weight, ui::Role color) {
  return {.style = ui::Style::headline, .color = color, .line_u = line, .size_u = size, .weight = weight, .role = "paragraph"};
}

std::string name_first(const View& view) {
  const auto& organisation = view.pack().organisation;
  return organisation.name_lines.empty() ? organisation.short_name : organisation.name_lines.front();
}

float name_width(const View& view) {
  const ui::TextStyle style{.style = ui::Style::headline, .line_u = 42, .size_u = 36, .weight = 700};
  return std::ceil(view.ui.measure(name_first(view), style, 0).w) + 1;
}

void draw_name(const View& view, ui::Rect row) {
  ui::picture(view.ui, row.cut_leading(row.h), organisation_mark(view), "");
  row.cut_leading(16);
  const auto& lines = view.pack().organisation.name_lines;
  const ui::Words bold = name_look(36, 42, 700, ui::Role::text);
  const float first = ui::words_height(view.ui, row.w, name_first(view), bold);
  const ui::Words small{.style = ui::Style::label, .color = ui::Role::text_2, .line_u = 34};
  const float second = lines.size() > 1 ? ui::words_height(view.ui, row.w, lines[1], small) : 0;
  // At a large text scale the second line gives way: the mark and the first line still say whose it is.
  const bool both = second > 0 && first + second <= row.h + 8;
  row.y += (row.h - first - (both ? second : 0)) / 2;
  row.cut_top(ui::words(view.ui, row, name_first(view), bold));
  if (both) ui::words(view.ui, row, lines[1], small);
}

std::vector<ui::Segment> language_segments(const View& view, std::size_t& on) {
  const auto& strings = view.ui.resources().strings;
  std::vector<ui::Segment> list;
  for (const Language& language : strings.languages()) {
    if (language == view.state.preferences.language) on = list.size();
    list.push_back({.label = strings.own_name(language), .icon = "", .language = language.value, .key = language.value});
  }
  return list;
}

// Two words fit beside each other in half the width, so this is the widest that still stands in one row.
bool languages_fit(const View& view, float width) {
  std::size_t on = 0;
  return ui::segments_height(view.ui, width, language_segments(view, on)) <= 80 * view.ui.scale();
}

void draw_languages(const View& view, ui::Rect rect) {
  std::size_t on = 0;
  const auto list = language_segments(view, on);
  const auto pressed = ui::segments(view.ui, rect, id::language, view.ui.tr("languages.title"), list, on);
  if (pressed) view.post(flow::LanguageChosen{view.ui.resources().strings.languages()[*pressed]});
}

// Where the names of the languages have no room: one button, which opens the list.
ui::Button language_button(const View& view) {
  const auto name = view.ui.resources().strings.own_name(view.state.preferences.language);
  return {.id = id::tool_language, .label = name, .icon = "globe", .icon_leading = true};
}

void draw_panel(const View& view, ui::Rect rect) {
  ui::Ui& ui = view.ui;
  ui.fill_gradient(rect, ui.color(ui::Role::hero_top), ui.color(ui::Role::hero_bottom), 28);
  ui.picture(asset_picture(view, "hero"), rect, ui::Fit::contain, 28);
  ui::Rect mark = rect.inset(32, 28).cut_top(40);
  ui.picture(asset_mark(view, "countersign-on-dark"), mark.cut_leading(40), ui::Fit::contain);
  mark.cut_leading(12);
  ui::TextStyle style{.style = ui::Style::title, .line_u = 36, .size_u = 30, .weight = 600};
  ui.draw_text_centered(mark, "Countersign", style, ui.color(ui::Role::white), "", ui::Growth::fixed);
}

struct Foot {
  ui::Button ask;
  ui::Button call;
};

Foot foot_buttons(const View& view) {
  Foot foot;
  foot.ask = {.id = id::ask, .label = view.ui.tr("attract.ask"), .icon = "search", .icon_leading = true};
  foot.call = {.id = id::call, .label = view.ui.tr("attract.call"), .icon = "phone", .icon_leading = true};
  foot.call.icon_color = ui::Role::error;
  return foot;
}

void press_button(const View& view, ui::Rect rect, const ui::Button& button) {
  if (!ui::button(view.ui, rect, button)) return;
  if (button.id == id::ask) view.post(flow::AskPressed{});
  if (button.id == id::call) view.post(flow::CallPressed{});
  if (button.id == id::tool_language) view.post(flow::OpenLanguages{});
}

// Buttons in one row, each as wide as it wants, with less air when they want more; under each other when that cuts words.
float buttons_height(const View& view, float width, const std::vector<ui::Button>& list) {
  const auto count = static_cast<float>(list.size());
  const float share = (width - 16 * (count - 1)) / count;
  float widest = 0;
  float highest = 0;
  for (const ui::Button& button : list) {
    widest = std::max(widest, ui::button_size(view.ui, button).w);
    highest = std::max(highest, ui::button_height(view.ui, width, button));
  }
  return widest <= share + 16 ? highest : highest * count + 12 * (count - 1);
}

void draw_buttons(const View& view, ui::Rect rect, const std::vector<ui::Button>& list, bool stretch) {
  const auto count = static_cast<float>(list.size());
  const float one = ui::button_height(view.ui, rect.w, list.front());
  const bool stacked = rect.h > one * 1.5F;
  const float share = (rect.w - 16 * (count - 1)) / count;
  float all = 16 * (count - 1);
  for (const ui::Button& button : list) all += ui::button_size(view.ui, button).w;
  const float lacking = std::max(0.0F, all - rect.w) / count;  // each gives as much of its air
  for (const ui::Button& button : list) {
    if (stacked) {
      press_button(view, rect.cut_top(one), button);
      rect.cut_top(12);
      continue;
    }
    const float natural = ui::button_size(view.ui, button).w;
    press_button(view, rect.cut_leading(stretch ? share : natural - lacking), button);
    rect.cut_leading(16);
  }
}

ui::Button start_button(const View& view, float height) {
  ui::Button start{.id = id::start, .label = view.ui.tr("attract.start"), .icon = "touch", .icon_leading = true};
  start.kind = ui::ButtonKind::primary;
  start.height = height;
  return start;
}

// The policy's name, the line, what it takes, the call; the first and the third give way where the height is small.
struct Middle {
  std::size_t number = 0;  // of the line
  bool policy = true;
  bool lead = true;
  ui::Style line = ui::Style::display;
  bool call = true;
};

Piece start_piece(const View& view) {
  const ui::Button start = start_button(view, view.ui.layout().short_window ? 96 : 112);
  const auto width_of = [&view, start](float width) {
    return std::min(width, std::max(call_width_max, ui::button_size(view.ui, start).w));
  };
  return {[&view, start, width_of](float width) { return ui::button_height(view.ui, width_of(width), start); },
          [&view, start, width_of](ui::Rect rect) {
            rect.w = width_of(rect.w);
            if (ui::button(view.ui, rect, start)) view.post(flow::StartPressed{});
          },
          32};
}

Column middle(const View& view, const Middle& want) {
  Column column(view.ui);
  const auto& lines = view.text().attract_lines;
  const std::string language = view.text_language();
  if (want.policy)
    column.words(view.text().title,
                 {.style = ui::Style::label_bold, .color = ui::Role::primary, .role = "heading", .language = language});
  if (!lines.empty()) column.words(lines[want.number % lines.size()], {.style = want.line, .language = language}, 16);
  if (want.policy) add_foreign_note(view, column);
  if (want.lead) column.words(view.ui.tr("attract.lead"), {.style = ui::Style::large, .color = ui::Role::text_2}, 16);
  if (want.call) column.add(start_piece(view));
  return column;
}

// The first arrangement that fits; the last one scrolls if it must.
void draw_middle(const View& view, ui::Rect rect, std::size_t number, bool call = true) {
  using ui::Style;
  for (const Style line : {Style::display, Style::headline, Style::title})
    for (const bool lead : {true, false}) {
      const Column column = middle(view, {.number = number, .lead = lead, .line = line, .call = call});
      if (column.height(rect.w) <= rect.h) return draw_column(column, "attract", rect, At::middle);
    }
  draw_column(middle(view, {.number = number, .policy = false, .lead = false, .line = Style::title, .call = call}), "attract",
              rect);
}

void draw_landscape(const View& view, ui::Rect block, std::size_t number) {
  const Foot foot = foot_buttons(view);
  ui::Rect row = block.cut_bottom(24 + 80 * view.ui.scale_half() + 32);
  row.cut_top(24);
  row.cut_bottom(32);
  ui::Rect panel = block.cut_trailing(panel_width + 32);
  panel.cut_trailing(32);
  panel.cut_top(32);
  draw_panel(view, panel);  // before the words: its picture takes longest, and is made while they are laid out
  ui::Rect left = block;
  left.cut_leading(48);
  left.cut_trailing(48);
  left.cut_top(40);
  draw_name(view, left.cut_top(72));
  left.cut_top(16);
  draw_middle(view, left, number);
  row.cut_leading(48);
  ui::Rect languages = row.cut_trailing(panel_width + 32);
  languages.cut_trailing(32);
  row.cut_trailing(16);
  std::vector<ui::Button> buttons{foot.ask, foot.call};
  draw_buttons(view, row, buttons, false);
  if (languages_fit(view, languages.w))
    draw_languages(view, languages);
  else
    draw_buttons(view, languages, {language_button(view)}, true);
}

// Large letters on a small panel: the call, and the two other ways as icons beside it, in one row.
void draw_compact(const View& view, ui::Rect block, std::size_t number) {
  Foot foot = foot_buttons(view);
  ui::Rect top = block.cut_top(16 + 80);
  top.cut_top(16);
  ui::Button language = language_button(view);
  language.arrow_only = true;
  draw_buttons(view, top.cut_trailing(ui::button_size(view.ui, language).w), {language}, true);
  top.cut_trailing(16);
  draw_name(view, top.inset(0, 8));
  block.cut_bottom(24);
  ui::Button start = start_button(view, 112);
  start.icon.clear();
  foot.ask.arrow_only = foot.call.arrow_only = true;
  const float icons = 2 * ui::button_size(view.ui, foot.ask).w + 16;
  ui::Rect row = block.cut_bottom(ui::button_height(view.ui, block.w - icons - 16, start));
  block.cut_top(12);
  block.cut_bottom(16);
  draw_middle(view, block, number, false);
  if (ui::button(view.ui, row.cut_leading(row.w - icons - 16), start)) view.post(flow::StartPressed{});
  row.cut_leading(16);
  draw_buttons(view, row.centered({row.w, 80}), {foot.ask, foot.call}, true);
}

// No room for the panel: the line and the calls have the whole width.
void draw_short(const View& view, ui::Rect block, std::size_t number) {
  const Foot foot = foot_buttons(view);
  const std::vector<ui::Button> buttons{foot.ask, foot.call};
  block = block.inset(32, 0);
  const float foot_height = buttons_height(view, block.w, buttons);
  if (view.ui.layout().short_window && foot_height > 120) return draw_compact(view, block, number);
  ui::Rect top = block.cut_top(16 + 80);
  top.cut_top(16);
  std::size_t on = 0;
  const float name = 56 + 16 + name_width(view) + 24;
  const float languages_width = std::min(ui::segments_size(view.ui, language_segments(view, on)).w, top.w - name);
  const bool in_row = languages_fit(view, languages_width);
  const ui::Button one = language_button(view);
  const ui::Rect languages = top.cut_trailing(in_row ? languages_width : std::min(top.w / 2, ui::button_size(view.ui, one).w));
  top.cut_trailing(16);
  draw_name(view, top.inset(0, 8));
  if (in_row)
    draw_languages(view, languages);
  else
    draw_buttons(view, languages, {one}, true);
  block.cut_bottom(24);
  const ui::Rect row = block.cut_bottom(foot_height);
  block.cut_top(8);
  block.cut_bottom(12);
  draw_middle(view, block, number);
  draw_buttons(view, row, buttons, true);
}

void draw_portrait(const View& view, ui::Rect block, std::size_t number) {
  const Foot foot = foot_buttons(view);
  const std::vector<ui::Button> buttons{foot.ask, foot.call};
  block = block.inset(48, 48);
  draw_name(view, block.cut_top(72));
  block.cut_top(48);
  std::size_t on = 0;
  const auto list = language_segments(view, on);
  const ui::Rect languages = block.cut_bottom(ui::segments_height(view.ui, block.w, list));
  block.cut_bottom(32);
  const ui::Rect row = block.cut_bottom(buttons_height(view, block.w, buttons));
  block.cut_bottom(32);
  const ui::Button start = start_button(view, 112);
  const ui::Rect call = block.cut_bottom(ui::button_height(view.ui, block.w, start));
  block.cut_bottom(48);
  const Column text = middle(view, {.number = number, .call = false});
  block.cut_top(text.draw(block));
  block.cut_top(48);
  if (block.h >= 200) draw_panel(view, block);
  if (ui::button(view.ui, call, start)) view.post(flow::StartPressed{});
  draw_buttons(view, row, buttons, true);
  draw_languages(view, languages);
}

}  // namespace

void draw_attract(const View& view, const flow::AttractScreen& screen) {
  const ui::Rect window = view.ui.window();
  if (view.ui.layout().portrait) return draw_portrait(view, window, screen.line);
  const float grown = std::max(1.0F, view.ui.scale_half());
  const ui::Rect block =
      window.centered({std::min(window.w, block_width_max * grown), std::min(window.h, block_height_max * grown)});
  // Beside the panel the call and the two buttons need this much.
  const bool panel_fits = block.w >= 1240 * grown && !view.ui.layout().short_window;
  if (panel_fits)
    draw_landscape(view, block, screen.line);
  else
    draw_short(view, block, screen.line);
}

}  // namespace countersign::view
