// Who do I call? What to do first, and the people in the organisation's order. A crisis does not wait for a log-in.

#include "kiosk/view/learning.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr char scroll_id[] = "call";
constexpr float card_padding = 24;
constexpr float pane_gap = 32;
constexpr float number_disc = 48;

const std::string& said(const View& view, const std::map<Language, std::string>& words) {
  return content::localised(words, view.state.preferences.language, view.pack().source_language);
}

void number(const View& view, ui::Rect rect, std::size_t value, ui::Rgba fill, ui::Rgba color) {
  ui::TextStyle style{.style = ui::Style::label_bold, .align = ui::Align::center};
  view.ui.circle(rect.center(), rect.w / 2, fill);
  view.ui.draw_text_centered(rect, std::to_string(value), style, color, "", ui::Growth::fixed);
}

// A number in a disc, and words beside it.
Piece numbered(const View& view, std::size_t value, const Column& words, float gap) {
  constexpr float indent = number_disc + 16;
  return {[words](float width) { return std::max(number_disc, words.height(width - indent)); },
          [&view, value, words](ui::Rect rect) {
            ui::Rect disc = rect.cut_leading(number_disc);
            const bool tall = words.height(rect.w - 16) > number_disc;
            disc = tall ? disc.cut_top(number_disc) : disc.centered({number_disc, number_disc});
            number(view, disc, value, view.ui.color(ui::Role::primary_c), view.ui.color(ui::Role::on_primary_c));
            rect.cut_leading(16);
            const float height = words.height(rect.w);
            words.draw({rect.x, rect.y + (tall ? 0 : (rect.h - height) / 2), rect.w, height});
          },
          gap};
}

Column steps_column(const View& view) {
  Column column(view.ui);
  column.words(view.ui.tr("call.first"), {.style = ui::Style::body_bold, .role = "heading"});
  const auto& steps = view.pack().organisation.crisis_steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Column words(view.ui);
    words.words(said(view, steps[i]), {.style = ui::Style::body, .line_u = 40, .role = "listitem"});
    column.add(numbered(view, i + 1, words, i == 0 ? 16 : 12));
  }
  return column;
}

Column people_column(const View& view) {
  Column column(view.ui);
  column.words(view.ui.tr("call.in_order"), {.style = ui::Style::body_bold, .role = "heading"});
  const auto& organisation = view.pack().organisation;
  for (std::size_t i = 0; i < organisation.emergency.size(); ++i) {
    const content::Contact* contact = organisation.contact(organisation.emergency[i]);
    if (contact == nullptr) continue;
    Column words(view.ui);
    words.words(said(view, contact->role) + ", " + contact->name,
                {.style = ui::Style::label, .color = ui::Role::text_2, .role = "listitem"});
    words.words(contact->phone, {.style = ui::Style::title, .tabular = true, .line_u = 52, .role = "paragraph"}, 0);
    column.add(numbered(view, i + 1, words, i == 0 ? 16 : 24));
  }
  return column;
}

Piece card_piece(const View& view, const Column& inside, float least) {
  return {[inside, least](float width) { return std::max(least, inside.height(width - 2 * card_padding) + 2 * card_padding); },
          [&view, inside](ui::Rect rect) {
            ui::card(view.ui, rect);
            view.ui.push_background(view.ui.color(ui::Role::card));
            inside.draw(rect.inset(card_padding, card_padding));
            view.ui.pop_background();
          },
          pane_gap};
}

Piece panes_piece(const View& view, const Column& steps, const Column& people) {
  constexpr float steps_share = .56F;  // sentences need more width than numbers
  const auto steps_width = [](float width) { return (width - pane_gap) * steps_share; };
  const auto height = [steps, people, steps_width](float width) {
    const float first = steps.height(steps_width(width) - 2 * card_padding);
    const float second = people.height(width - pane_gap - steps_width(width) - 2 * card_padding);
    return std::max(first, second) + 2 * card_padding;
  };
  return {height,
          [&view, steps, people, steps_width](ui::Rect rect) {
            card_piece(view, steps, rect.h).draw(rect.cut_leading(steps_width(rect.w)));
            rect.cut_leading(pane_gap);
            card_piece(view, people, rect.h).draw(rect);
          },
          0};
}

void draw_picture(const View& view, ui::Rect rect) { ui::picture(view.ui, rect, asset_picture(view, "who-to-call"), ""); }

}  // namespace

void draw_call(const View& view, const flow::CallScreen&) {
  constexpr float picture_least = 240;
  constexpr float picture_most = 520;
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("attract.call");
  header.leave = view.state.session.has_value();
  draw_header(view, rest, header);
  draw_paged_bar(view, rest, {back_button(view), {}, std::nullopt}, scroll_id);
  ui::Rect area = ui::content(view.ui, rest, 24);
  const Column steps = steps_column(view);
  const Column people = people_column(view);
  Column column(view.ui);
  if (two_panes(view, area.w)) {
    column.add(panes_piece(view, steps, people));
  } else {
    column.add(card_piece(view, steps, 0));
    column.add(card_piece(view, people, 0));
  }
  const float free = area.h - column.height(area.w) - 48;
  if (free >= picture_least) {
    draw_picture(view, area.cut_top(std::min(free, picture_most)));
    area.cut_top(48);
  }
  draw_column(column, scroll_id, area, view.ui.layout().portrait ? At::top : At::middle);
}

}  // namespace countersign::view
