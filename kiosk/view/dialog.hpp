#pragma once
// A dialog: what it says, which scrolls if it must, and its buttons, which always stay in sight.

#include <string>

#include "kiosk/view/pieces.hpp"
#include "kiosk/view/view.hpp"

namespace countersign::view {

struct Dialog {
  std::string id;
  std::string name;
  float width = 760;
  Column body;
  Column buttons;
};

// The Back key posts `on_back`.
void draw_dialog(const View& view, const Dialog& dialog, const flow::Event& on_back);

// "Close" or "Done": the primary that puts the dialog away.
Piece close_piece(const View& view, const char* key);

}  // namespace countersign::view
