#include "tests/bench/screen_watch.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>

#include <chrono>
#include <thread>

namespace countersign::bench {

ScreenWatch::ScreenWatch() : display_(XOpenDisplay(nullptr)) {
  if (display_ == nullptr) throw NotMeasured("no X display: run under xvfb-run");
}

ScreenWatch::~ScreenWatch() { XCloseDisplay(display_); }

// FNV-1a over the pixels.
std::uint64_t ScreenWatch::look(int x, int y, int w, int h) {
  XImage* image = XGetImage(display_, DefaultRootWindow(display_), x, y, static_cast<unsigned>(w), static_cast<unsigned>(h),
                            AllPlanes, ZPixmap);
  std::uint64_t hash = 14695981039346656037ULL;
  const auto bytes = static_cast<std::size_t>(image->bytes_per_line) * static_cast<std::size_t>(h);
  for (std::size_t i = 0; i < bytes; ++i) hash = (hash ^ static_cast<unsigned char>(image->data[i])) * 1099511628211ULL;
  XDestroyImage(image);
  return hash;
}

std::uint32_t ScreenWatch::pixel(int x, int y) {
  XImage* image = XGetImage(display_, DefaultRootWindow(display_), x, y, 1, 1, AllPlanes, ZPixmap);
  const auto out = static_cast<std::uint32_t>(XGetPixel(image, 0, 0)) & 0xFFFFFFU;
  XDestroyImage(image);
  return out;
}

double ScreenWatch::wait_until(const std::function<bool()>& holds, double limit_ms) {
  const auto start = Clock::now();
  while (!holds()) {
    if (ms_since(start) > limit_ms) throw NotMeasured("what was waited for did not come on the screen");
    std::this_thread::sleep_for(std::chrono::milliseconds{1});  // the X server and the program need the processors
  }
  return ms_since(start);
}

void ScreenWatch::move(int x, int y) {
  XTestFakeMotionEvent(display_, -1, x, y, CurrentTime);
  XSync(display_, False);
}

void ScreenWatch::press() {
  XTestFakeButtonEvent(display_, 1, True, CurrentTime);
  XSync(display_, False);
}

void ScreenWatch::release() {
  XTestFakeButtonEvent(display_, 1, False, CurrentTime);
  XSync(display_, False);
}

}  // namespace countersign::bench
