// Ask the policy: a field, the keyboard, the cards that fit, and one of them open. Works without signing in.

#include "kiosk/view/advice.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/typing_pane.hpp"

namespace countersign::view {
namespace {

constexpr char hits_id[] = "hits";
constexpr char card_id[] = "card";
constexpr char keyboard_away[] = "keyboard_away";
constexpr float field_height = 80;

// --- the list ---

const content::Card& card_of(const View& view, const content::SearchHit& hit) {
  return view.text().modules.at(hit.module).cards.at(hit.card);
}

ui::Row hit_row(const View& view, const content::SearchHit& hit, std::size_t number, bool brief) {
  ui::Row row;
  row.id = std::string(id::hit) + "." + std::to_string(number);
  row.title = card_of(view, hit).title;
  if (!brief) row.detail = view.text().modules.at(hit.module).title;
  row.language = view.text_language();
  return row;
}

Piece hit_piece(const View& view, const content::SearchHit& hit, std::size_t number, bool brief, bool last) {
  const ui::Row row = hit_row(view, hit, number, brief);
  return {[&view, row](float width) { return ui::row_height(view.ui, width, row); },
          [&view, row, hit, last](ui::Rect rect) {
            if (ui::row(view.ui, rect, row)) view.post(flow::HitOpened{hit});
            if (!last) ui::hairline(view.ui, {rect.x + 24, rect.bottom() - 2, rect.w - 48, 2});
          },
          0};
}

Piece hits_piece(const View& view, const flow::AskScreen& screen, bool brief) {
  Column rows(view.ui);
  for (std::size_t i = 0; i < screen.hits.size(); ++i)
    rows.add(hit_piece(view, screen.hits[i], i, brief, i + 1 == screen.hits.size()));
  return {[rows](float width) { return rows.height(width) + 8; },
          [&view, rows](ui::Rect rect) {
            ui::card(view.ui, rect);
            view.ui.push_background(view.ui.color(ui::Role::card));
            rows.draw({rect.x, rect.y + 4, rect.w, rect.h - 8});
            view.ui.pop_background();
          },
          12};
}

Piece empty_picture(const View& view, float height) {
  return {[height](float) { return height; },
          [&view](ui::Rect rect) { ui::picture(view.ui, rect, asset_picture(view, "ask-policy"), ""); }, 24};
}

// Nothing typed, or nothing found: a picture where there is room, one sentence, and who knows.
Piece call_piece(const View& view, bool centered) {
  const ui::Button call{.id = id::call, .label = view.ui.tr("attract.call"), .icon = "phone", .icon_leading = true};
  const Piece button = button_piece(
      view.ui, call, [&view] { view.post(flow::CallPressed{}); }, 16);
  if (!centered) return button;
  return {button.height,
          [&view, call, button](ui::Rect rect) {
            button.draw(rect.centered({std::min(rect.w, ui::button_size(view.ui, call).w), rect.h}));
          },
          24};
}

Column empty_column(const View& view, const flow::AskScreen& screen, bool with_picture, bool with_call = true) {
  const bool typed = !screen.query.empty();
  const auto& at = with_picture ? ui::Align::center : ui::Align::leading;
  Column column(view.ui);
  if (with_picture) column.add(empty_picture(view, 300));
  column.words(typed ? view.ui.tr("ask.nothing", {{"query", screen.query}}) : view.ui.tr("ask.hint"),
               {.style = view.ui.layout().short_window ? ui::Style::label : ui::Style::large,
                .color = ui::Role::text_2,
                .align = at,
                .balance = with_picture,
                .role = "status"});
  if (typed && with_call) column.add(call_piece(view, with_picture));
  return column;
}

Column found_column(const View& view, const flow::AskScreen& screen) {
  Column column(view.ui);
  column.words(count(view, "ask.found", static_cast<int>(screen.hits.size())),
               {.style = ui::Style::label, .color = ui::Role::text_2, .role = "status"});
  add_foreign_note(view, column);
  return column;
}

void draw_results(const View& view, ui::Rect area, const flow::AskScreen& screen) {
  if (screen.hits.empty()) {
    const bool picture = empty_column(view, screen, true).height(area.w) <= area.h;
    return draw_column(empty_column(view, screen, picture), hits_id, area, picture ? At::middle : At::top);
  }
  Column column = found_column(view, screen);
  column.add(hits_piece(view, screen, false));
  column.draw_scrolling(hits_id, area);
}

void draw_query(const View& view, ui::Rect rect, const flow::AskScreen& screen, bool active) {
  const bool pressed = ui::field(view.ui, rect,
                                 {.id = id::field,
                                  .label = view.ui.tr("ask.title"),
                                  .value = screen.query,
                                  .active = active,
                                  .placeholder = view.ui.tr("ask.placeholder"),
                                  .characters_max = flow::query_characters_max,
                                  .label_inside = false});
  if (pressed) view.ui.memory(keyboard_away) = 0;
}

// Above a keyboard there is little height: what is found stands beside what is typed.
void draw_beside(const View& view, ui::Rect area, const flow::AskScreen& screen) {
  constexpr float gap = 32;
  const float share = view.ui.layout().short_window ? .48F : .56F;  // there Back stands before the field
  ui::Rect side = area.cut_trailing((area.w - gap) * share);
  area.cut_trailing(gap);
  ui::Rect row = area.cut_top(view.ui.layout().short_window ? 72 : field_height);
  if (view.ui.layout().short_window) draw_back_beside(view, row, back_button(view));
  draw_query(view, row, screen, true);
  area.cut_top(12);
  if (screen.hits.empty()) {
    if (!screen.query.empty() && !view.ui.layout().short_window) {
      Column call(view.ui);
      draw_column(call.add(call_piece(view, false)), "call", area);
    }
    return draw_column(empty_column(view, screen, false, false), hits_id, side);
  }
  draw_column(found_column(view, screen), "found", area);
  Column list(view.ui);
  list.add(hits_piece(view, screen, true));
  list.draw_scrolling(hits_id, side);
}

void take_typed(const View& view, const flow::AskScreen& screen, const std::vector<ui::Typed>& typed) {
  std::string query = screen.query;
  if (ui::apply_typed(query, typed, flow::query_characters_max)) view.post(flow::QueryChanged{query});
  for (const ui::Typed& one : typed)
    if (one.kind == ui::Typed::Kind::hide) view.ui.memory(keyboard_away) = 1;
}

void draw_search(const View& view, const flow::AskScreen& screen) {
  const bool typing = view.ui.memory(keyboard_away) < .5F;
  const bool short_window = view.ui.layout().short_window;
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("ask.title");
  header.leave = view.state.session.has_value();
  draw_header(view, rest, header);
  const ui::Bar bar{back_button(view), {}, std::nullopt};
  if (!typing || !short_window) draw_paged_bar(view, rest, bar, hits_id);
  const ui::Rect keyboard = typing ? rest.cut_bottom(ui::keyboard_height(view.ui)) : ui::Rect{};
  ui::Rect area = ui::content(view.ui, rest, 12, 12);
  if (typing && !view.ui.layout().portrait) {
    draw_beside(view, area, screen);
  } else {
    ui::Rect row = area.cut_top(field_height);
    if (typing && short_window) draw_back_beside(view, row, back_button(view));
    draw_query(view, row, screen, typing);
    area.cut_top(16);
    draw_results(view, area, screen);
  }
  if (typing) take_typed(view, screen, ui::keyboard(view.ui, keyboard, view.state.preferences.language));
}

// --- a card ---

struct Opened {
  const View& view;
  const flow::AskScreen& screen;
  const content::Card& card;
  bool full() const { return screen.full && !card.full.empty(); }
};

Piece length_piece(const Opened& opened) {
  const View& view = opened.view;
  const std::vector<ui::Segment> list{{.label = view.ui.tr("reading.short"), .icon = "", .language = "", .key = "short"},
                                      {.label = view.ui.tr("reading.full"), .icon = "", .language = "", .key = "full"}};
  const auto width_of = [&view, list](float width) {
    return std::min(width, std::max(420.0F, ui::segments_size(view.ui, list).w));
  };
  return {[&view, list, width_of](float width) { return ui::segments_height(view.ui, width_of(width), list); },
          [&view, list, width_of, on = opened.full()](ui::Rect rect) {
            rect.w = width_of(rect.w);
            const auto pressed = ui::segments(view.ui, rect, "text", view.ui.tr("reading.length"), list, on ? 1 : 0);
            if (pressed) view.post(flow::FullTextChosen{*pressed == 1});
          },
          24};
}

Column text_column(const Opened& opened) {
  const View& view = opened.view;
  const bool short_window = view.ui.layout().short_window;
  Column column(view.ui);
  column.add(clause_piece(view, opened.card.clause));
  ui::Words title = pack_words(view, short_window ? ui::Style::title : ui::Style::headline);
  column.words(opened.card.title, title);
  add_foreign_note(view, column);
  const ui::Words body = pack_words(view, opened.full() || short_window ? ui::Style::body : ui::Style::large);
  add_blocks(column, view.ui, opened.full() ? opened.card.full : opened.card.body, body);
  if (!opened.full() && !opened.card.example.empty()) column.add(quote_piece(view, rich(opened.card.example)));
  if (!opened.card.full.empty()) column.add(length_piece(opened));
  return column;
}

Piece pair_piece(const Opened& opened, bool beside) {
  return {[opened, beside](float width) { return pair_height(opened.view, width, opened.card, beside); },
          [opened, beside](ui::Rect rect) { draw_pair(opened.view, rect, opened.card, beside); }, 24};
}

void draw_card_text(const Opened& opened, ui::Rect area) {
  constexpr float pair_width = 560;
  constexpr float gap = 48;
  const bool pair = has_pair(opened.card);
  Column text = text_column(opened);
  const bool panes =
      pair && two_panes(opened.view, area.w) && pair_height(opened.view, pair_width, opened.card, false) <= area.h;
  if (!panes) {
    if (pair) text.add(pair_piece(opened, pair_fits_beside(opened.view, area.w)));
    return text.draw_scrolling(card_id, area);
  }
  const ui::Rect side = area.cut_trailing(pair_width);
  area.cut_trailing(gap);
  text.draw_scrolling(card_id, area);
  draw_pair(opened.view, side, opened.card, false);
}

void draw_open_card(const View& view, const flow::AskScreen& screen) {
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.text().modules.at(screen.open->module).title;
  header.title_language = view.text_language();
  header.step = view.ui.tr("ask.title");
  header.leave = view.state.session.has_value();
  draw_header(view, rest, header);
  ui::Bar bar{back_button(view, "ask.back_to_list"), {}, std::nullopt};
  if (view.state.session) bar.extras.push_back(quiet_button(view, id::ask_about, "ask.ask_hr", "bubble"));
  if (draw_paged_bar(view, rest, bar, card_id) == id::ask_about) view.post(flow::AskAboutCard{});
  draw_card_text({view, screen, card_of(view, *screen.open)}, ui::content(view.ui, rest));
}

}  // namespace

void draw_ask(const View& view, const flow::AskScreen& screen) {
  if (screen.open)
    draw_open_card(view, screen);
  else
    draw_search(view, screen);
}

}  // namespace countersign::view
