#pragma once
// Two checks: the first stroke is the person's, the second is ours. Drawn once, in their motion.

#include <string>

#include "kiosk/ui/ui.hpp"

namespace countersign::view {

struct DoubleCheck {
  float first = 0;  // how much of each is drawn, 0 to 1
  float second = 0;
};

// As of now: the first stroke in 350 ms, the second in the 450 after it.
DoubleCheck double_check(ui::Ui& ui);
void draw_double_check(ui::Ui& ui, ui::Rect rect, const DoubleCheck& check, const std::string& name);

}  // namespace countersign::view
