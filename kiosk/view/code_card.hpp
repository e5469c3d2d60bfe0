#pragma once
// The square code with the proof, and the short code that people read out.

#include <string>

#include "kiosk/view/view.hpp"

namespace countersign::view {

constexpr float code_card_width = 476;
constexpr float code_card_height_max = 640;

// With the square code in full size.
float code_card_height(const View& view, float width, const std::string& code);
// `text`: what the square code holds. The code is as large as the card lets it be.
void draw_code_card(const View& view, ui::Rect rect, const std::string& text, const std::string& code);

}  // namespace countersign::view
