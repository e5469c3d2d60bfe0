// Choosing a PIN, twice the same: after a code, or in place of an old one. HR never knows it.

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

using PinStep = NewPinScreen::Step;

// What can be told without the roster; dates and such come back with PinSetAnswered.
PinFault fault_of(const NewPinScreen& screen, const std::string& pin) {
  const bool one_digit = std::ranges::all_of(pin, [&](char c) { return c == pin.front(); });
  if (one_digit || pin == "123456" || pin == "654321") return PinFault::too_simple;
  if (!screen.first_time && pin == screen.old_pin) return PinFault::same_as_before;
  return PinFault::none;
}

void start_over(NewPinScreen& screen, PinFault fault) {
  screen.step = PinStep::first;
  screen.first.clear();
  screen.again.clear();
  screen.fault = fault;
  screen.busy = false;
}

void next_step(Turn& turn, NewPinScreen& screen, PinStep step) {
  screen.step = step;
  turn.state.direction = 1;
  ++turn.state.screen_serial;
}

bool old_keys_are_off(const NewPinScreen& screen) { return screen.notice == SignInNotice::wait; }

void old_typed(Turn& turn, NewPinScreen& screen, const std::string& pin) {
  if (old_keys_are_off(screen)) return;
  screen.old_pin = pin;
  if (pin.size() != pin_digits) return;
  screen.busy = true;
  screen.notice = SignInNotice::none;
  request(turn, CheckPin{.badge = screen.badge, .pin = pin});
}

void first_typed(Turn& turn, NewPinScreen& screen, const std::string& pin) {
  screen.first = pin;
  screen.failed = false;
  if (!pin.empty()) screen.fault = PinFault::none;
  if (pin.size() != pin_digits) return;
  const PinFault fault = fault_of(screen, pin);
  if (fault != PinFault::none) return start_over(screen, fault);
  next_step(turn, screen, PinStep::again);
}

void again_typed(Turn& turn, NewPinScreen& screen, const std::string& pin) {
  screen.again = pin;
  if (pin.size() != pin_digits) return;
  if (pin != screen.first) return start_over(screen, PinFault::not_the_same);
  screen.busy = true;
  request(turn, SetPin{.person = screen.person,
                       .badge = screen.badge,
                       .old_pin = screen.old_pin,
                       .pin = pin,
                       .first_time = screen.first_time});
}

void typed(Turn& turn, NewPinScreen& screen, const std::string& keys) {
  if (screen.busy) return;
  const std::string pin = pin_of(keys);
  switch (screen.step) {
    case PinStep::old:
      return old_typed(turn, screen, pin);
    case PinStep::first:
      return first_typed(turn, screen, pin);
    case PinStep::again:
      return again_typed(turn, screen, pin);
  }
}

void old_answered(Turn& turn, NewPinScreen& screen, const SignInAnswered& answer) {
  if (!screen.busy || screen.step != PinStep::old || !is_latest(turn.state, answer.request)) return;
  screen.busy = false;
  if (answer.notice == SignInNotice::none) return next_step(turn, screen, PinStep::first);
  if (answer.notice == SignInNotice::blocked) {
    const std::string badge = screen.badge;
    save_place(turn);
    return wipe(turn, pin_screen(badge, SignInNotice::blocked));
  }
  screen.old_pin.clear();
  screen.notice = answer.notice;
  screen.tries_left = answer.tries_left;
  screen.wait_until = turn.now.instant + answer.wait;
}

void set_answered(Turn& turn, NewPinScreen& screen, const PinSetAnswered& answer) {
  if (!screen.busy || screen.step != PinStep::again || !is_latest(turn.state, answer.request)) return;
  if (answer.failed || answer.fault != PinFault::none) {
    start_over(screen, answer.fault);
    screen.failed = answer.failed;
    return;
  }
  if (screen.first_time) {
    const std::string badge = screen.badge;
    return begin_session(turn, badge, answer.signed_in);
  }
  show_toast(turn, Toast::What::pin_changed);
  go_back(turn);
}

void back(Turn& turn, const NewPinScreen& screen) {
  if (!screen.first_time) return go_back(turn);
  // The code is used up only by a chosen PIN, so that it can be typed again.
  go(turn, code_screen(screen.badge, false), -1);
}

}  // namespace

void on(Turn& turn, NewPinScreen& screen, const Event& event) {
  std::visit(Match{[&](const PinChanged& changed) { typed(turn, screen, changed.pin); },
                   [&](const SignInAnswered& answer) { old_answered(turn, screen, answer); },
                   [&](const PinSetAnswered& answer) { set_answered(turn, screen, answer); },
                   [&](const ForgotPin&) {
                     if (screen.step == PinStep::old && !screen.busy && !old_keys_are_off(screen))
                       screen.notice = SignInNotice::forgotten;
                   },
                   [&](const BackPressed&) { back(turn, screen); }, [](const auto&) {}},
             event);
}

}  // namespace countersign::flow
