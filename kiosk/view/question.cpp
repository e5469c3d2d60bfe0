// Where a question's parts stand: the post (or the question itself, large) leads, the answers trail; in portrait the
// answers lie at the foot; otherwise one column that turns pages.

#include "kiosk/view/question.hpp"

#include <algorithm>

#include "kiosk/view/post_card.hpp"

namespace countersign::view {
namespace {

constexpr float pane_gap = 48;
constexpr float leading_width = 480;
constexpr float picture_least = 140;
constexpr float picture_portrait = 480;
constexpr float figure_least = 320;  // a strip would only disturb

using quiz::ItemKind;

Column answer_rows(const Asked& asked) {
  switch (asked.item.kind) {
    case ItemKind::sequencing:
      return order_rows(asked);
    case ItemKind::matching:
      return match_rows(asked);
    default:
      return choice_rows(asked);
  }
}

// What to do, where the question alone does not say it.
std::string hint_of(const Asked& asked) {
  if (asked.screen.checked) return "";
  switch (asked.item.kind) {
    case ItemKind::multiple:
      return asked.view.ui.tr("quiz.hint.multiple");
    case ItemKind::sequencing:
      return asked.view.ui.tr("quiz.hint.sequencing");
    case ItemKind::matching:
      return asked.view.ui.tr("quiz.hint.matching");
    case ItemKind::true_false:
      return asked.view.ui.tr("quiz.hint.true_false");
    default:
      return "";
  }
}

Column prompt(const Asked& asked, ui::Style style) {
  Column column(asked.view.ui);
  column.words(asked.text.prompt, pack_words(asked.view, style));
  const std::string hint = hint_of(asked);
  if (!hint.empty()) column.words(hint, {.style = ui::Style::label, .color = ui::Role::text_2}, 8);
  add_foreign_note(asked.view, column);
  return column;
}

bool has_post(const Asked& asked) { return asked.item.post && asked.text.post; }

PostCard post_of(const Asked& asked, bool large, float picture_height) {
  PostCard post{*asked.item.post, *asked.text.post, large, picture_height};
  if (asked.item.post->picture.empty()) post.picture_height = 0;
  return post;
}

Piece post_piece(const Asked& asked, bool large, float picture_height) {
  return {[asked, large, picture_height](float width) {
            return post_height(asked.view, width, post_of(asked, large, picture_height));
          },
          [asked, large, picture_height](ui::Rect rect) { draw_post(asked.view, rect, post_of(asked, large, picture_height)); },
          24};
}

// --- one column ---

void draw_one_column(const Asked& asked, ui::Rect area) {
  const ui::LayoutClass layout = asked.view.ui.layout();
  if (asked.is_cramped()) return answer_rows(asked).draw_scrolling(question_scroll_id, area);
  Column column(asked.view.ui);
  if (has_post(asked)) column.add(post_piece(asked, false, layout.big_text ? 0 : layout.short_window ? 160 : area.w * 0.4F));
  column.add(prompt(asked, ui::Style::title), 24);
  column.add(answer_rows(asked), 24);
  column.draw_scrolling(question_scroll_id, area);
}

// --- landscape ---

// The picture takes what the pane leaves it.
float picture_height(const Asked& asked, ui::Rect pane) {
  const float free = pane.h - post_height(asked.view, pane.w, post_of(asked, false, 0)) - 16;
  return free >= picture_least ? std::min(free, pane.w * 0.6F) : 0;
}

bool draw_beside(const Asked& asked, ui::Rect area) {
  ui::Rect leading = area.cut_leading(leading_width);
  area.cut_leading(pane_gap);
  Column lead(asked.view.ui);
  Column answers(asked.view.ui);
  if (has_post(asked)) {
    lead.add(post_piece(asked, false, picture_height(asked, leading)));
    answers.add(prompt(asked, ui::Style::title), 0);
    answers.add(answer_rows(asked), asked.screen.checked ? 16 : 24);
  } else {
    const bool large = prompt(asked, ui::Style::headline).height(leading.w) <= leading.h;
    lead.add(prompt(asked, large ? ui::Style::headline : ui::Style::title), 0);
    answers.add(answer_rows(asked), 0);
  }
  if (lead.height(leading.w) > leading.h) return false;
  lead.draw(leading);
  answers.draw_scrolling(question_scroll_id, area);
  return true;
}

void draw_wide(const Asked& asked, ui::Rect area) {
  Column column = prompt(asked, ui::Style::title);
  column.add(answer_rows(asked), 24);
  column.draw_scrolling(question_scroll_id, area);
}

// --- portrait ---

void draw_portrait(const Asked& asked, ui::Rect area) {
  Column answers = prompt(asked, ui::Style::headline);
  answers.add(answer_rows(asked), 32);
  const float foot = answers.height(area.w);
  if (!has_post(asked)) {
    if (foot > area.h) return draw_one_column(asked, area);
    ui::Rect slack = area.cut_top(area.h - foot);
    slack.cut_bottom(48);
    const content::Picture* figure = figure_near(asked.view, asked.screen.module, asked.item.card);
    if (figure != nullptr && slack.h >= figure_least)
      draw_decoration(asked.view, slack.cut_top(slack.w * 2 / 3), pack_picture(asked.view, figure->file), ui::Fit::cover);
    answers.draw_scrolling(question_scroll_id, area);
    return;
  }
  const float bare = post_height(asked.view, area.w, post_of(asked, true, 0));
  const float free = area.h - foot - bare - 32;
  if (free < 0) return draw_one_column(asked, area);
  const float picture = free - 16 >= picture_least ? std::min(free - 16, picture_portrait) : 0;
  const PostCard post = post_of(asked, true, picture);
  draw_post(asked.view, area.cut_top(post_height(asked.view, area.w, post)), post);
  area.cut_top(area.h - foot);
  answers.draw_scrolling(question_scroll_id, area);
}

}  // namespace

const quiz::ChoiceText& Asked::words(const ChoiceId& choice) const {
  static const quiz::ChoiceText none;
  const auto found = text.choices.find(choice);
  return found == text.choices.end() ? none : found->second;
}

void draw_question(const Asked& asked, ui::Rect area) {
  if (asked.view.ui.layout().portrait) return draw_portrait(asked, area);
  area = stage(area);
  if (!two_panes(asked.view, area.w)) return draw_one_column(asked, area);
  if (asked.item.kind == ItemKind::matching && !has_post(asked)) return draw_wide(asked, area);
  if (!draw_beside(asked, area)) draw_one_column(asked, area);
}

}  // namespace countersign::view
