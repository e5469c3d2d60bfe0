// The sheet: disc, title with its clause, words, and what to do next. Wide windows set them side by side, others one
// under the other; where even that takes too much, the sheet covers the question and turns pages.

#include <algorithm>

#include "kiosk/view/feedback.hpp"
#include "kiosk/view/ids.hpp"

namespace countersign::view {
namespace {

constexpr char scroll_id[] = "feedback";
constexpr float edge = 5;
constexpr float padding = 24;
constexpr float gap = 32;
constexpr float button_gap = 12;
constexpr float buttons_width = 412;
constexpr float share_max = 0.62F;  // of the window's height

struct Colors {
  ui::Role fill;
  ui::Role edge;
  ui::Role title;
  const char* icon;
};

Colors colors_of(ui::Tone tone) {
  switch (tone) {
    case ui::Tone::success:
      return {ui::Role::success_c, ui::Role::success, ui::Role::success, "check"};
    case ui::Tone::warning:
      return {ui::Role::warning_c, ui::Role::warning, ui::Role::warning, "info"};
    default:
      return {ui::Role::error_c, ui::Role::error, ui::Role::on_error_c, "cross"};
  }
}

struct Sheet {
  const Asked& asked;
  const Feedback& feedback;
  Colors colors;

  ui::Ui& ui() const { return asked.view.ui; }
  bool is_short() const { return ui().layout().short_window; }
  float disc() const { return is_short() ? 64.0F : 88.0F; }
  float margin() const { return is_short() ? 32.0F : 48.0F; }
};

// --- buttons ---

std::vector<ui::Button> buttons_of(const Sheet& sheet) {
  const bool low = sheet.is_short();
  ui::Button next;
  next.id = id::next;
  next.label = sheet.ui().tr(sheet.asked.screen.grade.right ? "common.next" : "quiz.next");
  if (sheet.asked.screen.grade.right) {
    next.icon = "right";
    next.kind = ui::ButtonKind::primary;
    next.height = low ? 80 : 96;
    return {next};
  }
  next.height = 72;
  ui::Button card;
  card.id = id::show_card;
  card.label = sheet.ui().tr("quiz.show_card");
  card.icon = "book";
  card.icon_leading = true;
  card.kind = ui::ButtonKind::primary;
  card.height = low ? 80 : 96;
  return {card, next};
}

float widest(const Sheet& sheet) {
  float width = sheet.is_short() ? 0 : buttons_width;
  for (const ui::Button& button : buttons_of(sheet)) width = std::max(width, ui::button_size(sheet.ui(), button).w);
  return width;
}

float stack_height(const Sheet& sheet, float width) {
  float height = -button_gap;
  for (const ui::Button& button : buttons_of(sheet)) height += button_gap + ui::button_height(sheet.ui(), width, button);
  return height;
}

void press(const Sheet& sheet, const ui::Button& button) {
  const bool reads_on = button.icon == "down";
  if (reads_on)
    sheet.ui().page(scroll_id, 1);
  else if (button.id == id::show_card)
    sheet.asked.view.post(flow::ShowCardPressed{});
  else
    sheet.asked.view.post(flow::NextPressed{});
}

void draw_stack(const Sheet& sheet, ui::Rect rect) {
  for (const ui::Button& button : buttons_of(sheet)) {
    const float height = ui::button_height(sheet.ui(), rect.w, button);
    if (ui::button(sheet.ui(), rect.cut_top(height), button)) press(sheet, button);
    rect.cut_top(button_gap);
  }
}

// Side by side, as high as each other; the first trails, as a bar's primary does. What room is left they share.
float row_room_left(const Sheet& sheet, float width) {
  float left = width + button_gap;
  for (const ui::Button& button : buttons_of(sheet)) left -= ui::button_size(sheet.ui(), button).w + button_gap;
  return left;
}

float row_height(const Sheet& sheet, float width) {
  if (row_room_left(sheet, width) < 0) return stack_height(sheet, width);
  float height = 0;
  for (const ui::Button& button : buttons_of(sheet)) height = std::max(height, ui::button_size(sheet.ui(), button).h);
  return height;
}

void draw_row(const Sheet& sheet, ui::Rect rect) {
  const float left = row_room_left(sheet, rect.w);
  if (left < 0) return draw_stack(sheet, rect);
  const auto buttons = buttons_of(sheet);
  const float share = buttons.size() == 1 ? 0 : left / static_cast<float>(buttons.size());
  for (ui::Button button : buttons) {
    const float width = std::max(ui::button_size(sheet.ui(), button).w + share, buttons.size() == 1 ? widest(sheet) : 0);
    button.height = rect.h;
    if (ui::button(sheet.ui(), rect.cut_trailing(width), button)) press(sheet, button);
    rect.cut_trailing(button_gap);
  }
}

// --- words ---

// The clause on the sheet's tint: card-coloured, not a tone of its own.
void draw_clause(const Sheet& sheet, ui::Point at) {
  ui::Ui& ui = sheet.ui();
  const std::string& clause = sheet.asked.item.clause.value;
  const ui::Size size = ui::chip_size(ui, clause);
  const ui::Rect rect{at.x, at.y, size.w, size.h};
  const ui::Rgba fill = ui.color(ui::Role::card);
  ui.fill(rect, fill, 12);
  ui.push_background(fill);
  const float line = ui.line(ui::Style::label_bold);
  ui::words(ui, {rect.x + 16, rect.y + (rect.h - line) / 2, rect.w - 31, line}, clause,
            {.style = ui::Style::label_bold, .role = "note"});
  ui.pop_background();
}

ui::Words title_look(const Sheet& sheet) {
  return {.style = ui::Style::title, .color = sheet.colors.title, .role = "alert", .language = sheet.feedback.title_language};
}

Piece title_piece(const Sheet& sheet) {
  const auto room = [sheet](float width) { return width - ui::chip_size(sheet.ui(), sheet.asked.item.clause.value).w - 16; };
  return {
      [sheet, room](float width) { return ui::words_height(sheet.ui(), room(width), sheet.feedback.title, title_look(sheet)); },
      [sheet, room](ui::Rect rect) {
        const float width = room(rect.w);
        ui::words(sheet.ui(), {rect.x, rect.y, width, rect.h}, sheet.feedback.title, title_look(sheet));
        const ui::Size title = sheet.ui().measure(sheet.feedback.title, {.style = ui::Style::title, .balance = true}, width);
        const ui::Size chip = ui::chip_size(sheet.ui(), sheet.asked.item.clause.value);
        const float first_line = sheet.ui().line(ui::Style::title);
        draw_clause(sheet, {rect.x + title.w + 16, rect.y + (first_line - chip.h) / 2});
      },
      0};
}

Column words_of(const Sheet& sheet) {
  Column column(sheet.ui());
  column.add(title_piece(sheet));
  ui::Words body = pack_words(sheet.asked.view, ui::Style::body);
  body.line_u = 42;
  float above = 4;
  for (const ui::RichText& part : sheet.feedback.body) {
    if (!part.spans.empty()) column.words(part, body, above);
    above = 12;
  }
  return column;
}

void draw_disc(const Sheet& sheet, ui::Point center) {
  const float size = sheet.disc();
  ui::disc(sheet.ui(), center, size, sheet.colors.icon, size * 56 / 88, sheet.ui().color(sheet.colors.edge),
           sheet.ui().color(ui::Role::card));
}

// --- arrangements ---

bool is_wide(const Sheet& sheet, float width) {
  return width - sheet.disc() - 2 * gap - widest(sheet) >= 480 * sheet.ui().scale();
}

float wide_height(const Sheet& sheet, float width) {
  const float buttons = widest(sheet);
  const float words = words_of(sheet).height(width - sheet.disc() - 2 * gap - buttons);
  return std::max({words, stack_height(sheet, buttons), sheet.disc()});
}

void draw_wide(const Sheet& sheet, ui::Rect inner) {
  const ui::Rect disc = inner.cut_leading(sheet.disc());
  draw_disc(sheet, disc.center());
  inner.cut_leading(gap);
  const float width = widest(sheet);
  const ui::Rect buttons = inner.cut_trailing(width);
  inner.cut_trailing(gap);
  const Column words = words_of(sheet);
  inner.cut_top(std::max(0.0F, (inner.h - words.height(inner.w)) / 2));
  words.draw(inner);
  const float height = stack_height(sheet, width);
  draw_stack(sheet, {buttons.x, buttons.y + (buttons.h - height) / 2, buttons.w, height});
}

float words_width(const Sheet& sheet, float width) { return sheet.ui().layout().big_text ? width : width - sheet.disc() - gap; }

float narrow_height(const Sheet& sheet, float width) {
  return std::max(sheet.disc(), words_of(sheet).height(words_width(sheet, width))) + padding + row_height(sheet, width);
}

void draw_narrow(const Sheet& sheet, ui::Rect inner) {
  const ui::Rect buttons = inner.cut_bottom(row_height(sheet, inner.w));
  inner.cut_bottom(padding);
  if (!sheet.ui().layout().big_text) {
    const float side = sheet.disc();
    draw_disc(sheet, {inner.x + side / 2, inner.y + side / 2});
    inner.cut_leading(side + gap);
  }
  words_of(sheet).draw(inner);
  draw_row(sheet, buttons);
}

float inner_width(const Sheet& sheet) { return std::min(1400.0F, sheet.ui().window().w - 2 * sheet.margin()); }

float natural_height(const Sheet& sheet) {
  const float width = inner_width(sheet);
  return edge + 2 * padding + (is_wide(sheet, width) ? wide_height(sheet, width) : narrow_height(sheet, width));
}

bool covers(const Sheet& sheet) { return natural_height(sheet) > sheet.ui().window().h * share_max; }

// While more is below, one button that turns the page. The room for buttons stays the same, else what fits would change
// with them.
void draw_covering(const Sheet& sheet, ui::Rect inner) {
  const bool more = sheet.ui().more_below(scroll_id);
  ui::Button read_on = buttons_of(sheet).front();
  read_on.label = sheet.ui().tr("common.read_on");
  read_on.icon = "down";
  read_on.icon_leading = false;
  const float single = ui::button_height(sheet.ui(), inner.w, read_on);
  const ui::Rect buttons = inner.cut_bottom(std::max(single, row_height(sheet, inner.w)));
  inner.cut_bottom(padding);
  Column words = words_of(sheet);
  if (sheet.feedback.way) sheet.feedback.way(words);
  words.draw_scrolling(scroll_id, inner);
  if (!more) return draw_row(sheet, buttons);
  ui::Rect trailing{buttons.x, buttons.bottom() - single, buttons.w, single};
  if (ui::button(sheet.ui(), trailing.cut_trailing(std::min(buttons.w, ui::button_size(sheet.ui(), read_on).w)), read_on))
    press(sheet, read_on);
}

}  // namespace

float feedback_height(const Asked& asked, const Feedback& feedback, ui::Rect rest) {
  const Sheet sheet{asked, feedback, colors_of(feedback.tone)};
  return covers(sheet) ? rest.h : natural_height(sheet);
}

void draw_feedback(const Asked& asked, const Feedback& feedback, ui::Rect& rest) {
  constexpr int sheet_ms = 300;
  const Sheet sheet{asked, feedback, colors_of(feedback.tone)};
  ui::Ui& ui = sheet.ui();
  const ui::Rect place = rest.cut_bottom(feedback_height(asked, feedback, rest));
  const float below = (1 - ui.animate("feedback", 1, sheet_ms)) * place.h;
  const ui::Rect at = place.moved(0, below);
  const ui::Rgba fill = ui.color(sheet.colors.fill);
  ui.fill(at, fill);
  ui.fill({at.x, at.y, at.w, edge}, ui.color(sheet.colors.edge));
  ui.push_background(fill);
  const float width = inner_width(sheet);
  const ui::Rect inner{at.x + (at.w - width) / 2, at.y + edge + padding, width, at.h - edge - 2 * padding};
  if (covers(sheet))
    draw_covering(sheet, inner);
  else if (is_wide(sheet, width))
    draw_wide(sheet, inner);
  else
    draw_narrow(sheet, inner);
  ui.pop_background();
}

}  // namespace countersign::view
