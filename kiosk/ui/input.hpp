#pragma once
// What came in since the last frame, in order. The shell fills it from GLFW's callbacks; tours and tests fill it directly.

#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "kiosk/ui/geometry.hpp"

namespace countersign::ui {

struct PointerInput {
  enum class Kind { press, move, release };
  Kind kind = Kind::move;
  Point at_px;
  Instant when;
};

// Keys by position, so that a keyboard setting changes nothing.
enum class Key { next, previous, select, back, up, down, backspace, other };

struct KeyInput {
  Key key = Key::other;
  int digit = -1;          // 0 to 9 for a digit key by position
  char32_t character = 0;  // a typed character, for text fields; 0: none
  Instant when;
};

using Input = std::variant<PointerInput, KeyInput>;

}  // namespace countersign::ui
