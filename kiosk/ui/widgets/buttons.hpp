#pragma once
// Measures of buttons, shared with the bar, whose buttons are shaped for it.

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {

constexpr float button_icon_gap = 16;
constexpr float button_text_air = 16;  // above and below the label together

struct ButtonMeasure {
  TextStyle style;
  float icon = 40;
  float radius = 20;
  float padding_leading = 32;
  float padding_trailing = 32;
};

ButtonMeasure button_measure(const Ui& ui, const Button& button, bool bar);
TextStyle button_label_style(Ui& ui, float width, const Button& button, const ButtonMeasure& measure);
Size button_natural_size(Ui& ui, const Button& button, bool bar);
float button_height(Ui& ui, float width, const Button& button, bool bar);
bool draw_button(Ui& ui, Rect rect, const Button& button, bool bar);

}  // namespace countersign::ui
