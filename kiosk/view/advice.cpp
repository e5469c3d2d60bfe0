#include "kiosk/view/advice.hpp"

#include <algorithm>

namespace countersign::view {
namespace {

constexpr float edge = 8;
constexpr float padding_top = 24;
constexpr float padding_leading = 40;
constexpr float padding_trailing = 32;
constexpr float gap = 12;
constexpr float disc = 44;
constexpr float between = 24;

enum class Kind { good, bad };

ui::Words body_look(const View& view) {
  ui::Words look;
  look.line_u = 44;
  look.language = view.text_language();
  return look;
}

ui::Words reason_look(const View& view) {
  ui::Words look;
  look.style = ui::Style::label;
  look.color = ui::Role::text_2;
  look.language = view.text_language();
  return look;
}

float text_width(float width) { return width - padding_leading - padding_trailing; }

float head_height(const View& view) { return std::max(disc, view.ui.line(ui::Style::body_bold)); }

float advice_height(const View& view, float width, const content::Advice& advice) {
  float height = 2 * padding_top + head_height(view) + gap;
  height += ui::words_height(view.ui, text_width(width), rich(advice.body), body_look(view));
  if (!advice.reason.empty())
    height += gap + ui::words_height(view.ui, text_width(width), rich(advice.reason), reason_look(view));
  return height;
}

void draw_advice(const View& view, ui::Rect rect, const content::Advice& advice, Kind kind) {
  ui::Ui& ui = view.ui;
  const ui::Role role = kind == Kind::good ? ui::Role::success : ui::Role::error;
  ui.edge_card(rect, ui.color(role), edge);
  ui.push_background(ui.color(ui::Role::card));
  ui::Rect column{rect.x + padding_leading, rect.y + padding_top, text_width(rect.w), rect.h};
  ui::Rect head = column.cut_top(head_height(view));
  const ui::Rect mark = head.cut_leading(disc);
  ui::disc(ui, mark.center(), disc, kind == Kind::good ? "check" : "cross", 30, ui.color(role), ui.color(ui::Role::card));
  head.cut_leading(gap);
  head.y += (head.h - ui.line(ui::Style::body_bold)) / 2;
  ui::words(ui, head, ui.tr(kind == Kind::good ? "reading.do" : "reading.dont"),
            {.style = ui::Style::body_bold, .color = role, .role = "heading"});
  column.cut_top(gap);
  ui::words_in(ui, column, rich(advice.body), body_look(view), gap);
  if (!advice.reason.empty()) ui::words_in(ui, column, rich(advice.reason), reason_look(view));
  ui.pop_background();
}

}  // namespace

bool has_pair(const content::Card& card) { return card.dos && card.donts; }

bool pair_fits_beside(const View& view, float width) { return (width - between) / 2 >= 360 * view.ui.scale(); }

float pair_height(const View& view, float width, const content::Card& card, bool beside) {
  const float each = beside ? (width - between) / 2 : width;
  const float good = advice_height(view, each, *card.dos);
  const float bad = advice_height(view, each, *card.donts);
  return beside ? std::max(good, bad) : good + between + bad;
}

void draw_pair(const View& view, ui::Rect rect, const content::Card& card, bool beside) {
  if (beside) {
    const float each = (rect.w - between) / 2;
    draw_advice(view, {rect.x, rect.y, each, rect.h}, *card.dos, Kind::good);
    draw_advice(view, {rect.x + each + between, rect.y, each, rect.h}, *card.donts, Kind::bad);
    return;
  }
  const float good = advice_height(view, rect.w, *card.dos);
  draw_advice(view, {rect.x, rect.y, rect.w, good}, *card.dos, Kind::good);
  rect.cut_top(good + between);
  draw_advice(view, {rect.x, rect.y, rect.w, advice_height(view, rect.w, *card.donts)}, *card.donts, Kind::bad);
}

}  // namespace countersign::view
