#pragma once
// The three ways to sign, and the card that one signs on.

#include "kiosk/view/view.hpp"

namespace countersign::view {

constexpr float signature_width_least = 480;

float methods_height(const View& view, float width);
void draw_methods(const View& view, const flow::SignScreen& screen, ui::Rect rect);
// The least that draw_signature needs: more where what is missing takes many lines.
float signature_height_least(const View& view, const flow::SignScreen& screen, float width);
// The pad, the name or the row to tick; what is missing of it is said at its top.
void draw_signature(const View& view, const flow::SignScreen& screen, ui::Rect rect);
// The largest style in which `name` stands on one line; else the smallest, on two.
ui::Words name_look(const View& view, const std::string& name, float width);

// What is missing may have been scrolled out when Sign is pressed: `ask` then, and `show` where it is said.
void ask_to_show_missing(const View& view);
void show_once_asked(const View& view, ui::Rect rect);

}  // namespace countersign::view
