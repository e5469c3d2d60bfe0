#pragma once
// What is really on the X screen, and fingers on it: for figures that are taken from outside the program.

#include <cstdint>
#include <functional>

#include "tests/bench/figure.hpp"

struct _XDisplay;

namespace countersign::bench {

class ScreenWatch {
 public:
  ScreenWatch();
  ~ScreenWatch();
  ScreenWatch(const ScreenWatch&) = delete;
  ScreenWatch& operator=(const ScreenWatch&) = delete;

  // A hash of the pixels of a rect of the root window.
  std::uint64_t look(int x, int y, int w, int h);
  std::uint32_t pixel(int x, int y);
  // Milliseconds until `holds`. Throws NotMeasured after `limit_ms`.
  double wait_until(const std::function<bool()>& holds, double limit_ms);
  void move(int x, int y);
  void press();
  void release();

 private:
  _XDisplay* display_;
};

}  // namespace countersign::bench
