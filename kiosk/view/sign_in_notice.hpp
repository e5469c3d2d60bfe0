#pragma once
// What is said where a badge, a code or a PIN was not taken.

#include "kiosk/view/keypad_pane.hpp"

namespace countersign::view {

// Whom to ask for a code: HR's name and number.
std::string hr_contact(const View& view);
// What is wrong, in the place of the prompt's quiet note. `wrong_key`: the words for SignInNotice::wrong.
void put_notice(const View& view, Prompt& prompt, flow::SignInNotice notice, int tries_left, Instant wait_until,
                const char* wrong_key);
bool keys_are_off(flow::SignInNotice notice, bool busy);

}  // namespace countersign::view
