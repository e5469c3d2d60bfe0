#pragma once
// The semantic tree: what is on the screen, as a person who cannot see it would be told. Rebuilt each frame in drawing
// order, which is reading order. Tests find targets in it, the focus moves along it, audits measure it.
// Written as ui.json; the format is in docs/ui_json.md.

#include <string>
#include <vector>

#include "assets/reader/theme.hpp"
#include "base/json.hpp"
#include "kiosk/ui/geometry.hpp"

namespace countersign::ui {

struct Node {
  std::string id;    // unique on the screen: "choice.b"
  std::string role;  // WAI-ARIA: button, checkbox, radio, heading, paragraph, textbox, progressbar, dialog, list, listitem,
                     // img, status, alert
  std::string name;
  std::string value;
  std::vector<std::string> state;  // "disabled", "checked", "selected", "pressed", "focused", "busy", "expanded", "hidden"
  Rect rect;                       // u
  Rect clip;                       // u: what of the window it may show in
  bool focusable = false;
  std::string language;
  float text_size_u = 0;  // after scaling; 0: no text of its own
  assets::Rgba color = 0;
  assets::Rgba background = 0;
  bool truncated = false;
  bool scrolls = false;  // lies in a scroll area, so what is outside `clip` can be reached
  std::string area;      // that scroll area, unless a dialog lies over it; not written
};

struct ScreenTree {
  std::string name;
  std::string language;
  std::string theme;
  int text_scale = 100;  // per cent
  int width_px = 0;
  int height_px = 0;
  float px_per_u = 1;
  std::vector<Node> nodes;  // reading order
};

// One element of "screens" of ui.json.
Json to_json(const ScreenTree& tree);

}  // namespace countersign::ui
