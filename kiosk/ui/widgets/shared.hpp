#pragma once
// What the widgets share.

#include <string>

#include "kiosk/ui/impl.hpp"
#include "kiosk/ui/widgets.hpp"

namespace countersign::ui {

inline bool high_contrast(const Ui& ui) { return ui.theme().name == assets::ThemeName::high_contrast; }

// A chosen thing is yellow with black on it in high contrast, else tinted with the usual text.
inline Rgba on_selected(const Ui& ui) { return ui.color(high_contrast(ui) ? Role::on_primary_c : Role::text); }
inline Rgba segment_on(const Ui& ui) { return ui.color(high_contrast(ui) ? Role::primary_c : Role::card); }

// Size of the letters after scaling.
float text_size(const Ui& ui, const TextStyle& style, Growth growth = Growth::scaled);

// A node with its text's size and colours.
Node text_node(const Ui& ui, std::string id, std::string role, std::string name, Rect rect, const TextStyle& style, Rgba color,
               Growth growth = Growth::scaled);

// 0 at rest, 1 pressed. Goes there in 70 ms; sliding off brings it back at once.
float pressed_share(Ui& ui, std::string_view id, bool held);
// 0 off, 1 on, cross-faded in 150 ms; there at once when first seen.
float state_share(Ui& ui, std::string_view id, bool on);

// Scales what was drawn since its making: a pressed button, a dialog that comes in.
class Scaled {
 public:
  explicit Scaled(Ui& ui);
  void apply(Point center, float factor) const;

 private:
  Ui& ui_;
  int first_ = 0;
};

struct ToneColors {
  Rgba fill;
  Rgba text;
};
ToneColors tone_colors(const Ui& ui, Tone tone);

}  // namespace countersign::ui
