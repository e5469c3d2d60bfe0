#pragma once
// A dialog: what it says, which scrolls if it must, and its buttons, which always stay in sight.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/view/pieces.hpp"
#include "kiosk/view/view.hpp"

namespace countersign::view {

struct DialogButton {
  ui::Button button;
  std::function<void()> pressed;
};

struct Dialog {
  std::string id;
  std::string name;
  float width = 760;
  Column body;
  std::vector<DialogButton> buttons;  // the primary first
};

// Buttons stand one under another, the primary on top; in a short window side by side where both fit. While more of the
// body is below, the primary says "Read on" and turns the page. The Back key posts `on_back`.
void draw_dialog(const View& view, const Dialog& dialog, const flow::Event& on_back);

// "Close" or "Done": the primary that puts the dialog away.
DialogButton close_button(const View& view, const char* key);

}  // namespace countersign::view
