#pragma once
// A prompt, one field and the keyboard under it. Where the height is short the bar hides behind the keyboard, and its
// buttons stand beside the field instead.

#include <optional>
#include <string>

#include "kiosk/view/keypad_pane.hpp"

namespace countersign::view {

// What is left of a window whose foot is a keyboard.
struct TypingFrame {
  ui::Rect keyboard;
  std::optional<ui::Rect> bar;  // none: it hides behind the keyboard
};
TypingFrame cut_typing_frame(const View& view, ui::Rect& window);
// The hidden bar's `back`, its icon alone, cut off the leading end of `row`; the Back key presses it too.
void draw_back_beside(const View& view, ui::Rect& row, ui::Button back);

// The header's step. Where large letters leave no line above the field, the header says the prompt instead.
std::string typing_step(const View& view, const Prompt& prompt, const std::string& step);

struct Typing {
  enum class Keys { letters, code };  // code: the 32 signs of Crockford's base 32
  Keys keys = Keys::letters;
  std::string label;
  std::string value;
  std::size_t characters_max = 80;
  bool enabled = true;
  bool secret = false;  // shown as dots
};

// Draws all that is below the header. Returns the new value when a key changed it.
std::optional<std::string> draw_typing_pane(const View& view, ui::Rect window, const Prompt& prompt, const Typing& typing,
                                            const ui::Bar& bar);

// The pad for one-time codes; returns the new value when a key changed it.
std::optional<std::string> draw_code_pad(const View& view, ui::Rect rect, const std::string& value, std::size_t characters_max,
                                         bool enabled);

}  // namespace countersign::view
