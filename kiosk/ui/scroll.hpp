#pragma once
// One scroll area: place, inertia, and the pages of whole lines. Lengths in u, times in the frame's clock.

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "kiosk/ui/geometry.hpp"

namespace countersign::ui {

constexpr float friction_per_s = 2;       // velocity decays as exp(-2 t)
constexpr float stop_speed_u_per_s = 60;  // 15 mm/s

// A line of text or a widget that a page must not cut; from the content's top.
struct Block {
  float top = 0;
  float bottom = 0;
};

class ScrollArea {
 public:
  std::string id;
  Rect viewport;
  bool seen = false;   // drawn in this frame
  bool inert = false;  // under a dialog

  void begin(Rect where, Instant now);
  void end(float content_height);

  float offset() const { return offset_; }
  float reach() const { return std::max(0.0F, content_height_ - viewport.h); }
  float content_height() const { return content_height_; }
  bool overflows() const { return reach() > 0.5F; }
  bool moving() const { return velocity_ != 0 || glide_; }
  bool more_below() const;
  bool more_above() const { return overflows() && offset_ > 0.5F; }

  void add(Block block) { building_.push_back(block); }
  void drag(float dy);
  void fling(float finger_u_per_s) { velocity_ = -finger_u_per_s; }
  void stop();
  void page(int direction, bool glides);
  void show(Block block, bool glides);  // scrolls just so far that it is seen
  void to_top();

 private:
  float next_page() const;
  float previous_page() const;
  void go_to(float offset, bool glides);
  void step();

  struct Glide {
    float from = 0;
    float to = 0;
    Instant start;
  };
  float offset_ = 0;
  float velocity_ = 0;
  std::optional<Glide> glide_;
  float content_height_ = 0;
  std::optional<Instant> now_;
  Instant before_;
  std::vector<Block> blocks_;
  std::vector<Block> building_;
};

}  // namespace countersign::ui
