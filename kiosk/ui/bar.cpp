// The bottom bar: back leads, quiet extras follow, the one primary action trails.

#include <cmath>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/widgets/buttons.hpp"

namespace countersign::ui {
namespace {

constexpr float gap = 16;
constexpr float row_gap = 12;

struct Frame {
  float margin;
  float air;
  float button;
};

Frame frame_of(Ui& ui) {
  if (ui.layout().short_window) return {32, 12, 80};
  return {48, 16, 96};
}

struct Plan {
  std::vector<Button> leading;  // back and the extras
  std::optional<Button> primary;
  std::vector<float> widths;
  float primary_width = 0;
  float height = 0;  // of a button
  float primary_height = 0;
  bool two_rows = false;
};

Button in_height(Button button, float height) {
  button.height = height;
  return button;
}

float measure_leading(Ui& ui, Plan& plan) {
  plan.widths.clear();
  float sum = 0;
  for (const Button& button : plan.leading) {
    plan.widths.push_back(button_natural_size(ui, button, true).w);
    sum += plan.widths.back();
  }
  return sum + gap * static_cast<float>(plan.leading.empty() ? 0 : plan.leading.size() - 1);
}

// Makes the last button that has an icon and still shows its label an icon; false if there is none.
bool shrink(Plan& plan) {
  for (auto button = plan.leading.rbegin(); button != plan.leading.rend(); ++button) {
    if (button->arrow_only || button->icon.empty()) continue;
    button->arrow_only = true;
    return true;
  }
  return false;
}

// Buttons without an icon share what is left, so that their labels wrap.
void squeeze(Plan& plan, float room) {
  float fixed = gap * static_cast<float>(plan.leading.empty() ? 0 : plan.leading.size() - 1);
  float soft = 0;
  for (std::size_t i = 0; i < plan.leading.size(); ++i) (plan.leading[i].arrow_only ? fixed : soft) += plan.widths[i];
  if (fixed + soft <= room || soft <= 0) return;
  for (std::size_t i = 0; i < plan.leading.size(); ++i)
    if (!plan.leading[i].arrow_only) plan.widths[i] *= (room - fixed) / soft;
}

float primary_natural_width(Ui& ui, const Bar& bar) {
  float width = 0;
  for (const std::optional<Button>* button : {&bar.primary, &bar.primary_other})
    if (*button) width = std::max(width, button_natural_size(ui, **button, true).w);
  return width;
}

// The primary button does without its icon where that saves a second row.
Bar without_primary_icons(Bar bar) {
  for (std::optional<Button>* button : {&bar.primary, &bar.primary_other})
    if (*button) (*button)->icon.clear();
  return bar;
}

Plan plan_bar(Ui& ui, Bar bar, float room, const Frame& frame) {
  Plan plan;
  const LayoutClass layout = ui.layout();
  if (bar.back) {
    plan.leading.push_back(in_height(*bar.back, frame.button));
    plan.leading.back().arrow_only = layout.short_window && layout.big_text && !bar.back->icon.empty();
  }
  for (const Button& extra : bar.extras) plan.leading.push_back(in_height(extra, frame.button));
  for (std::optional<Button>* button : {&bar.primary, &bar.primary_other})
    if (*button) (*button)->height = frame.button;
  plan.primary_width = primary_natural_width(ui, bar);
  float leading = measure_leading(ui, plan);
  const auto together = [&] { return leading + plan.primary_width + (leading > 0 && bar.primary ? gap : 0); };
  while (together() > room && shrink(plan)) leading = measure_leading(ui, plan);
  const Bar bare = without_primary_icons(bar);
  if (together() > room && leading + gap + primary_natural_width(ui, bare) <= room) {
    bar = bare;
    plan.primary_width = primary_natural_width(ui, bare);
  }
  plan.primary = bar.primary;
  plan.two_rows = together() > room && leading > 0 && plan.primary;
  plan.primary_width = plan.two_rows ? room : std::min(room, plan.primary_width);
  squeeze(plan, plan.two_rows ? room : room - (plan.primary ? plan.primary_width + gap : 0));
  plan.height = frame.button;
  for (std::size_t i = 0; i < plan.leading.size(); ++i)
    plan.height = std::max(plan.height, button_height(ui, plan.widths[i], plan.leading[i], true));
  if (plan.primary) plan.primary_height = button_height(ui, plan.primary_width, *plan.primary, true);
  if (bar.primary_other)
    plan.primary_height = std::max(plan.primary_height, button_height(ui, plan.primary_width, *bar.primary_other, true));
  if (!plan.two_rows && plan.leading.empty()) plan.height = plan.primary_height;
  return plan;
}

float total_height(const Plan& plan, const Frame& frame) {
  const float buttons =
      plan.two_rows ? plan.height + row_gap + plan.primary_height : std::max(plan.height, plan.primary_height);
  return buttons + 2 * frame.air;
}

// Arrows keep their own height and stand in the middle of a row that grew.
Rect in_row(Rect place, const Button& button, float height) {
  return place.centered({place.w, button.arrow_only ? std::min(height, button.height) : height});
}

std::optional<std::string> draw_bar(Ui& ui, Rect rect, const Plan& plan, const Frame& frame) {
  std::optional<std::string> pressed;
  Rect rows = rect.inset(frame.margin, frame.air);
  Rect primary_place;
  if (plan.primary && plan.two_rows) {
    primary_place = rows.cut_bottom(plan.primary_height);
    rows.cut_bottom(row_gap);
  } else if (plan.primary) {
    const Rect place = rows.cut_trailing(plan.primary_width);
    primary_place = place.centered({place.w, std::max(plan.primary_height, frame.button)});
  }
  for (std::size_t i = 0; i < plan.leading.size(); ++i) {
    const Rect place = in_row(rows.cut_leading(plan.widths[i]), plan.leading[i], plan.height);
    if (draw_button(ui, place, plan.leading[i], true)) pressed = plan.leading[i].id;
    rows.cut_leading(gap);
  }
  if (plan.primary && draw_button(ui, primary_place, *plan.primary, true)) pressed = plan.primary->id;
  return pressed;
}

}  // namespace

std::optional<std::string> bar(Ui& ui, Rect& window, const Bar& bar) {
  const InSection section(ui, Section::bar);
  const Frame frame = frame_of(ui);
  const Plan plan = plan_bar(ui, bar, window.w - 2 * frame.margin, frame);
  const Rect rect = window.cut_bottom(total_height(plan, frame));
  ui.impl().foot = ui.window().bottom() - rect.y;
  ui.fill(rect, ui.color(Role::card));
  hairline(ui, rect);
  ui.push_background(ui.color(Role::card));
  const auto pressed = draw_bar(ui, rect, plan, frame);
  ui.pop_background();
  return pressed;
}

float bar_height(Ui& ui) {
  const Frame frame = frame_of(ui);
  const float line = ui.layout().short_window ? 40 : 44;
  return std::max(frame.button, line * ui.scale() + button_text_air) + 2 * frame.air;
}

}  // namespace countersign::ui
