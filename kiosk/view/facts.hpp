#pragma once
// A disc with an icon, a small label and a sentence: what happened, what is safe, what to do.

#include <string>
#include <vector>

#include "kiosk/view/column.hpp"

namespace countersign::view {

struct Fact {
  std::string icon;
  ui::Tone tone = ui::Tone::primary;
  std::string label;  // may be empty
  std::string text;
};

// One below the other, 16 apart, the first one `gap` below what is there.
void add_facts(ui::Ui& ui, Column& column, const std::vector<Fact>& facts, float gap);

// Fill and icon colour of a disc of this tone.
struct DiscColors {
  ui::Rgba fill;
  ui::Rgba icon;
};
DiscColors disc_colors(const ui::Ui& ui, ui::Tone tone);

}  // namespace countersign::view
