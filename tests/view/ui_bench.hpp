#pragma once
// A Ui without a window: frames, inputs and a clock, driven by hand.

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/frame.hpp"

namespace countersign::ui {

inline const Resources& test_resources() {
  static const Resources resources = [] {
    const std::filesystem::path source = COUNTERSIGN_SOURCE_DIR;
    Problems problems;
    Resources loaded;
    loaded.themes = assets::load_themes(source / "assets/theme.json", problems);
    loaded.strings = assets::Strings::load(source / "assets/strings", problems);
    loaded.keyboards = assets::load_keyboards(source / "assets/keyboards", problems);
    loaded.assets_folder = source / "assets";
    return loaded;
  }();
  return resources;
}

class Bench {
 public:
  explicit Bench(std::function<void(Ui&)> draw) : draw_(std::move(draw)) {
    spec.screen = "first";
    spec.language = Language{"en"};
    spec.reduced_motion = true;
    spec.now = Instant{milliseconds(10000)};
    frame();
    frame();
  }

  void frame(const std::vector<Input>& input = {}) {
    spec.now = spec.now + frame_time;
    ui.begin_frame(spec, input);
    draw_(ui);
    ui.end_frame();
  }
  void wait(int ms) {
    spec.now = spec.now + milliseconds(ms);
    frame();
  }
  // Frames drawn until nothing is wanted any more; `limit` if it never ends.
  int settle(int limit = 200) {
    int frames = 0;
    while (ui.wants_frame() && frames < limit) {
      frame();
      ++frames;
    }
    return frames;
  }

  Input pointer(PointerInput::Kind kind, Point u) const {
    return PointerInput{kind, {u.x * spec.px_per_u, u.y * spec.px_per_u}, spec.now};
  }
  void press(Point u) {
    frame({pointer(PointerInput::Kind::press, u)});
    frame();  // the pointer is in place one frame before it presses
  }
  void move(Point u) { frame({pointer(PointerInput::Kind::move, u)}); }
  void release(Point u) { frame({pointer(PointerInput::Kind::release, u)}); }
  void tap(Point u) {
    press(u);
    release(u);
    wait(400);
  }
  void key(Key key) { frame({KeyInput{key, -1, 0, spec.now}}); }
  void type(char32_t character) { frame({KeyInput{Key::other, -1, character, spec.now}}); }

  const Node* find(const std::string& id) const {
    const auto& nodes = ui.tree().nodes;
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; });
    return found == nodes.end() ? nullptr : &*found;
  }
  Point middle(const std::string& id) const { return find(id)->rect.center(); }
  bool has(const std::string& id, const std::string& state) const {
    const Node* node = find(id);
    return node != nullptr && std::find(node->state.begin(), node->state.end(), state) != node->state.end();
  }
  std::string focused() const {
    for (const Node& node : ui.tree().nodes)
      if (std::find(node.state.begin(), node.state.end(), "focused") != node.state.end()) return node.id;
    return "";
  }

  FrameSpec spec;
  Ui ui{test_resources(), Painting::off};

 private:
  static constexpr milliseconds frame_time{16};
  std::function<void(Ui&)> draw_;
};

}  // namespace countersign::ui
