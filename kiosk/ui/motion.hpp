#pragma once
// Motion runs on time, never on frames: a value is where the clock says, however many frames were drawn.

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace countersign::ui {

constexpr int press_ms = 70;
constexpr int state_ms = 150;
constexpr int screen_ms = 240;
constexpr int sheet_ms = 300;
constexpr int reduced_fade_ms = 100;

// cubic-bezier(0.05, 0.7, 0.1, 1) at `progress` (0 to 1).
float ease(float progress);

class Motion {
 public:
  void begin_frame(Instant now, bool reduced);

  // Goes from where it is to `target` in `duration_ms`. A value seen for the first time starts at `first`.
  // With reduced motion it is at its target at once.
  float run(std::string_view id, float target, int duration_ms, float first);
  // The same, but lasting `reduced_fade_ms` with reduced motion: for alphas.
  float fade(std::string_view id, float target, int duration_ms, float first);
  // As run(), a frame ahead: what a finger does shows in the very frame in which it is heard.
  float answer(std::string_view id, float target, int duration_ms, float first);
  void jump(std::string_view id, float value);

  bool moving() const { return moving_; }
  void end_frame();  // forgets values that no widget asked for

 private:
  struct Value {
    float from = 0;
    float target = 0;
    Instant start;
    int duration_ms = 0;
    bool seen = true;
  };
  float at(const Value& value) const;
  float toward(std::string_view id, float target, int duration_ms, float first, milliseconds ahead = {});

  std::unordered_map<std::string, Value> values_;
  Instant now_;
  bool reduced_ = false;
  bool moving_ = false;
};

}  // namespace countersign::ui
