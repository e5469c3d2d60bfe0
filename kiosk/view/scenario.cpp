// A scene of a story: picture, what was chosen before, what happens, and what to do now. At its end: the way taken, with
// what there is to say about each choice.

#include <algorithm>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/question.hpp"

namespace countersign::view {
namespace {

constexpr float pane_gap = 48;
constexpr float leading_width = 560;
constexpr float picture_height = 316;
constexpr float picture_least = 160;
constexpr float map_gap = 24;

struct Scene {
  const Asked& asked;
  const quiz::Node& node;
  const quiz::NodeText& text;

  ui::Ui& ui() const { return asked.view.ui; }
};

const quiz::NodeText& words_of(const Asked& asked, const NodeId& id) {
  static const quiz::NodeText none;
  const auto found = asked.text.nodes.find(id);
  return found == asked.text.nodes.end() ? none : found->second;
}

const quiz::ChoiceText& choice_words(const quiz::NodeText& node, const ChoiceId& id) {
  static const quiz::ChoiceText none;
  const auto found = node.choices.find(id);
  return found == node.choices.end() ? none : found->second;
}

// The scene shown; at the end of the story the last one.
const quiz::Node* shown_node(const Asked& asked) {
  const auto at = quiz::node_of(asked.item, asked.screen.answer);
  if (at) return asked.item.node(*at);
  return asked.screen.answer.path.empty() ? nullptr : asked.item.node(asked.screen.answer.path.back().first);
}

std::string recap_of(const Asked& asked) {
  const auto& path = asked.screen.answer.path;
  if (path.empty()) return "";
  return choice_words(words_of(asked, path.back().first), path.back().second).recap;
}

// --- leading: picture, recap, what happens ---

Piece picture_piece(const Scene& scene, float height) {
  return {[height](float) { return height; },
          [scene](ui::Rect rect) {
            ui::picture(scene.ui(), rect, pack_picture(scene.asked.view, scene.node.picture), scene.text.alt, ui::Fit::cover,
                        28);
          },
          16};
}

Piece recap_piece(const Scene& scene, const std::string& recap) {
  return {[scene, recap](float width) { return ui::chip_size(scene.ui(), recap, "check", width).h; },
          [scene, recap](ui::Rect rect) {
            ui::chip(scene.ui(), {rect.x, rect.y}, recap, ui::Tone::neutral, "check", scene.asked.language(), rect.w);
          },
          16};
}

Column happening(const Scene& scene, ui::Style style) {
  Column column(scene.ui());
  const std::string recap = recap_of(scene.asked);
  if (!recap.empty()) column.add(recap_piece(scene, recap));
  if (!scene.asked.screen.checked) column.words(scene.text.text, pack_words(scene.asked.view, style));
  add_foreign_note(scene.asked.view, column);
  return column;
}

// --- trailing: the choices, or the way taken ---

ui::Choice row_of(const Scene& scene, const quiz::NodeChoice& choice) {
  ui::Choice row;
  row.id = std::string(id::choice) + "." + choice.id.value;
  row.label = choice_words(scene.text, choice.id).text;
  row.icon = choice.icon.empty() ? "right" : choice.icon;
  row.language = scene.asked.language();
  if (scene.asked.screen.picked == choice.id) row.state = ui::ChoiceState::selected;
  return row;
}

Piece map_piece(const Scene& scene) {
  const ui::Size size = story_map_size(scene.asked.item, scene.asked.screen.answer);
  const ui::Words look{.style = ui::Style::label, .color = ui::Role::text_2};
  const std::string note = scene.ui().tr("quiz.story_note");
  const auto beside = [size](float width) { return width - size.w - map_gap; };
  const auto fits = [scene, beside, look, note](float width) {
    return beside(width) > 160 && ui::words_height(scene.ui(), beside(width), note, look) <= 72;
  };
  return {
      [size, fits](float) { return size.h; },
      [scene, size, beside, fits, look, note](ui::Rect rect) {
        draw_story_map(scene.asked, {rect.x, rect.y, size.w, size.h});
        if (!fits(rect.w)) return;
        const float height = ui::words_height(scene.ui(), beside(rect.w), note, look);
        ui::words(scene.ui(), {rect.x + size.w + map_gap, rect.y + (rect.h - height) / 2, beside(rect.w), height}, note, look);
      },
      24};
}

Column choices(const Scene& scene, ui::Style style) {
  Column column(scene.ui());
  column.words(scene.text.prompt, pack_words(scene.asked.view, style));
  float gap = 24;
  for (const quiz::NodeChoice& choice : scene.node.choices) {
    const ui::Choice row = row_of(scene, choice);
    column.add({[scene, row](float width) { return ui::choice_height(scene.ui(), width, row); },
                [scene, row, id = choice.id](ui::Rect rect) {
                  if (ui::choice(scene.ui(), rect, row)) scene.asked.view.post(flow::ChoicePressed{id});
                },
                gap});
    gap = 16;
  }
  return column;
}

Column answers(const Scene& scene, ui::Style style) {
  if (!scene.asked.screen.checked) return choices(scene, style);
  Column column(scene.ui());
  add_way(scene.asked, column);
  return column;
}

// --- arrangements ---

void draw_one_column(const Scene& scene, ui::Rect area) {
  Column column(scene.ui());
  const ui::LayoutClass layout = scene.ui().layout();
  if (!scene.node.picture.empty() && !layout.big_text && !layout.short_window)
    column.add(picture_piece(scene, std::min(area.w * 0.4F, picture_height)));
  column.add(happening(scene, ui::Style::body), 16);
  column.add(answers(scene, ui::Style::title), 24);
  if (!scene.asked.screen.checked) column.add(map_piece(scene));
  column.draw_scrolling(question_scroll_id, area);
}

bool draw_panes(const Scene& scene, ui::Rect area) {
  ui::Rect leading = area.cut_leading(leading_width);
  area.cut_leading(pane_gap);
  Column lead(scene.ui());
  const float text = happening(scene, ui::Style::body).height(leading.w);
  const float free = leading.h - text - 16;
  if (!scene.node.picture.empty() && free >= picture_least) lead.add(picture_piece(scene, std::min(picture_height, free)));
  lead.add(happening(scene, ui::Style::body), 16);
  if (lead.height(leading.w) > leading.h) return false;
  Column trail = answers(scene, ui::Style::title);
  const bool map_fits = trail.height(area.w) + 24 + 72 <= area.h;
  if (!scene.asked.screen.checked && map_fits) trail.add(map_piece(scene));
  lead.draw(leading);
  trail.draw_scrolling(question_scroll_id, area);
  return true;
}

void draw_portrait(const Scene& scene, ui::Rect area) {
  Column foot = answers(scene, ui::Style::headline);
  if (!scene.asked.screen.checked) foot.add(map_piece(scene));
  const Column head = happening(scene, ui::Style::large);
  const float foot_height = foot.height(area.w);
  const float free = area.h - head.height(area.w) - foot_height - 48;
  if (free < 0) return draw_one_column(scene, area);
  Column lead(scene.ui());
  if (!scene.node.picture.empty() && free - 24 >= picture_least)
    lead.add(picture_piece(scene, std::min(free - 24, area.w * 0.6F)));
  lead.add(head, 24);
  lead.draw(area);
  area.cut_top(area.h - foot_height);
  foot.draw_scrolling(question_scroll_id, area);
}

}  // namespace

void add_way(const Asked& asked, Column& column) {
  column.words(asked.view.ui.tr("quiz.your_way"), {.style = ui::Style::title}, 24);
  for (const auto& [node, choice] : asked.screen.answer.path) {
    const quiz::ChoiceText& words = choice_words(words_of(asked, node), choice);
    ui::Words recap = pack_words(asked.view, ui::Style::body_bold);
    recap.line_u = 42;
    column.words(words.recap.empty() ? words.text : words.recap, recap, 16);
    column.words(words.feedback, pack_words(asked.view, ui::Style::label, ui::Role::text_2), 4);
  }
}

void draw_scene(const Asked& asked, ui::Rect area) {
  const quiz::Node* node = shown_node(asked);
  if (node == nullptr) return;
  const Scene scene{asked, *node, words_of(asked, node->id)};
  if (asked.view.ui.layout().portrait) return draw_portrait(scene, area);
  area = stage(area);
  if (!two_panes(asked.view, area.w) || !draw_panes(scene, area)) draw_one_column(scene, area);
}

}  // namespace countersign::view
