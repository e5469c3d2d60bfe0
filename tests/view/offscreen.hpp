#pragma once
// A picture to draw into without a window or a display: EGL without a surface, a framebuffer, and ImGui over it.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

struct ImDrawList;

namespace countersign::view {

struct Picture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgba;  // top row first

  const std::uint8_t* at(int x, int y) const { return &rgba[static_cast<std::size_t>(4 * (y * width_px + x))]; }
};

void write_png(const Picture& picture, const std::string& file);

class Offscreen {
 public:
  Offscreen(int width_px, int height_px);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  // False where the machine has no EGL driver, not even a software one.
  bool works() const { return works_; }
  // One frame on white: `draw` fills the list, `before_render` is where textures are uploaded.
  Picture frame(const std::function<void(ImDrawList&)>& draw, const std::function<void()>& before_render);

 private:
  int width_px_;
  int height_px_;
  void* display_ = nullptr;
  void* context_ = nullptr;
  bool works_ = false;
};

}  // namespace countersign::view
