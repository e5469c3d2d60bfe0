// Keys, and the pad of twelve that badge numbers, codes and PINs are typed on.

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "kiosk/ui/widgets/keys.hpp"

namespace countersign::ui {

Press key(Ui& ui, Rect rect, const KeyFace& face) {
  const Press press = ui.press(face.id, rect, face.enabled, key_repeat_ms);
  const float pressed = face.on ? 1 : pressed_share(ui, face.id, press.held);
  const Rgba fill = mix(ui.color(face.service ? Role::sunken : Role::card), ui.color(Role::primary), pressed);
  const Rgba rest = ui.color(!face.enabled ? Role::text_off : face.quiet ? Role::text_2 : Role::text);
  const Rgba text = pressed > .5F ? ui.color(Role::on_primary) : rest;
  if (!face.service && pressed < 1) {
    ui.push_alpha(1 - pressed);
    ui.key_shadow(rect, key_radius);
    ui.pop_alpha();
  }
  ui.fill(rect, fill, key_radius);
  if (pressed < 1) ui.outline(rect, with_alpha(ui.color(Role::line), 1 - pressed), 2, key_radius);
  TextStyle style = styled(face.display ? Style::key : Style::label, 0, Align::center);
  style.size_u = face.size_u;
  style.line_u = std::round(face.size_u * 1.25F);
  style.tabular = face.display;
  const float icon = std::min(face.icon_size, rect.h - 16);
  if (face.label.empty())
    ui.icon(face.icon, rect.centered({icon, icon}), text);
  else
    ui.draw_text_centered(rect, face.label, style, text, face.language, Growth::fixed);
  if (press.focused) ui.focus_ring(rect, key_radius);
  Node node = text_node(ui, face.id, "button", face.name, rect, style, text, Growth::fixed);
  if (face.label.empty())
    node.text_size_u = 0;
  else if (face.label != face.name)
    node.value = face.label;
  node.background = fill;
  node.focusable = face.enabled;
  node.language = face.language;
  if (!face.enabled) node.state.emplace_back("disabled");
  if (press.held || face.on) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press;
}

namespace {

constexpr float pad_key_width = 152;
constexpr float pad_key_height = 96;
constexpr float pad_key_height_short = 72;

// As on a telephone; the corners of the last row are clear and backspace.
constexpr std::array<int, 12> pad_order{1, 2, 3, 4, 5, 6, 7, 8, 9, -1, 0, -2};

KeyFace pad_face(Ui& ui, int code) {
  KeyFace face;
  face.size_u = 28;
  face.service = code < 0;
  if (code == -1) {
    face.id = "key.clear";
    face.name = face.label = ui.tr("ui.clear");
  } else if (code == -2) {
    face.id = "key.backspace";
    face.name = ui.tr("ui.backspace");
    face.icon = "back";
    face.icon_size = 48;
  } else {
    face.id = fmt::format("key.{}", code);
    face.name = face.label = std::to_string(code);
    face.size_u = 44;
    face.display = true;
  }
  return face;
}

PadKey pad_key(int code) {
  if (code == -1) return {PadKey::Kind::clear, 0};
  if (code == -2) return {PadKey::Kind::backspace, 0};
  return {PadKey::Kind::digit, code};
}

void take_real_keys(Ui& ui, std::vector<PadKey>& keys) {
  for (const KeyInput& input : ui.take_typed()) {
    const bool is_digit_character = input.character >= U'0' && input.character <= U'9';
    if (input.digit >= 0)
      keys.push_back({PadKey::Kind::digit, input.digit});
    else if (is_digit_character)
      keys.push_back({PadKey::Kind::digit, static_cast<int>(input.character - U'0')});
    else if (input.key == Key::backspace)
      keys.push_back({PadKey::Kind::backspace, 0});
  }
}

}  // namespace

Size pin_pad_size(Ui& ui) {
  const float height = ui.layout().short_window ? pad_key_height_short : pad_key_height;
  return {3 * pad_key_width + 2 * key_gap, 4 * height + 3 * key_gap};
}

std::vector<PadKey> pin_pad(Ui& ui, Rect rect, bool enabled) {
  std::vector<PadKey> pressed;
  const float width = (rect.w - 2 * key_gap) / 3;
  const float height = (rect.h - 3 * key_gap) / 4;
  for (std::size_t i = 0; i < pad_order.size(); ++i) {
    const std::size_t row_index = i / 3;
    const auto column = static_cast<float>(i % 3);
    const auto row = static_cast<float>(row_index);
    KeyFace face = pad_face(ui, pad_order[i]);
    face.enabled = enabled;
    const Rect place{rect.x + column * (width + key_gap), rect.y + row * (height + key_gap), width, height};
    if (key(ui, place, face).activated) pressed.push_back(pad_key(pad_order[i]));
  }
  if (enabled) take_real_keys(ui, pressed);
  return pressed;
}

}  // namespace countersign::ui
