#pragma once
// Which targets to press to answer the question on the screen; for the tour.

#include <string>
#include <vector>

#include "kiosk/shell/driver.hpp"

namespace countersign::shell {

// The right answer, up to but without the final press on the primary (a scenario presses it between its scenes).
// Ordering presses are made on the spot, since each depends on the one before; then the list is empty.
std::vector<std::string> right_taps(App& app, Driver& driver);
// A wrong answer to a single choice.
std::vector<std::string> wrong_taps(App& app);

}  // namespace countersign::shell
