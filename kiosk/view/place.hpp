#pragma once
// Where the person stands, in words: "Your place is saved: card 3 of 6."

#include <string>

#include "kiosk/view/view.hpp"

namespace countersign::view {

// What is kept when the session ends here; empty when nobody is signed in.
std::string place_saved(const View& view);

}  // namespace countersign::view
