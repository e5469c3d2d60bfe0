#pragma once
// The do / don't pair of a card.

#include "kiosk/view/parts.hpp"

namespace countersign::view {

bool has_pair(const content::Card& card);
// Side by side where each gets at least 360 (times the text scale), else one under the other.
bool pair_fits_beside(const View& view, float width);
float pair_height(const View& view, float width, const content::Card& card, bool beside);
void draw_pair(const View& view, ui::Rect rect, const content::Card& card, bool beside);

}  // namespace countersign::view
