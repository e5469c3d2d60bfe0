#include "kiosk/ui/touch.hpp"

#include <cmath>

namespace countersign::ui {
namespace {

constexpr milliseconds repeat_memory{2000};  // longer than any target's repeat_ms

bool same(Point a, Point b) { return a.x == b.x && a.y == b.y; }

template <class List>
const typename List::value_type* topmost(const List& list, Point at, Rect List::value_type::*rect) {
  for (auto item = list.rbegin(); item != list.rend(); ++item)
    if (((*item).*rect).contains(at)) return &*item;
  return nullptr;
}

}  // namespace

std::vector<Input> InputQueue::take() {
  std::vector<Input> frame;
  const std::optional<Point> shown_px = pointer_px_;
  bool pressed = false;
  bool released = false;
  while (!waiting_.empty()) {
    const Input input = waiting_.front();
    if (const auto* key = std::get_if<KeyInput>(&input)) {
      waiting_.pop_front();
      frame.push_back(input);
      if (key->key == Key::select || key->key == Key::back) break;
      continue;
    }
    const auto& pointer = std::get<PointerInput>(input);
    if (pointer.kind == PointerInput::Kind::press) {
      if (released) break;
      if (!shown_px || !same(*shown_px, pointer.at_px)) {
        pointer_px_ = pointer.at_px;
        frame.push_back(PointerInput{PointerInput::Kind::move, pointer.at_px, pointer.when});
        break;
      }
      pressed = true;
    }
    if (pointer.kind == PointerInput::Kind::release) {
      if (pressed) break;
      released = true;
    }
    pointer_px_ = pointer.at_px;
    frame.push_back(input);
    waiting_.pop_front();
  }
  return frame;
}

void Touch::begin_frame() {
  if (!down_) scrolling_ = false;
  activated_.reset();
  slid_off_.reset();
  flung_.reset();
  dragged_ = 0;
  pressed_this_frame_ = false;
  samples_.clear();
}

void Touch::drop() {
  down_ = captured_ = kept_ = scrolling_ = false;
  area_.clear();
  samples_.clear();
}

void Touch::on(const PointerInput& input, Point at, const Surroundings& around) {
  switch (input.kind) {
    case PointerInput::Kind::press:
      press(at, input.when, around);
      break;
    case PointerInput::Kind::move:
      move(at, input.when);
      break;
    case PointerInput::Kind::release:
      release(at, input.when);
      break;
  }
}

void Touch::press(Point at, Instant when, const Surroundings& around) {
  drop();
  pressed_this_frame_ = true;
  at_ = at;
  if (!around.window.inset(palm_edge_u, palm_edge_u).contains(at)) return;
  if (around.screen_changed && when - *around.screen_changed < screen_change_guard) return;
  down_ = true;
  start_ = at;
  pressed_at_ = when;
  track_.clear();
  remember(at, when);
  const ScrollTarget* area = topmost(around.areas, at, &ScrollTarget::viewport);
  area_ = area != nullptr ? area->id : "";
  area_overflows_ = area != nullptr && area->overflows;
  if (area != nullptr && area->moving) return;
  const Target* target = topmost(around.targets, at, &Target::rect);
  if (target == nullptr || !target->enabled) return;
  std::erase_if(last_activation_, [&](const auto& entry) { return when - entry.second > repeat_memory; });
  const auto last = last_activation_.find(target->id);
  if (last != last_activation_.end() && when - last->second < milliseconds(target->repeat_ms)) return;
  captured_ = true;
  kept_ = target->keeps;
  target_ = target->id;
  target_rect_ = target->rect;
  samples_.push_back({PointerInput::Kind::press, at, when});
}

void Touch::move(Point at, Instant when) {
  const Point before = at_;
  at_ = at;
  if (!down_) return;
  remember(at, when);
  if (captured_) samples_.push_back({PointerInput::Kind::move, at, when});
  if (scrolling_) {
    dragged_ += at.y - before.y;
    return;
  }
  if (kept_) return;
  if (area_overflows_ && std::abs(at.y - start_.y) > scroll_slop_u) {
    if (captured_) slid_off_ = target_;
    captured_ = false;
    scrolling_ = true;
    dragged_ += at.y - start_.y;
  } else if (captured_ && !target_rect_.contains(at)) {
    slid_off_ = target_;
    captured_ = false;
  }
}

void Touch::release(Point at, Instant when) {
  move(at, when);
  if (!down_) return;
  if (scrolling_) flung_ = velocity(when);
  if (captured_) {
    samples_.push_back({PointerInput::Kind::release, at, when});
    activated_ = target_;
    last_activation_[target_] = when;
  }
  down_ = captured_ = kept_ = false;
}

void Touch::moved(std::string_view id, Rect rect) {
  if (held(id)) target_rect_ = rect;
}

std::optional<std::string_view> Touch::scrolling() const {
  if (!scrolling_) return std::nullopt;
  return area_;
}

void Touch::remember(Point at, Instant when) {
  track_.emplace_back(when, at.y);
  while (track_.size() > 2 && when - track_.front().first > velocity_window) track_.pop_front();
}

float Touch::velocity(Instant when) const {
  if (track_.size() < 2 || when - track_.front().first > 2 * velocity_window) return 0;
  const auto passed = static_cast<float>((track_.back().first - track_.front().first).count());
  return passed <= 0 ? 0 : (track_.back().second - track_.front().second) * 1000 / passed;
}

}  // namespace countersign::ui
