#pragma once
// One question on the screen: what its kinds share.

#include "kiosk/view/column.hpp"
#include "kiosk/view/learning.hpp"

namespace countersign::view {

struct Asked {
  const View& view;
  const flow::QuizScreen& screen;
  const quiz::Item& item;
  const quiz::Question& question;
  const quiz::ItemText& text;

  // Gaps are closer while the feedback takes room.
  float gap() const { return screen.checked ? 12 : 16; }
  // The choice's words; an empty one if there are none.
  const quiz::ChoiceText& words(const ChoiceId& choice) const;
  std::string language() const { return view.text_language(); }
  // The feedback leaves so little of the window that only what it speaks of is shown over it.
  bool is_cramped() const { return screen.checked && (view.ui.layout().short_window || view.ui.layout().big_text); }
};

constexpr char question_scroll_id[] = "question";

// What a person presses, by kind: rows below each other.
Column choice_rows(const Asked& asked);
Column order_rows(const Asked& asked);
// Sources lead, targets trail; one under the other where they would be too narrow.
Column match_rows(const Asked& asked);

// The area between header and bar (or feedback).
void draw_question(const Asked& asked, ui::Rect area);
void draw_scene(const Asked& asked, ui::Rect area);
// The way through a story that is at its end: each choice, and what there is to say about it.
void add_way(const Asked& asked, Column& column);

// Scenarios: scenes on the way through the story; the longest there is from here counts as the rest.
struct SceneCount {
  std::size_t current = 0;  // from 0
  std::size_t count = 0;
};
SceneCount scene_count(const quiz::Item& item, const quiz::Answer& answer);
// 72 high and as wide as it needs: been filled, here a ring, open ways as outlines.
ui::Size story_map_size(const quiz::Item& item, const quiz::Answer& answer);
void draw_story_map(const Asked& asked, ui::Rect rect);

}  // namespace countersign::view
