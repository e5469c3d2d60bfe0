#include "kiosk/shell/driver.hpp"

#include <algorithm>

#include "kiosk/view/ids.hpp"

namespace countersign::shell {

namespace {

constexpr milliseconds frame_time{40};
constexpr milliseconds between_taps{400};  // past the time in which a second touch is ignored
constexpr int frames_to_settle_max = 4000;

bool has_state(const ui::Node& node, const char* state) {
  return std::find(node.state.begin(), node.state.end(), state) != node.state.end();
}

}  // namespace

void Driver::step(milliseconds time) {
  clock_.advance(time);
  Incoming real = window_.poll();
  real.inputs.clear();  // a person's mouse has no part in a tour
  real.badges.clear();
  real.close_asked = false;
  app_.frame(real);
}

bool Driver::settle() {
  for (int frame = 0; frame < frames_to_settle_max; ++frame) {
    step(frame_time);
    if (app_.wants_frame()) continue;
    if (runner_.idle()) return true;
    // The writer works in real time; the tour's clock stands meanwhile.
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    clock_.advance(-frame_time);
  }
  return false;
}

const ui::Node* Driver::find(const std::string& id) const {
  for (const ui::Node& node : app_.tree().nodes) {
    if (node.id != id || has_state(node, "hidden") || has_state(node, "disabled")) continue;
    return &node;
  }
  return nullptr;
}

void Driver::pointer(ui::PointerInput::Kind kind, ui::Point at_px) {
  Incoming incoming;
  incoming.inputs.emplace_back(ui::PointerInput{kind, at_px, clock_.now().instant});
  incoming.touched = true;
  app_.frame(incoming);
}

Status Driver::tap(const std::string& id) {
  settle();
  wait(between_taps);
  const ui::Node* node = find(id);
  if (node == nullptr) return Error{ErrorCode::not_found, "no target \"" + id + "\" on " + app_.tree().name, "", ""};
  reveal(id);
  node = find(id);
  const ui::Point at = app_.center_px(*node);
  pointer(ui::PointerInput::Kind::move, at);
  pointer(ui::PointerInput::Kind::press, at);
  step(frame_time);
  step(frame_time);
  pointer(ui::PointerInput::Kind::release, at);
  ++taps_;
  if (!settle()) return Error{ErrorCode::io, "the screen did not settle after \"" + id + "\"", "", ""};
  return Done{};
}

// Where a finger can scroll: a drag that starts on the signature pad draws.
float Driver::beside_pad(const ui::Rect& clip) const {
  const ui::Node* pad = find(view::id::signature);
  for (const float share : {0.5F, 0.005F, 0.995F}) {
    const float x = clip.x + clip.w * share;
    if (pad == nullptr || x < pad->rect.x || x > pad->rect.right()) return x;
  }
  return clip.center().x;
}

// Drags the scroll area that holds the target, a finger's way at a time, and holds still before letting go.
void Driver::reveal(const std::string& id) {
  constexpr int drags_max = 40;
  for (int drag = 0; drag < drags_max; ++drag) {
    const ui::Node* node = find(id);
    if (node == nullptr || !node->scrolls) return;
    const ui::Rect seen = ui::intersect(node->rect, node->clip);
    if (seen.h >= std::min(node->rect.h, node->clip.h) - 1) return;
    const bool below = node->rect.bottom() > node->clip.bottom();
    const float way = std::min(node->clip.h * 0.6F,
                               below ? node->rect.bottom() - node->clip.bottom() + 24 : node->clip.y - node->rect.y + 24);
    const ui::Point middle{beside_pad(node->clip), node->clip.center().y};
    const auto at = [&](float share) {
      const float y = middle.y + (below ? way : -way) * (0.5F - share);
      return ui::Point{middle.x * app_.px_per_u(), y * app_.px_per_u()};
    };
    constexpr int moves = 8;
    pointer(ui::PointerInput::Kind::press, at(0));
    for (int move = 0; move <= moves; ++move) {
      step(frame_time);
      pointer(ui::PointerInput::Kind::move, at(static_cast<float>(move) / moves));
    }
    for (int still = 0; still < 4; ++still) {
      step(frame_time);
      pointer(ui::PointerInput::Kind::move, at(1));
    }
    pointer(ui::PointerInput::Kind::release, at(1));
    settle();
  }
}

Status Driver::drag(const std::string& id, const std::vector<ui::Point>& points) {
  settle();
  wait(between_taps);
  reveal(id);
  const ui::Node* node = find(id);
  if (node == nullptr || points.empty())
    return Error{ErrorCode::not_found, "no target \"" + id + "\" on " + app_.tree().name, "", ""};
  const ui::Rect rect = node->rect;
  const auto at = [&](ui::Point p) { return ui::Point{(rect.x + p.x) * app_.px_per_u(), (rect.y + p.y) * app_.px_per_u()}; };
  pointer(ui::PointerInput::Kind::press, at(points.front()));
  for (const ui::Point& point : points) {
    step(milliseconds{10});
    pointer(ui::PointerInput::Kind::move, at(point));
  }
  step(frame_time);
  pointer(ui::PointerInput::Kind::release, at(points.back()));
  ++taps_;
  settle();
  return Done{};
}

Status Driver::type_on_pad(const std::string& digits) {
  for (const char digit : digits)
    if (const auto tapped = tap(std::string(view::id::key) + "." + digit); !tapped) return tapped;
  return Done{};
}

Status Driver::type_on_keyboard(const std::string& text) {
  const std::string prefix = std::string(view::id::key) + ".";
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const std::string shift = prefix + "shift";
    if (upper && shows(shift))
      if (const auto shifted = tap(shift); !shifted) return shifted;
    const std::string key = c == ' ' ? "space" : std::string(1, upper ? static_cast<char>(c - 'A' + 'a') : c);
    if (const auto tapped = tap(prefix + key); !tapped) return tapped;
  }
  return Done{};
}

void Driver::wait(milliseconds time) {
  clock_.advance(time);
  step(milliseconds{0});
}

void Driver::badge(const std::string& digits) {
  Incoming incoming;
  incoming.badges.push_back(digits);
  incoming.touched = true;
  app_.frame(incoming);
  settle();
}

}  // namespace countersign::shell
