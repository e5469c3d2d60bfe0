// The pad for one-time codes: the 32 signs of Crockford's base 32 (no I, L, O, U), so that nothing can be mistyped.

#include <array>
#include <string_view>

#include "kiosk/ui/widgets/keys.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/typing_pane.hpp"

namespace countersign::view {
namespace {

constexpr std::array<std::string_view, 4> rows{"1234567890", "ABCDEFGHJK", "MNPQRSTVWX", "YZ"};
constexpr float columns = 10;
constexpr float gap = 12;

ui::KeyFace sign_face(char sign, bool enabled) {
  ui::KeyFace face;
  face.name = face.label = std::string(1, sign);
  face.id = std::string(id::key) + "." + static_cast<char>(sign >= 'A' ? sign - 'A' + 'a' : sign);
  face.size_u = 36;
  face.display = true;
  face.enabled = enabled;
  return face;
}

ui::KeyFace service_face(const View& view, const char* name, const char* icon, bool enabled) {
  ui::KeyFace face;
  face.id = std::string(id::key) + "." + name;
  face.name = view.ui.tr(std::string("ui.") + name);
  if (icon == nullptr)
    face.label = face.name;
  else
    face.icon = icon;
  face.size_u = 28;
  face.icon_size = 48;
  face.service = true;
  face.enabled = enabled;
  return face;
}

bool is_sign(char32_t character) {
  const bool letter = (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
  return letter || (character >= U'0' && character <= U'9');  // the field puts the hyphen in by itself
}

void take_real_keys(ui::Ui& ui, std::string& value, std::size_t characters_max) {
  for (const ui::KeyInput& input : ui.take_typed()) {
    if (input.key == ui::Key::backspace && !value.empty()) value.pop_back();
    if (!is_sign(input.character) || value.size() >= characters_max) continue;
    const auto sign = static_cast<char>(input.character);
    value += static_cast<char>(sign >= 'a' && sign <= 'z' ? sign - 'a' + 'A' : sign);
  }
}

}  // namespace

std::optional<std::string> draw_code_pad(const View& view, ui::Rect rect, const std::string& value, std::size_t characters_max,
                                         bool enabled) {
  ui::Ui& ui = view.ui;
  const bool short_window = ui.layout().short_window;
  ui.fill(rect, ui.color(ui::Role::sunken));
  const ui::Rect inner = ui::content(ui, rect, short_window ? 12 : 16, short_window ? 12 : 16);
  const float width = (inner.w - gap * (columns - 1)) / columns;
  const float height = (inner.h - gap * 3) / 4;
  std::string next = value;
  ui::Rect place{inner.x, inner.y, width, height};
  for (const std::string_view row : rows) {
    place.x = inner.x;
    for (const char sign : row) {
      if (ui::key(ui, place, sign_face(sign, enabled)).activated && next.size() < characters_max) next += sign;
      place.x += width + gap;
    }
    place.y += height + gap;
  }
  place.y -= height + gap;
  place.w = (inner.right() - place.x - gap) / 2;
  if (ui::key(ui, place, service_face(view, "clear", nullptr, enabled)).activated) next.clear();
  place.x = place.right() + gap;
  if (ui::key(ui, place, service_face(view, "backspace", "back", enabled)).activated && !next.empty()) next.pop_back();
  if (enabled) take_real_keys(ui, next, characters_max);
  return next == value ? std::nullopt : std::optional(next);
}

}  // namespace countersign::view
