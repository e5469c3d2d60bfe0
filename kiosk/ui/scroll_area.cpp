#include <algorithm>
#include <cmath>

#include "kiosk/ui/motion.hpp"
#include "kiosk/ui/scroll.hpp"

namespace countersign::ui {
namespace {
constexpr float rounding = 0.75F;  // u: less than a pixel of anything that shows
}

void ScrollArea::begin(Rect where, Instant now) {
  before_ = now_ ? *now_ : now;
  now_ = now;
  viewport = where;
  seen = true;
  building_.clear();
  step();
}

void ScrollArea::step() {
  if (glide_) {
    const auto passed = static_cast<float>((*now_ - glide_->start).count());
    const float share = passed / static_cast<float>(screen_ms);
    offset_ = glide_->from + (glide_->to - glide_->from) * ease(share);
    if (share >= 1) glide_.reset();
  }
  if (velocity_ != 0) {
    const float seconds = static_cast<float>((*now_ - before_).count()) / 1000;
    const float left = std::exp(-friction_per_s * seconds);
    offset_ += velocity_ * (1 - left) / friction_per_s;
    velocity_ *= left;
    if (std::abs(velocity_) < stop_speed_u_per_s) velocity_ = 0;
  }
  if (offset_ < 0 || offset_ > reach()) velocity_ = 0;
  offset_ = std::clamp(offset_, 0.0F, reach());
}

void ScrollArea::end(float content_height) {
  blocks_.swap(building_);
  content_height_ = content_height;
  for (const Block& block : blocks_) content_height_ = std::max(content_height_, block.bottom);
  offset_ = std::clamp(offset_, 0.0F, reach());
}

bool ScrollArea::more_below() const {
  const float foot = offset_ + viewport.h + rounding;
  return overflows() && std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.bottom > foot; });
}

void ScrollArea::drag(float dy) {
  stop();
  offset_ = std::clamp(offset_ - dy, 0.0F, reach());
}

void ScrollArea::stop() {
  velocity_ = 0;
  glide_.reset();
}

void ScrollArea::to_top() {
  stop();
  offset_ = 0;
}

void ScrollArea::page(int direction, bool glides) {
  if (direction != 0) go_to(direction > 0 ? next_page() : previous_page(), glides);
}

// The first thing that was not wholly seen comes to the top.
float ScrollArea::next_page() const {
  const float foot = offset_ + viewport.h;
  float top = content_height_;
  for (const Block& block : blocks_)
    if (block.bottom > foot + rounding && block.top > offset_ + rounding) top = std::min(top, block.top);
  return top < content_height_ ? top : offset_ + viewport.h * 0.9F;
}

// As far back as still shows the line above the first one that is seen now, beginning with a whole line.
float ScrollArea::previous_page() const {
  float foot = 0;
  for (const Block& block : blocks_)
    if (block.top < offset_ - rounding) foot = std::max(foot, std::min(block.bottom, offset_ + viewport.h));
  const float earliest = foot - viewport.h;
  if (earliest <= 0) return 0;
  float top = foot;
  for (const Block& block : blocks_)
    if (block.top >= earliest - rounding) top = std::min(top, block.top);
  return top < offset_ ? top : std::max(0.0F, offset_ - viewport.h * 0.9F);
}

void ScrollArea::show(Block block, bool glides) {
  constexpr float air = 12;  // room for the focus ring
  const float top = block.top - air;
  const float bottom = block.bottom + air;
  if (top < offset_ || bottom - top > viewport.h)
    go_to(top, glides);
  else if (bottom > offset_ + viewport.h)
    go_to(bottom - viewport.h, glides);
}

void ScrollArea::go_to(float offset, bool glides) {
  stop();
  const float to = std::clamp(offset, 0.0F, reach());
  if (glides && now_ && to != offset_)
    glide_ = Glide{offset_, to, *now_};
  else
    offset_ = to;
}

}  // namespace countersign::ui
