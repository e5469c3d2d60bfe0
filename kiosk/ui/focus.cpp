// What a finger or a key does: targets, the key focus along the tree, typed characters.

#include <algorithm>

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {
namespace {

// Typed on a real keyboard; the kinds of key that a field or the PIN pad wants.
bool types_something(const KeyInput& key) { return key.digit >= 0 || key.character != 0 || key.key == Key::backspace; }

}  // namespace

void Ui::Impl::hear(const Input& input) {
  if (const auto* pointer = std::get_if<PointerInput>(&input)) {
    if (pointer->kind == PointerInput::Kind::press) focus_shows = false;
    const Rect window = from_px({0, 0, static_cast<float>(spec.width_px), static_cast<float>(spec.height_px)});
    touch.on(*pointer, point_from_px(pointer->at_px), {last_targets, last_areas, window, screen_guard});
    return;
  }
  const auto& key = std::get<KeyInput>(input);
  switch (key.key) {
    case Key::next:
      move_focus(1);
      break;
    case Key::previous:
      move_focus(-1);
      break;
    case Key::select:
      if (focus_shows && !focus.empty()) {
        selected = focus;
        key_pressed = focus;
        key_pressed_until = spec.now + key_press_look;
      }
      focus_shows = true;
      break;
    case Key::back:
      back_pressed = true;
      break;
    case Key::up:
      --page_keys;
      break;
    case Key::down:
      ++page_keys;
      break;
    case Key::backspace:
    case Key::other:
      break;
  }
  if (types_something(key)) typed.push_back(key);
}

void Ui::Impl::move_focus(int step) {
  std::vector<const Node*> stops;
  for (const Node& node : tree.nodes)
    if (node.focusable) stops.push_back(&node);
  if (stops.empty()) return;
  const auto here = std::find_if(stops.begin(), stops.end(), [&](const Node* node) { return node->id == focus; });
  const auto count = static_cast<int>(stops.size());
  int place = step > 0 ? 0 : count - 1;
  if (here != stops.end()) {
    const int now_at = static_cast<int>(here - stops.begin());
    place = focus_shows ? (now_at + step + count) % count : now_at;  // the first key only shows where the focus is
  }
  focus = stops[static_cast<std::size_t>(place)]->id;
  focus_shows = true;
  focus_moved = true;
}

// The focus never points at something that is gone, and lies inside an open dialog.
void Ui::Impl::mend_focus() {
  const auto is_stop = [&](const Node& node) { return node.focusable && node.id == focus; };
  if (std::any_of(tree.nodes.begin(), tree.nodes.end(), is_stop)) return;
  focus.clear();
  if (dialog.empty()) return;
  const auto first = std::find_if(tree.nodes.begin(), tree.nodes.end(), [](const Node& node) { return node.focusable; });
  if (first != tree.nodes.end()) focus = first->id;
}

Press Ui::press(std::string_view id, Rect rect, bool enabled, int repeat_ms) {
  Impl& self = *impl_;
  Press press;
  self.block(rect);
  if (self.inert) return press;
  const std::string unique = self.press_ids(id);
  const Rect seen = self.visible(rect);
  if (seen.w > 0 && seen.h > 0) self.targets.push_back({unique, seen, enabled, repeat_ms, false});
  if (!enabled) return press;
  self.touch.moved(unique, seen);
  const bool by_key = self.selected && *self.selected == unique;
  const bool looks_pressed_by_key = self.key_pressed == unique && self.spec.now < self.key_pressed_until;
  if (looks_pressed_by_key) self.remind(self.key_pressed_until);
  press.activated = by_key || self.touch.activated(unique);
  press.held = looks_pressed_by_key || self.touch.held(unique);
  press.focused = self.focus_shows && self.focus == unique;
  if (self.touch.held(unique)) press.at = self.touch.at();
  if (self.focus == unique) self.focus_area = self.area() != nullptr ? self.area()->id : "";
  if (self.focus_moved && self.focus == unique) self.show_focused(rect);
  return press;
}

void Ui::keep_touch() { impl_->touch.keep(); }

bool Ui::back_key() const { return impl_->back_pressed; }

bool Ui::take_back_key() {
  const bool pressed = impl_->back_pressed;
  impl_->back_pressed = false;
  return pressed;
}

std::vector<KeyInput> Ui::take_typed() {
  if (impl_->inert) return {};
  return std::exchange(impl_->typed, {});
}

void Ui::focus(std::string_view id) {
  impl_->focus = id;
  impl_->focus_moved = true;
}

void Ui::set_inert(bool inert) { impl_->inert = inert; }
bool Ui::inert() const { return impl_->inert; }

void Ui::focus_ring(Rect rect, float radius, bool around_primary) {
  constexpr float width = 6;
  constexpr float offset = 2;
  const Rgba ring = color(around_primary ? Role::text : Role::primary);
  outline(rect.inset(-width - offset, -width - offset), ring, width, radius + width + offset);
}

}  // namespace countersign::ui
