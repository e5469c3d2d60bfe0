#pragma once
// The GLFW window and its OpenGL 3.2 core context, and what came in through it. Main thread only.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "kiosk/shell/badge_reader.hpp"
#include "kiosk/shell/clock.hpp"
#include "kiosk/shell/options.hpp"
#include "kiosk/ui/input.hpp"

struct GLFWwindow;

namespace countersign::shell {

// What came in, in order; badge bursts are already told from typing.
struct Incoming {
  std::vector<ui::Input> inputs;
  std::vector<std::string> badges;
  bool unreadable_badge = false;
  bool touched = false;
  bool close_asked = false;
  bool exposed = false;  // the window must be drawn again: uncovered, resized
};

class Window {
 public:
  // Fails with io when there is no display or no OpenGL 3.2.
  static Result<std::unique_ptr<Window>> open(const Options& options, const Clock& clock);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Waits for input until `deadline` (for ever if none) and gives what came.
  Incoming wait(std::optional<Instant> deadline);
  Incoming poll();

  bool full_screen() const { return full_screen_; }
  PairOf framebuffer_px() const;
  // Pixels a millimetre: from the option, the calibration, the monitor, or 96 dots an inch if none makes sense.
  float px_per_mm(std::optional<float> calibrated) const;
  void swap();
  // From any thread: makes wait() return.
  static void wake();

  void on_pointer(ui::PointerInput::Kind kind, double x, double y);
  void on_key(int key, bool shift);
  void on_character(char32_t character);
  void on_close();
  void on_refresh();

 private:
  Window(GLFWwindow* window, const Options& options, const Clock& clock);
  Incoming take();
  void listen_again();
  void release(const std::vector<ReaderKey>& keys);
  void use(const BadgeReader::Verdict& verdict);

  GLFWwindow* window_;
  const Clock& clock_;
  BadgeReader badge_reader_;
  Instant listened_{};    // when keys were last taken
  milliseconds deaf_{0};  // how much of the time so far went into frames instead of listening
  Incoming incoming_;
  std::optional<PairOf> panel_mm_;
  bool full_screen_ = false;
};

}  // namespace countersign::shell
