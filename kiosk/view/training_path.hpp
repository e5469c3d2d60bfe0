#pragma once
// The path of modules: passed ones folded into one row, the current one a card, those ahead, and signing.

#include "kiosk/view/column.hpp"
#include "kiosk/view/learning.hpp"

namespace countersign::view {

enum class StopKind { folded, passed, current, ahead };

// One stop on the path.
struct Stop {
  StopKind kind = StopKind::ahead;
  std::string id;      // of the target; empty: not one
  std::string number;  // in its disc; empty: `icon`
  std::string icon;
  std::string title;
  std::string title_language;
  std::string detail;  // second words
  std::string detail_language;
  std::string trailing;  // "2 min", "Show"
  std::string trailing_icon;
  std::size_t progress_count = 0;  // current: bars; 0: none
  std::size_t progress_done = 0;
  flow::Event event;  // posted when pressed
};

// The stops for what is done and what is left.
std::vector<Stop> stops_of(const View& view, const flow::TrainingScreen& screen);
Column path_column(const View& view, const std::vector<Stop>& stops);

}  // namespace countersign::view
