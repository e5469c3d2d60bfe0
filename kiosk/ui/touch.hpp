#pragma once
// The gesture rules of product.md ("Touch"), on plain values: no ImGui, no drawing. Lengths in u (1 mm = 4 u).

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/input.hpp"

namespace countersign::ui {

constexpr float scroll_slop_u = 2 * u_per_mm;
constexpr float palm_edge_u = 5 * u_per_mm;  // touches that start here are a hand on the frame
constexpr milliseconds screen_change_guard{250};
constexpr milliseconds velocity_window{80};

// Gives each frame what it may see: press and release in separate frames, the pointer in place one frame before it
// presses, one acting key a frame.
class InputQueue {
 public:
  void add(const std::vector<Input>& input) { waiting_.insert(waiting_.end(), input.begin(), input.end()); }
  std::vector<Input> take();
  bool empty() const { return waiting_.empty(); }

 private:
  std::deque<Input> waiting_;
  std::optional<Point> pointer_px_;
};

// What can be touched, as it was drawn last; later ones lie above.
struct Target {
  std::string id;
  Rect rect;  // the part that shows
  bool enabled = true;
  int repeat_ms = 300;
  bool keeps = false;  // sliding off does not let it go: signature
};
struct ScrollTarget {
  std::string id;
  Rect viewport;
  bool overflows = false;
  bool moving = false;  // a touch stops it and does nothing else
};
struct Surroundings {
  const std::vector<Target>& targets;
  const std::vector<ScrollTarget>& areas;
  Rect window;
  std::optional<Instant> screen_changed;
};

class Touch {
 public:
  void begin_frame();
  void on(const PointerInput& input, Point at, const Surroundings& around);

  bool held(std::string_view id) const { return captured_ && target_ == id; }
  bool activated(std::string_view id) const { return activated_ && *activated_ == id; }
  bool slid_off(std::string_view id) const { return slid_off_ && *slid_off_ == id; }
  Point at() const { return at_; }
  Instant pressed_at() const { return pressed_at_; }
  bool down() const { return down_; }
  // What the finger did on the held target this frame, in order.
  struct Sample {
    PointerInput::Kind kind;
    Point at;
    Instant when;
  };
  const std::vector<Sample>& samples() const { return samples_; }

  void moved(std::string_view id, Rect rect);  // the held target is drawn here now
  void keep() { kept_ = captured_; }           // sliding off lets the held target go no more
  void drop();                                 // lets go of everything: the screen changed

  // Scrolling: how far the finger dragged the area this frame, and how fast it went when it left (u per s).
  std::optional<std::string_view> scrolling() const;
  float dragged() const { return dragged_; }
  std::optional<float> flung() const { return flung_; }
  const std::string& touched_area() const { return area_; }
  bool pressed_this_frame() const { return pressed_this_frame_; }

 private:
  void press(Point at, Instant when, const Surroundings& around);
  void move(Point at, Instant when);
  void release(Point at, Instant when);
  void remember(Point at, Instant when);
  float velocity(Instant when) const;

  bool down_ = false;
  bool captured_ = false;
  bool kept_ = false;
  bool scrolling_ = false;
  bool area_overflows_ = false;
  bool pressed_this_frame_ = false;
  std::string target_;
  Rect target_rect_;
  std::string area_;
  Point start_;
  Point at_;
  Instant pressed_at_;
  std::optional<std::string> activated_;
  std::optional<std::string> slid_off_;
  std::optional<float> flung_;
  float dragged_ = 0;
  std::vector<Sample> samples_;
  std::deque<std::pair<Instant, float>> track_;  // of y, for the velocity
  std::map<std::string, Instant, std::less<>> last_activation_;
};

}  // namespace countersign::ui
