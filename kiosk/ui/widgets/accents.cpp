#include "kiosk/ui/widgets/accents.hpp"

#include <cmath>

#include "kiosk/ui/widgets/keys.hpp"

namespace countersign::ui {
namespace {

constexpr float cell_width = 96;
constexpr float cell_width_min = 60;
constexpr float cell_height = 72;
constexpr float gap = 12;
constexpr float padding = 8;
constexpr float popup_radius = 20;
constexpr float cell_radius = 12;
constexpr float letter_size = 38;
constexpr float above_key = 4;
constexpr float slide_slop = 8;  // u: less is a finger that holds still

struct Popup {
  Rect rect;
  std::vector<Rect> cells;
};

// Above the key, within the keyboard's sides; in two rows if one is too long.
Popup arrange(Rect keyboard, Rect key, std::size_t count) {
  const float side = 24;
  const float room = keyboard.w - 2 * side - 2 * padding + gap;
  const auto wanted = static_cast<float>(count);
  float width = std::min(cell_width, room / wanted - gap);
  float per_row = wanted;
  if (width < cell_width_min) {
    per_row = std::ceil(wanted / 2);
    width = std::min(cell_width, room / per_row - gap);
  }
  const float rows = std::ceil(wanted / per_row);
  Popup popup;
  popup.rect.w = per_row * (width + gap) - gap + 2 * padding;
  popup.rect.h = rows * (cell_height + gap) - gap + 2 * padding;
  const float least = keyboard.x + side;
  const float most = std::max(least, keyboard.right() - side - popup.rect.w);
  popup.rect.x = std::clamp(key.center().x - padding - width * 1.5F - gap, least, most);
  popup.rect.y = std::max(4.0F, key.y - above_key - popup.rect.h);
  for (std::size_t i = 0; i < count; ++i) {
    const float column = std::fmod(static_cast<float>(i), per_row);
    const float row = std::floor(static_cast<float>(i) / per_row);
    popup.cells.push_back({popup.rect.x + padding + column * (width + gap), popup.rect.y + padding + row * (cell_height + gap),
                           width, cell_height});
  }
  return popup;
}

// The finger slides below, on or above the cells: the nearest one counts.
std::size_t nearest(const std::vector<Rect>& cells, Point at) {
  std::size_t best = 0;
  float least = INFINITY;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Point center = cells[i].center();
    const float distance = std::hypot(center.x - at.x, (center.y - at.y) / 4);
    if (distance < least) best = i;
    least = std::min(least, distance);
  }
  return best;
}

bool draw_cell(Ui& ui, Rect cell, const std::string& letter, bool current, bool is_target, const Language& language) {
  const std::string id = "accent." + letter;
  Press press;
  if (is_target) press = ui.press(id, cell, true, key_repeat_ms);
  const bool on = current || press.held;
  const Rgba text = ui.color(on ? Role::on_primary : Role::text);
  if (on) ui.fill(cell, ui.color(Role::primary), cell_radius);
  TextStyle style = styled(Style::label, 46, Align::center);
  style.size_u = letter_size;
  ui.draw_text_centered(cell, letter, style, text, language.value, Growth::fixed);
  if (press.focused) ui.focus_ring(cell, cell_radius);
  Node node = text_node(ui, id, "button", letter, cell, style, text, Growth::fixed);
  node.background = ui.color(on ? Role::primary : Role::card);
  node.focusable = is_target;
  node.language = language.value;
  if (on) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press.activated;
}

}  // namespace

AccentChoice accent_popup(Ui& ui, Rect keyboard, Rect key, const std::vector<std::string>& cells, bool held,
                          const Language& language) {
  Ui::Impl& impl = ui.impl();
  const Popup popup = arrange(keyboard, key, cells.size());
  const Touch& touch = impl.touch;
  const bool slid = !key.inset(-slide_slop, -slide_slop).contains(touch.at());
  const std::optional<std::size_t> under = held && slid ? std::optional(nearest(popup.cells, touch.at())) : std::nullopt;
  ui.raised_shadow(popup.rect, popup_radius);
  ui.fill(popup.rect, ui.color(Role::card), popup_radius);
  if (high_contrast(ui)) ui.outline(popup.rect, ui.color(Role::outline), 4, popup_radius);
  if (!held) impl.targets.push_back({"accents", popup.rect, false, 0, false});  // between the cells nothing shows through
  AccentChoice choice;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (draw_cell(ui, popup.cells[i], cells[i], held && i == under.value_or(1), !held, language)) choice.picked = i;
  if (held && !touch.down()) {
    choice.picked = under;
    choice.stays_open = !under;
  }
  const bool touched = touch.pressed_this_frame() && !popup.rect.contains(touch.at()) && !key.contains(touch.at());
  choice.closed = !held && touched && !choice.picked;
  return choice;
}

}  // namespace countersign::ui
