// Buttons: the primary with its gradient and shadow, the second with an outline, the quiet one without a box.

#include "kiosk/ui/widgets/buttons.hpp"

#include <cmath>

namespace countersign::ui {
namespace {

constexpr float pressed_scale = .985F;
constexpr float outline_width = 3;
constexpr float side_air_min = 16;  // between a label and the edge of a button that is narrower than it wants

ButtonMeasure big_call() { return {styled(Style::title, 52), 56, 28, 48, 48}; }

ButtonMeasure in_bar(const Button& button, bool short_window) {
  const float padding = button.kind == ButtonKind::primary ? 48.0F : 32.0F;
  const TextStyle style = short_window ? styled(Style::body_bold, 40) : styled(Style::large_bold, 44);
  return {style, button.kind == ButtonKind::second ? 40.0F : 42.0F, 28, padding, padding};
}

struct Paint {
  Rgba top;
  Rgba bottom;
  Rgba text;
  Rgba outline = 0;
  float outline_width = 0;
  bool shadow = false;
};

Paint paint_of(const Ui& ui, const Button& button, float pressed) {
  if (!button.enabled || button.busy) {
    const Rgba box = button.kind == ButtonKind::quiet ? ui.color(Role::transparent) : ui.color(Role::sunken);
    const Rgba edge = button.kind == ButtonKind::quiet ? 0 : ui.color(Role::line);
    return {box, box, ui.color(Role::text_off), edge, 2, false};
  }
  if (button.kind == ButtonKind::primary) {
    const Rgba press = ui.color(Role::primary_press);
    return {mix(ui.color(Role::primary_top), press, pressed),
            mix(ui.color(Role::primary), press, pressed),
            ui.color(Role::on_primary),
            0,
            0,
            true};
  }
  const Rgba press = ui.color(Role::sunken);
  if (button.kind == ButtonKind::quiet) {
    const Rgba box = with_alpha(press, pressed);
    return {box, box, ui.color(Role::text)};
  }
  const Rgba box = mix(ui.color(Role::card), press, pressed);
  return {box, box, ui.color(Role::text), ui.color(Role::outline), outline_width, false};
}

struct Inside {
  Rect icon;
  Rect label;
  TextStyle style;
};

float icon_room(const Button& button, const ButtonMeasure& measure) {
  return button.icon.empty() && !button.busy ? 0 : measure.icon + (button.arrow_only ? 0 : button_icon_gap);
}

// Icon and label stand together in the middle.
Inside arrange(Ui& ui, Rect rect, const Button& button, const ButtonMeasure& measure) {
  Inside inside;
  inside.style = button_label_style(ui, rect.w, button, measure);
  const float room = icon_room(button, measure);
  if (button.arrow_only) {
    inside.icon = rect.centered({measure.icon, measure.icon});
    return inside;
  }
  const float free = rect.w - 2 * side_air_min - room;
  const Size label = ui.measure(button.label, inside.style, free);
  const float width = std::min(free, label.w);
  const bool leads = button.icon_leading || button.busy;
  const float padding_shift = (measure.padding_leading - measure.padding_trailing) / 2;
  const float snug = rect.w - room - width - measure.padding_leading - measure.padding_trailing;
  float x = rect.x + (rect.w - room - width) / 2 + (snug > -1 && snug < 1 ? padding_shift : 0);
  const float icon_y = rect.y + (rect.h - measure.icon) / 2;
  if (room > 0 && leads) {
    inside.icon = {x, icon_y, measure.icon, measure.icon};
    x += room;
  }
  inside.label = Rect{x, rect.y, width, rect.h}.inset(-2, 0);  // rounding must not break the line
  if (room > 0 && !leads) inside.icon = {x + width + button_icon_gap, icon_y, measure.icon, measure.icon};
  return inside;
}

void draw_box(Ui& ui, Rect rect, float radius, const Paint& paint, float pressed) {
  if (paint.shadow) {
    ui.push_alpha(1 - pressed);
    ui.primary_shadow(rect, radius);
    ui.pop_alpha();
  }
  if ((paint.top & 0xFFU) != 0) ui.fill_gradient(rect, paint.top, paint.bottom, radius);
  if (paint.outline_width > 0) ui.outline(rect, paint.outline, paint.outline_width, radius);
}

}  // namespace

ButtonMeasure button_measure(const Ui& ui, const Button& button, bool bar) {
  if (button.height >= 112) return big_call();
  ButtonMeasure measure;
  if (bar) {
    measure = in_bar(button, ui.layout().short_window);
  } else if (button.height >= 96) {
    measure = in_bar(button, false);
  } else if (button.height >= 72) {
    const float padding = button.height >= 80 ? 32.0F : 24.0F;
    measure = {styled(Style::body_bold, 40), 40, 20, padding, padding};
  } else {
    measure = {styled(Style::label_bold, 36), 36, 20, 24, 24};
  }
  if (button.icon == "left" && button.icon_leading) measure.padding_leading = 24;
  if (button.kind != ButtonKind::primary) {  // paddings are within the outline
    measure.padding_leading += outline_width;
    measure.padding_trailing += outline_width;
  }
  return measure;
}

// Below 160 % one line; from there on a label that is too wide for its button wraps.
TextStyle button_label_style(Ui& ui, float width, const Button& button, const ButtonMeasure& measure) {
  TextStyle style = measure.style;
  style.align = Align::center;
  const float free = width - 2 * side_air_min - icon_room(button, measure);
  const bool fits = ui.measure(button.label, style, 0).w <= free;
  if (!fits && !ui.layout().big_text) style.lines_max = 1;
  return style;
}

Size button_natural_size(Ui& ui, const Button& button, bool bar) {
  const ButtonMeasure measure = button_measure(ui, button, bar);
  const float paddings = measure.padding_leading + measure.padding_trailing;
  if (button.arrow_only) return {std::max(button.height, measure.icon + paddings), button.height};
  const Size label = ui.measure(button.label, measure.style, 0);
  const float width = paddings + icon_room(button, measure) + label.w;
  return {width, std::max(button.height, label.h + button_text_air)};
}

Size button_size(Ui& ui, const Button& button) { return button_natural_size(ui, button, false); }

float button_height(Ui& ui, float width, const Button& button, bool bar) {
  if (button.arrow_only) return button.height;
  const ButtonMeasure measure = button_measure(ui, button, bar);
  const float free = width - 2 * side_air_min - icon_room(button, measure);
  const Size label = ui.measure(button.label, button_label_style(ui, width, button, measure), free);
  return std::max(button.height, label.h + button_text_air);
}

float button_height(Ui& ui, float width, const Button& button) { return button_height(ui, width, button, false); }

bool draw_button(Ui& ui, Rect rect, const Button& button, bool bar) {
  const ButtonMeasure measure = button_measure(ui, button, bar);
  const bool enabled = button.enabled && !button.busy;
  const Press press = ui.press(button.id, rect, enabled);
  const float pressed = pressed_share(ui, button.id, press.held);
  const Paint paint = paint_of(ui, button, pressed);
  const Inside inside = arrange(ui, rect, button, measure);
  const bool is_primary = button.kind == ButtonKind::primary;

  const Scaled scaled(ui);
  draw_box(ui, rect, measure.radius, paint, pressed);
  const Rgba icon_color = button.icon_color && enabled ? ui.color(*button.icon_color) : paint.text;
  const std::string icon = button.busy ? "clock" : button.icon;
  ui.icon(icon, inside.icon, icon_color, is_primary && enabled && button.height < 112 ? 2.4F : 2);
  if (!button.arrow_only) ui.draw_text_centered(inside.label, button.label, inside.style, paint.text);
  const bool cut = !button.arrow_only && ui.last_text_truncated();
  if (is_primary) scaled.apply(rect.center(), 1 - (1 - pressed_scale) * pressed);
  if (press.focused) ui.focus_ring(rect, measure.radius, is_primary);

  Node node = text_node(ui, button.id, "button", button.label, rect, measure.style, paint.text);
  if (button.arrow_only) node.text_size_u = 0;
  node.background = (paint.bottom & 0xFFU) == 0xFFU ? paint.bottom : ui.background();
  node.focusable = enabled;
  node.truncated = cut;
  if (!enabled) node.state.emplace_back("disabled");
  if (button.busy) node.state.emplace_back("busy");
  if (press.held) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press.activated;
}

bool button(Ui& ui, Rect rect, const Button& button) { return draw_button(ui, rect, button, false); }

bool icon_button(Ui& ui, Rect rect, const std::string& id, const std::string& icon, const std::string& name, Role fill,
                 Role color) {
  const float side = std::min(rect.w, rect.h);
  const float radius = side < 72 ? side / 2 : 20;
  const float icon_size = side <= 80 ? 38 : 44;
  const Press press = ui.press(id, rect);
  const float pressed = pressed_share(ui, id, press.held);
  const Rgba box = mix(ui.color(fill), ui.color(Role::track), pressed);
  ui.fill(rect, box, radius);
  ui.icon(icon, rect.centered({icon_size, icon_size}), ui.color(color));
  if (press.focused) ui.focus_ring(rect, radius);
  Node node;
  node.id = id;
  node.role = "button";
  node.name = name;
  node.rect = rect;
  node.color = ui.color(color);
  node.background = (box & 0xFFU) == 0xFFU ? box : ui.background();
  node.focusable = true;
  if (press.held) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press.activated;
}

}  // namespace countersign::ui
