// What a finger or a key does: targets, the key focus along the tree, typed characters.

#include <algorithm>

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {
namespace {

// Typed on a real keyboard; the kinds of key that a field or the PIN pad wants.
bool types_something(const KeyInput& key) { return key.digit >= 0 || key.character != 0 || key.key == Key::backspace; }

bool out_of_view(const Node& node) { return !node.area.empty() && intersect(node.rect, node.clip).h <= 0; }

// Reaches out of view on the side that `step` goes to.
bool lies_ahead(const Node& node, int step) {
  constexpr float slack = 2;
  if (node.area.empty()) return false;
  return step > 0 ? node.rect.bottom() > node.clip.bottom() + slack : node.rect.y < node.clip.y - slack;
}

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
      if (focus_shows && focus_is_out_of_view()) {
        focus_moved = true;  // shown before it acts
      } else if (focus_shows && !focus.empty()) {
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
    place = (now_at + step + count) % count;
    // The first key only shows where the focus is; so does one that leads to where it has been scrolled away.
    if (!focus_shows || (out_of_view(**here) && lies_ahead(**here, step)))
      place = now_at;
    else if (ScrollArea* unseen = unseen_on_the_way(*here, stops[static_cast<std::size_t>(place)], step))
      return unseen->page(step, !spec.reduced_motion);
  }
  focus = stops[static_cast<std::size_t>(place)]->id;
  focus_shows = true;
  focus_moved = true;
}

// The focus passes no words and no picture that are out of view: keys alone read everything. The area that holds the first
// such, if it can be turned that way.
ScrollArea* Ui::Impl::unseen_on_the_way(const Node* from, const Node* to, int step) {
  const auto count = static_cast<std::ptrdiff_t>(tree.nodes.size());
  if (from != to && !to->area.empty() && intersect(to->rect, to->clip).h >= to->rect.h) return nullptr;
  std::ptrdiff_t at = from - tree.nodes.data();
  do {
    const Node& node = tree.nodes[static_cast<std::size_t>(at)];
    at = (at + step + count) % count;
    const bool is_read = node.text_size_u > 0 || node.role == "img";
    const bool fits = &node == from && node.rect.h <= node.clip.h;
    if (fits || !is_read || !lies_ahead(node, step)) continue;
    const auto area = scrolls.find(node.area);
    if (area != scrolls.end() && (step > 0 ? area->second.more_below() : area->second.more_above())) return &area->second;
  } while (&tree.nodes[static_cast<std::size_t>(at)] != to);
  return nullptr;
}

bool Ui::Impl::focus_is_out_of_view() const {
  return std::any_of(tree.nodes.begin(), tree.nodes.end(),
                     [&](const Node& node) { return node.focusable && node.id == focus && out_of_view(node); });
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
