#pragma once
// A key of the PIN pad or of the keyboard.

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {

constexpr float key_gap = 12;
constexpr float key_radius = 20;
constexpr int key_repeat_ms = 80;

struct KeyFace {
  std::string id;
  std::string name;   // what it is called
  std::string label;  // what stands on it; empty: the icon
  std::string icon;
  float icon_size = 46;
  float size_u = 44;
  bool display = false;  // digits: Inter Display
  bool service = false;  // sunken, no shadow
  bool quiet = false;    // label in text-2
  bool on = false;       // shift, accents: stays pressed
  bool enabled = true;
  std::string language;
};

Press key(Ui& ui, Rect rect, const KeyFace& face);

}  // namespace countersign::ui
