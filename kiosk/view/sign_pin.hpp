#pragma once
// The PIN once more, over the signing screen; and what the screens after it share.

#include <string>

#include "kiosk/view/view.hpp"

namespace countersign::view {

void draw_sign_pin(const View& view, const flow::SignScreen& screen);

// "Sign the social media policy".
std::string sign_title(const View& view);

}  // namespace countersign::view
