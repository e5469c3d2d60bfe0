#pragma once
// A few sentences are asked for: what is said about it, the field, and the keyboard under it. With the keyboard open
// the field comes first; with it hidden, what is said. Where the height is short the bar hides behind the keyboard and
// its buttons stand beside the field.

#include <optional>
#include <string>

#include "kiosk/view/column.hpp"
#include "kiosk/view/view.hpp"

namespace countersign::view {

struct Writing {
  std::string label;
  std::string value;
  std::string placeholder;
  std::string label_language;  // if it quotes the pack
  std::size_t characters_max = 500;
  bool multiline = true;
  bool open = false;            // the keyboard
  std::optional<Column> about;  // what is said about it
  ui::Bar bar;
};

struct Written {
  std::optional<std::string> value;  // as it is now, if a key changed it
  bool field_pressed = false;
  bool hidden = false;  // the key that hides the keyboard
};

// Draws all that is below the header.
Written draw_writing(const View& view, ui::Rect rest, const Writing& writing);

}  // namespace countersign::view
