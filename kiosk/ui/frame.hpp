#pragma once
// Header and bottom bar: the frame that every screen but Attract and Receipt has.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/widgets.hpp"

namespace countersign::ui {

struct Header {
  std::string title = {};
  std::string step = {};             // "Card 3 of 6"
  std::filesystem::path mark = {};   // the organisation's
  std::size_t progress_count = 0;    // 0: no bar
  std::size_t progress_current = 0;  // this one is half filled, those before are done
  bool leave = false;                // shows the Leave tool
  bool tools = true;
  std::string title_language = {};  // of the title, if it comes from the pack
};
enum class Tool { leave, language, display, help };

// Cuts the header off the top of `window`; returns the tool that was pressed.
std::optional<Tool> header(Ui& ui, Rect& window, const Header& header);

// Cuts the bar off the foot; returns the id of the button that was pressed.
// `back` leads, `extras` follow it, the primary trails. Where they do not fit side by side, extras become their icons, last
// first, then back its arrow, and then the primary takes a row of its own. From 160 % on a short window back is its
// arrow alone from the start.
struct Bar {
  std::optional<Button> back = {};
  std::vector<Button> extras = {};
  std::optional<Button> primary = {};
  // What the primary turns into while the screen stays ("Read on" and "Check"): the bar keeps room for either, so that
  // it does not change its height, and with it what fits above, between the two.
  std::optional<Button> primary_other = {};
};
std::optional<std::string> bar(Ui& ui, Rect& window, const Bar& bar);
float bar_height(Ui& ui);

// Content padding of the window class: margins 48 (32 when short), at most 1400 wide and centred. What is drawn from
// here on comes in with the screen (fade and `enter_offset`, which the rect already holds); header, bar, dialogs and
// toasts do not, whenever they are drawn.
Rect content(Ui& ui, Rect rest, float top = 32, float bottom = 24);

}  // namespace countersign::ui
