#pragma once
// Header and bottom bar: the frame that every screen but Attract and Receipt has.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/widgets.hpp"

namespace countersign::ui {

struct Header {
  std::string title;
  std::string step;                  // "Card 3 of 6"
  std::filesystem::path mark;        // the organisation's
  std::size_t progress_count = 0;    // 0: no bar
  std::size_t progress_current = 0;  // this one is half filled, those before are done
  bool leave = false;                // shows the Leave tool
  bool tools = true;
  std::string title_language;        // of the title, if it comes from the pack
};
enum class Tool { leave, language, display, help };

// Cuts the header off the top of `window`; returns the tool that was pressed.
std::optional<Tool> header(Ui& ui, Rect& window, const Header& header);

// Cuts the bar off the foot; returns the id of the button that was pressed.
// `back` leads, `extras` follow it, the primary trails. On a narrow or short window extras become icons or go away last first
// if `extras_may_hide`.
struct Bar {
  std::optional<Button> back;
  std::vector<Button> extras;
  std::optional<Button> primary;
};
std::optional<std::string> bar(Ui& ui, Rect& window, const Bar& bar);
float bar_height(Ui& ui);

// Content padding of the window class: margins 48 (32 when short), at most 1400 wide and centred.
Rect content(Ui& ui, Rect rest, float top = 32, float bottom = 24);

}  // namespace countersign::ui
