#include "kiosk/ui/motion.hpp"

#include <algorithm>

namespace countersign::ui {
namespace {

float bezier(float a, float b, float t) {
  const float s = 1 - t;
  return 3 * s * s * t * a + 3 * s * t * t * b + t * t * t;
}

}  // namespace

float ease(float progress) {
  if (progress <= 0) return 0;
  if (progress >= 1) return 1;
  float low = 0;
  float high = 1;
  constexpr int halvings = 20;  // finer than a pixel on any screen
  for (int i = 0; i < halvings; ++i) {
    const float middle = (low + high) / 2;
    (bezier(0.05F, 0.1F, middle) < progress ? low : high) = middle;
  }
  return bezier(0.7F, 1.0F, (low + high) / 2);
}

void Motion::begin_frame(Instant now, bool reduced) {
  now_ = now;
  reduced_ = reduced;
  moving_ = false;
  for (auto& [id, value] : values_) value.seen = false;
}

float Motion::at(const Value& value) const {
  const auto passed = static_cast<float>((now_ - value.start).count());
  if (value.duration_ms <= 0) return value.target;
  return value.from + (value.target - value.from) * ease(passed / static_cast<float>(value.duration_ms));
}

float Motion::toward(std::string_view id, float target, int duration_ms, float first, milliseconds ahead) {
  auto [place, is_new] = values_.try_emplace(std::string(id));
  Value& value = place->second;
  if (is_new) value = {first, target, now_, duration_ms, true};
  value.seen = true;
  if (value.target != target) value = {at(value), target, now_ + -ahead, duration_ms, true};
  const bool runs = value.from != value.target && now_ - value.start < milliseconds(value.duration_ms);
  moving_ = moving_ || runs;
  return runs ? at(value) : value.target;
}

float Motion::run(std::string_view id, float target, int duration_ms, float first) {
  return toward(id, target, reduced_ ? 0 : duration_ms, first);
}

float Motion::fade(std::string_view id, float target, int duration_ms, float first) {
  return toward(id, target, reduced_ ? reduced_fade_ms : duration_ms, first);
}

float Motion::answer(std::string_view id, float target, int duration_ms, float first) {
  constexpr milliseconds frame{16};
  return toward(id, target, reduced_ ? 0 : duration_ms, first, frame);
}

void Motion::jump(std::string_view id, float value) { values_[std::string(id)] = {value, value, now_, 0, true}; }

void Motion::end_frame() {
  std::erase_if(values_, [](const auto& entry) { return !entry.second.seen; });
}

}  // namespace countersign::ui
