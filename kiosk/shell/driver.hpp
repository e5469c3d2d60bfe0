#pragma once
// Does what a finger does: finds a target in the semantic tree, presses and releases it through the input path, and waits
// until the kiosk has settled. For the tour.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/shell/app.hpp"

namespace countersign::shell {

class Driver {
 public:
  Driver(App& app, Window& window, Clock& clock, EffectRunner& runner)
      : app_(app), window_(window), clock_(clock), runner_(runner) {}

  // Draws frames, the clock running, until nothing moves and no effect is under way. False if that never comes.
  bool settle();
  // The node with this id that can be seen and is not disabled or hidden; nullptr if there is none.
  const ui::Node* find(const std::string& id) const;
  bool shows(const std::string& id) const { return find(id) != nullptr; }
  // Presses and releases in the middle of the target, scrolled into view by dragging if need be. Fails with not_found,
  // naming screen and id.
  Status tap(const std::string& id);
  // Down, along the points (u, relative to the target's corner), up.
  Status drag(const std::string& id, const std::vector<ui::Point>& points);
  Status type_on_pad(const std::string& digits);
  Status type_on_keyboard(const std::string& text);
  // Lets time pass.
  void wait(milliseconds time);
  void badge(const std::string& digits);
  int taps() const { return taps_; }
  App& app() { return app_; }

 private:
  void pointer(ui::PointerInput::Kind kind, ui::Point at_px);
  void step(milliseconds time);
  void reveal(const std::string& id);
  float beside_pad(const ui::Rect& clip) const;

  App& app_;
  Window& window_;
  Clock& clock_;
  EffectRunner& runner_;
  int taps_ = 0;
};

}  // namespace countersign::shell
