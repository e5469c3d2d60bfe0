#pragma once
// The row of accented letters above a key.

#include <optional>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {

struct AccentChoice {
  std::optional<std::size_t> picked;
  bool stays_open = false;  // the finger left without choosing: the cells wait to be touched
  bool closed = false;      // touched elsewhere
};

// `held`: the finger that opened it is still down and picks by sliding; else each cell is a target.
AccentChoice accent_popup(Ui& ui, Rect keyboard, Rect key, const std::vector<std::string>& cells, bool held,
                          const Language& language);

}  // namespace countersign::ui
