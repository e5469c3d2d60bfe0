#pragma once
// The kiosk between window and flow: takes what came in, draws, hands what was posted to update, and its effects to the
// runner. Draws nothing when nothing has changed. Main thread.

#include <memory>
#include <optional>

#include "kiosk/shell/effect_runner.hpp"
#include "kiosk/shell/load.hpp"
#include "kiosk/shell/window.hpp"
#include "kiosk/view/view.hpp"

namespace countersign::shell {

// Pixels of the last frame, RGBA, top row first.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> rgba;
};

class App {
 public:
  App(Window& window, const Loaded& loaded, const flow::World& world, EffectRunner& runner, Clock& clock);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Takes what came in and draws if there is a reason to. Returns true if a frame was drawn.
  bool frame(const Incoming& incoming);

  bool wants_frame() const;                      // something moves or has not settled
  std::optional<Instant> next_deadline() const;  // when to come back without input
  bool closing() const { return closing_; }
  unsigned frames_drawn() const { return frames_drawn_; }
  // A frame with everything in it is on the display: nothing is still coming in.
  bool full_screen_shown() const;

  const flow::State& state() const { return state_; }
  const flow::World& world() const { return world_; }
  const ui::ScreenTree& tree() const { return ui_->tree(); }
  ui::Point center_px(const ui::Node& node) const;
  float px_per_u() const { return px_per_u_; }
  // Draws again and reads the pixels before they are shown.
  Image capture();
  // Frames are built as always, but only those that are captured reach the graphics. For tours: most frames are of animations.
  void draw_only_captures() { only_captures_ = true; }

 private:
  void dispatch(const flow::Event& event);
  void apply(const flow::Event& event);  // without a frame for it
  void take_answers();
  void take_touch();
  void tick();
  void take_incoming(const Incoming& incoming);
  void follow_corner(const std::vector<ui::Input>& inputs);
  void draw(const std::vector<ui::Input>& inputs);
  void show(const ui::FrameSpec& frame_spec);
  ui::FrameSpec spec() const;

  Window& window_;
  const flow::World& world_;
  EffectRunner& runner_;
  Clock& clock_;
  const Settings& settings_;
  std::unique_ptr<ui::Ui> ui_;
  flow::State state_;
  std::optional<Instant> corner_since_;
  float px_per_u_ = 1;
  int settle_ = 0;
  unsigned frames_drawn_ = 0;
  bool closing_ = false;
  bool only_captures_ = false;
  bool capturing_ = false;
};

}  // namespace countersign::shell
