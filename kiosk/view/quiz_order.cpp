// Putting steps in order: rows with their number and targets to move them up and down. No dragging.

#include <algorithm>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/question.hpp"

namespace countersign::view {
namespace {

constexpr float radius = 20;
constexpr float padding = 16;
constexpr float disc = 48;
constexpr float mover = 72;
constexpr float mover_gap = 12;
constexpr float row_least = 96;
constexpr int move_ms = 150;

const ui::TextStyle label_style{.style = ui::Style::body_medium, .line_u = 42};

struct Row {
  ChoiceId id;
  std::size_t place = 0;
  std::size_t count = 0;
};

const std::vector<ChoiceId>& order_of(const Asked& asked) {
  const auto& chosen = asked.screen.answer.chosen;
  return chosen.empty() ? asked.question.shown_order : chosen;
}

float label_width(const Asked& asked, float width) {
  const float movers = asked.screen.checked ? disc + padding : 2 * mover + 2 * mover_gap;
  return width - 2 * padding - disc - padding - movers;
}

// All rows are as high as the highest, so that a row keeps its height where it goes.
float row_height(const Asked& asked, float width) {
  float height = asked.screen.checked ? 80 : row_least;
  for (const ChoiceId& id : order_of(asked))
    height = std::max(
        height, asked.view.ui.measure(asked.words(id).text, label_style, label_width(asked, width), asked.language()).h + 24);
  return height;
}

bool stands_right(const Asked& asked, const Row& row) {
  return row.place < asked.item.order.size() && asked.item.order[row.place] == row.id;
}

// Where it comes from: a row that has just moved glides to its new place.
float glide(const Asked& asked, const Row& row, float step) {
  ui::Ui& ui = asked.view.ui;
  const std::string name = "order." + row.id.value;
  float& before = ui.memory(name);  // place + 1; 0: not yet seen
  const float here = static_cast<float>(row.place) + 1;
  if (before == 0) before = here;
  if (before == here) return 0;
  const float share = ui.animate(name + "." + std::to_string(row.place), 1, move_ms);
  const float offset = (before - here) * (1 - share) * step;
  if (share >= 1) before = here;
  return offset;
}

void draw_mover(const Asked& asked, ui::Rect rect, const Row& row, bool up) {
  const View& view = asked.view;
  const std::string id = std::string(up ? id::up : id::down) + "." + row.id.value;
  const std::string name = view.ui.tr(up ? "quiz.move_up" : "quiz.move_down", {{"step", asked.words(row.id).text}});
  if (ui::icon_button(view.ui, rect, id, up ? "up" : "down", name, ui::Role::sunken, ui::Role::text))
    view.post(flow::OrderMoved{row.place, up ? row.place - 1 : row.place + 1});
}

void draw_movers(const Asked& asked, ui::Rect rect, const Row& row) {
  const float y = rect.y + (rect.h - mover) / 2;
  if (row.place > 0) draw_mover(asked, {rect.right() - padding - 2 * mover - mover_gap, y, mover, mover}, row, true);
  if (row.place + 1 < row.count) draw_mover(asked, {rect.right() - padding - mover, y, mover, mover}, row, false);
}

void draw_row(const Asked& asked, ui::Rect rect, const Row& row) {
  ui::Ui& ui = asked.view.ui;
  const bool checked = asked.screen.checked;
  const bool right = stands_right(asked, row);
  const ui::Role role = !checked ? ui::Role::outline : right ? ui::Role::success : ui::Role::error;
  const ui::Rgba fill = ui.color(!checked ? ui::Role::card : right ? ui::Role::success_c : ui::Role::error_c);
  ui.fill(rect, fill, radius);
  ui.outline(rect, ui.color(role), checked ? 5 : 2.5F, radius);
  ui.push_background(fill);
  const ui::Rect number{rect.x + padding, rect.y + (rect.h - disc) / 2, disc, disc};
  ui.circle(number.center(), disc / 2, ui.color(checked ? role : ui::Role::sunken));
  const std::string place = std::to_string(row.place + 1);
  ui.draw_text_centered(number, place, {.style = ui::Style::label_bold, .align = ui::Align::center},
                        ui.color(checked ? ui::Role::card : ui::Role::text), "", ui::Growth::fixed);
  const std::string& label = asked.words(row.id).text;
  const ui::Rect words{number.right() + padding, rect.y, label_width(asked, rect.w), rect.h};
  ui.draw_text_centered(words, label, label_style, ui.color(ui::Role::text), asked.language());
  ui::Node node;
  node.id = "step." + row.id.value;
  node.role = "listitem";
  node.name = label;
  node.value = place;
  node.rect = {rect.x, rect.y, words.right() - rect.x, rect.h};  // without what moves it
  node.text_size_u = 32 * ui.scale();
  node.color = ui.color(ui::Role::text);
  node.language = asked.language();
  if (checked) node.state.emplace_back(right ? "right" : "wrong");
  ui.node(std::move(node));
  if (checked) {
    const ui::Rect mark{rect.right() - padding - disc, rect.y + (rect.h - 40) / 2, 40, 40};
    ui.icon(right ? "check" : "cross", mark, ui.color(role), 2.8F);
  } else {
    draw_movers(asked, rect, row);
  }
  ui.pop_background();
}

}  // namespace

Column order_rows(const Asked& asked) {
  Column column(asked.view.ui);
  const std::vector<ChoiceId>& order = order_of(asked);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Row row{order[i], i, order.size()};
    column.add({[asked](float width) { return row_height(asked, width); },
                [asked, row](ui::Rect rect) { draw_row(asked, rect.moved(0, glide(asked, row, rect.h + asked.gap())), row); },
                asked.gap()});
  }
  return column;
}

}  // namespace countersign::view
