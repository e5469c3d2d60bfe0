// A card: one idea, short or in full. Landscape: text and its segments lead, advice or picture trail. Otherwise one
// column. What does not fit turns pages with "Read on".

#include <algorithm>

#include "kiosk/view/advice.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr char scroll_id[] = "reading";
constexpr float pane_gap = 48;
constexpr float advice_width = 600;
constexpr float advice_width_tight = 540;
constexpr float tight_top = 16;            // goes up into the padding
constexpr float picture_least = 300;       // lower, and the figures lose their heads
constexpr float stage_with_both = 940;     // advice under a picture
constexpr float picture_ratio = 2.0F / 3;  // of height to width, as the figures are drawn
constexpr float text_width_max = 900;

struct Reader {
  const View& view;
  const flow::ReadingScreen& screen;
  const content::Card& card;

  bool full() const { return screen.full && !card.full.empty(); }
  bool has_full() const { return !card.full.empty(); }
};

// How large the text is set, from the look's measures down to what still fits beside the advice.
struct Setting {
  ui::Style title = ui::Style::headline;
  ui::Style body = ui::Style::large;
  bool chip_first = true;
  float body_size = 0;  // 0: the style's own
  float body_line = 0;
};
constexpr Setting roomy{};
constexpr Setting plain{.body = ui::Style::body};
// Portrait without a picture: the words take the room.
constexpr Setting tall{.title = ui::Style::display, .body_size = 44, .body_line = 64};
constexpr Setting tight{.title = ui::Style::title, .body = ui::Style::body, .chip_first = false};

Column text_column(const Reader& reader, const Setting& setting) {
  const View& view = reader.view;
  Column column(view.ui);
  if (setting.chip_first) column.add(clause_piece(view, reader.card.clause));
  ui::Words title = pack_words(view, setting.title);
  title.weight = 700;
  column.words(reader.card.title, title);
  add_foreign_note(view, column);
  ui::Words body = pack_words(view, reader.full() ? ui::Style::body : setting.body);
  if (!reader.full()) {
    body.size_u = setting.body_size;
    body.line_u = setting.body_line;
  }
  add_blocks(column, view.ui, reader.full() ? reader.card.full : reader.card.body, body);
  if (!reader.full() && !reader.card.example.empty()) column.add(quote_piece(view, rich(reader.card.example)));
  return column;
}

std::vector<ui::Segment> lengths(const View& view) {
  return {{.label = view.ui.tr("reading.short"), .key = "short"}, {.label = view.ui.tr("reading.full"), .key = "full"}};
}

float segments_width(const View& view, float width) {
  return std::min(width, std::max(420.0F, ui::segments_size(view.ui, lengths(view)).w));
}

float segments_height(const View& view, float width) {
  return ui::segments_height(view.ui, segments_width(view, width), lengths(view));
}

void draw_segments(const Reader& reader, ui::Rect rect) {
  const View& view = reader.view;
  rect.w = segments_width(view, rect.w);
  const auto pressed = ui::segments(view.ui, rect, "text", view.ui.tr("reading.length"), lengths(view), reader.full() ? 1 : 0);
  if (pressed) view.post(flow::FullTextChosen{*pressed == 1});
}

Piece segments_piece(const Reader& reader) {
  return {[reader](float width) { return segments_height(reader.view, width); },
          [reader](ui::Rect rect) { draw_segments(reader, rect); }, 24};
}

void draw_figure(const Reader& reader, ui::Rect rect) {
  ui::picture(reader.view.ui, rect, pack_picture(reader.view, reader.card.picture->file), reader.card.picture->alt,
              ui::Fit::cover, 28);
}

// --- landscape ---

bool tight_fits(const Reader& reader, ui::Rect area) {
  const float width = area.w - pane_gap - advice_width_tight;
  const float foot = reader.has_full() ? 24 + segments_height(reader.view, width) : 24 + 48;
  const bool pair =
      !has_pair(reader.card) || pair_height(reader.view, advice_width_tight, reader.card, false) <= area.h + tight_top;
  return !reader.full() && pair && text_column(reader, tight).height(width) + foot <= area.h + tight_top;
}

Setting choose(const Reader& reader, ui::Rect area) {
  const float width = area.w - pane_gap - advice_width;
  const float foot = reader.has_full() ? 24 + segments_height(reader.view, width) : 0;
  for (const Setting& setting : {roomy, plain})
    if (text_column(reader, setting).height(width) + foot <= area.h) return setting;
  return tight_fits(reader, area) ? tight : roomy;
}

// Segments at the foot; the clause beside them where it does not lead.
void draw_foot(const Reader& reader, ui::Rect foot, const Setting& setting) {
  const View& view = reader.view;
  if (reader.has_full()) draw_segments(reader, foot);
  if (setting.chip_first) return;
  if (reader.has_full()) foot.cut_leading(segments_width(view, foot.w) + 24);
  const Piece clause = clause_piece(view, reader.card.clause);
  const float height = clause.height(foot.w);
  clause.draw({foot.x, foot.y + (foot.h - height) / 2, foot.w, height});
}

void draw_leading(const Reader& reader, ui::Rect pane, const Setting& setting) {
  const Column text = text_column(reader, setting);
  if (reader.has_full() || !setting.chip_first) {
    const ui::Rect foot = pane.cut_bottom(reader.has_full() ? segments_height(reader.view, pane.w) : 48);
    pane.cut_bottom(24);
    text.draw_scrolling(scroll_id, pane);
    draw_foot(reader, foot, setting);
  } else {
    text.draw_scrolling(scroll_id, pane);
  }
}

void draw_trailing(const Reader& reader, ui::Rect pane) {
  const content::Card& card = reader.card;
  if (!has_pair(card)) {
    if (card.picture) draw_figure(reader, pane.cut_top(pane.w * picture_ratio * 1.3F));
    return;
  }
  const float height = pair_height(reader.view, pane.w, card, false);
  const float free = pane.h - height - 24;
  if (card.picture && free >= picture_least) {
    draw_figure(reader, pane.cut_top(std::min(free, pane.w * picture_ratio)));
    pane.cut_top(24);
  }
  draw_pair(reader.view, pane, card, false);
}

// False if the advice is too long to stand beside the text.
bool draw_panes(const Reader& reader, ui::Rect area) {
  const bool trailing = has_pair(reader.card) || reader.card.picture.has_value();
  if (!trailing) {
    area.w = std::min(area.w, text_width_max);
    draw_leading(reader, area, roomy);
    return true;
  }
  if (has_pair(reader.card) && pair_height(reader.view, advice_width, reader.card, false) > area.h) return false;
  const Setting setting = choose(reader, area);
  if (!setting.chip_first) {
    area.y -= tight_top;
    area.h += tight_top;
  }
  const ui::Rect right = area.cut_trailing(setting.chip_first ? advice_width : advice_width_tight);
  area.cut_trailing(pane_gap);
  draw_leading(reader, area, setting);
  draw_trailing(reader, right);
  return true;
}

// --- one column ---

Piece pair_piece(const Reader& reader, bool beside) {
  return {[reader, beside](float width) { return pair_height(reader.view, width, reader.card, beside); },
          [reader, beside](ui::Rect rect) { draw_pair(reader.view, rect, reader.card, beside); }, 24};
}

Piece figure_piece(const Reader& reader) {
  return {[](float width) { return width * picture_ratio; }, [reader](ui::Rect rect) { draw_figure(reader, rect); }, 24};
}

void draw_one_column(const Reader& reader, ui::Rect area) {
  const View& view = reader.view;
  const bool is_short = view.ui.layout().short_window;
  Setting setting;
  if (is_short) setting = {.title = ui::Style::title, .chip_first = false};
  Column column = text_column(reader, setting);
  if (!setting.chip_first) column.add(clause_piece(view, reader.card.clause));
  if (reader.has_full()) column.add(segments_piece(reader));
  if (has_pair(reader.card))
    column.add(pair_piece(reader, pair_fits_beside(view, area.w)));
  else if (reader.card.picture)
    column.add(figure_piece(reader));
  column.draw_scrolling(scroll_id, area);
}

// Text first, advice at the foot, and the picture takes what is between.
void draw_portrait(const Reader& reader, ui::Rect area, const Setting& setting) {
  Column text = text_column(reader, setting);
  if (reader.has_full()) text.add(segments_piece(reader));
  const bool pair = has_pair(reader.card);
  const bool beside = reader.card.picture && pair_fits_beside(reader.view, area.w);
  const float foot = pair ? 32 + pair_height(reader.view, area.w, reader.card, beside) : 0;
  const float head = text.height(area.w);
  if (head + foot > area.h && setting.body_size > 0) return draw_portrait(reader, area, roomy);
  if (head + foot > area.h) return draw_one_column(reader, area);
  const ui::Rect place = area;
  if (pair) {
    area.cut_bottom(foot);
    area.h += 32;
  }
  text.draw_scrolling(scroll_id, {area.x, area.y, area.w, head});
  area.cut_top(head + 32);
  if (pair) area.cut_bottom(32);
  if (reader.card.picture && area.h >= picture_least) draw_figure(reader, area.cut_top(area.w));
  if (pair) draw_pair(reader.view, {place.x, place.bottom() - foot + 32, place.w, foot - 32}, reader.card, beside);
}

// --- frame ---

ui::Header header_of(const Reader& reader, const content::ModuleText& module) {
  ui::Header header;
  header.title = module.title;
  header.title_language = reader.view.text_language();
  header.step = reader.view.ui.tr(
      "reading.step", {{"n", std::to_string(reader.screen.card + 1)}, {"count", std::to_string(module.cards.size())}});
  header.progress_count = module.cards.size();
  header.progress_current = reader.screen.card;
  return header;
}

ui::Bar bar_of(const Reader& reader, bool last) {
  const View& view = reader.view;
  ui::Bar bar;
  if (reader.screen.from_quiz) {  // the question was answered: there is only one way from here
    bar.primary = primary_button(view, view.ui.tr("quiz.next"));
    return bar;
  }
  bar.back = back_button(view);
  bar.extras.push_back(quiet_button(view, id::ask_about, "reading.ask", "bubble"));
  std::string key = last ? "reading.to_questions" : "reading.next";
  if (reader.screen.review && last) key = "common.done";
  bar.primary = primary_button(view, view.ui.tr(key));
  return bar;
}

}  // namespace

void draw_reading(const View& view, const flow::ReadingScreen& screen) {
  const Reader reader{view, screen, flow::card_of(view.world, view.state, screen)};
  const content::ModuleText& module = view.text().modules.at(screen.module);
  ui::Rect window = view.ui.window();
  draw_header(view, window, header_of(reader, module));
  const bool last = screen.card + 1 >= module.cards.size();
  if (draw_paged_bar(view, window, bar_of(reader, last), scroll_id) == std::string(id::ask_about))
    view.post(flow::AskAboutCard{});
  const bool portrait = view.ui.layout().portrait;
  const float top = portrait ? 48 : view.ui.layout().short_window ? 16 : 32;
  const ui::Rect area = ui::content(view.ui, window, top, portrait ? 48 : 24);
  const bool both = has_pair(reader.card) && reader.card.picture;
  const ui::Rect panes = both ? stage(area, stage_with_both) : stage(area);
  if (portrait)
    draw_portrait(reader, area, reader.card.picture || reader.full() ? roomy : tall);
  else if (!two_panes(view, panes.w) || !draw_panes(reader, panes))
    draw_one_column(reader, area);
}

}  // namespace countersign::view
