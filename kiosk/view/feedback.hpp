#pragma once
// What is said after an answer, in a sheet that takes the bar's place.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/view/question.hpp"

namespace countersign::view {

struct Feedback {
  ui::Tone tone = ui::Tone::error;  // success, warning (partly right), error
  std::string title;
  std::string title_language;      // empty: the screen's
  std::vector<ui::RichText> body;  // one below the other
  // Of a story: each choice of the way. Only where the sheet covers the question, which shows it otherwise.
  std::function<void(Column&)> way;
};
Feedback feedback_of(const Asked& asked);

// How high the sheet is; the whole of `rest` where it would leave the question too little room.
float feedback_height(const Asked& asked, const Feedback& feedback, ui::Rect rest);
// Draws the sheet at the foot of `rest` and cuts it off.
void draw_feedback(const Asked& asked, const Feedback& feedback, ui::Rect& rest);

}  // namespace countersign::view
