#pragma once
// Something is asked for, and typed on a pad: badge number and PIN. The pad stands beside its prompt in landscape and
// below it in portrait; where the height is short, what is typed stands with the prompt and the keys have all the height.

#include <optional>
#include <string>

#include "kiosk/view/column.hpp"
#include "kiosk/view/view.hpp"

namespace countersign::view {

// The left side: a picture (or the badge that was read), the question, what helps, and one more way.
struct Prompt {
  std::string picture;  // of assets/pictures; goes away first where the room is small
  std::string badge;    // shown by its last two digits, never by a name, with "Not my badge"
  std::string headline;
  std::string body;
  std::string note;  // quiet, or what went wrong
  std::string note_icon = "lock";
  ui::Tone note_tone = ui::Tone::primary;
  bool note_matters = false;  // it is the answer to what was done, so it outlasts all else where the room is small
  std::optional<ui::Button> extra;
  std::function<void()> extra_pressed;
};

// What is typed.
struct Entry {
  enum class Kind { digits, pin };
  Kind kind = Kind::pin;
  std::string label;
  std::string value;
  std::size_t characters_max = 6;
  bool enabled = true;
};

// Draws both into `content`; returns the new value when a key changed it.
std::optional<std::string> draw_keypad_pane(const View& view, ui::Rect content, const Prompt& prompt, const Entry& entry);

// The prompt alone, for screens whose answer is typed elsewhere or not at all.
Column prompt_column(const View& view, const Prompt& prompt, bool with_picture);

// Text first; the picture takes what is left above the keys.
void draw_tall_prompt(const View& view, ui::Rect rect, const Prompt& prompt);

}  // namespace countersign::view
