// What staff do: leave the kiosk with the HR passphrase, measure the display; and the screen that says what is broken.

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

constexpr std::size_t passphrase_characters_max = 1024;  // what init takes, so that each can be typed here
// From a wall of video to a phone held close: outside of it a bank card was not measured. settings.json takes the same.
constexpr float px_per_mm_min = 1;
constexpr float px_per_mm_max = 40;

void passphrase_answered(Turn& turn, LeaveKioskScreen& screen, const PassphraseAnswered& answer) {
  if (!screen.busy || !is_latest(turn.state, answer.request)) return;
  screen.busy = false;
  screen.wrong = !answer.right && !answer.unreadable;
  screen.unreadable = answer.unreadable;
  if (answer.right) go_over(turn, StaffScreen{});
}

void check_passphrase(Turn& turn, LeaveKioskScreen& screen) {
  screen.busy = true;
  screen.wrong = false;
  screen.unreadable = false;
  request(turn, CheckPassphrase{.passphrase = screen.passphrase});
  screen.passphrase.clear();
}

void change_passphrase(LeaveKioskScreen& screen, const std::string& typed) {
  const auto accepted = accepted_text(typed, passphrase_characters_max);
  if (!screen.busy && accepted) screen.passphrase = *accepted;
}

void calibrate(CalibrationScreen& screen, float px_per_mm) {
  if (px_per_mm >= px_per_mm_min && px_per_mm <= px_per_mm_max) screen.px_per_mm = px_per_mm;
}

}  // namespace

void corner_held(Turn& turn) {
  const bool fault = std::holds_alternative<FaultScreen>(turn.state.screen);
  if (!fault && !std::holds_alternative<AttractScreen>(turn.state.screen)) return;
  turn.state.before.clear();
  go_over(turn, LeaveKioskScreen{});
}

void on(Turn& turn, LeaveKioskScreen& screen, const Event& event) {
  std::visit(Match{[&](const PassphraseChanged& changed) { change_passphrase(screen, changed.passphrase); },
                   [&](const PrimaryPressed&) { check_passphrase(turn, screen); },
                   [&](const PassphraseAnswered& answer) { passphrase_answered(turn, screen, answer); },
                   [&](const BackPressed&) { return_to_attract(turn); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, StaffScreen&, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { emit(turn, CloseKiosk{}); },
                   [&](const CalibratePressed& pressed) { go_over(turn, CalibrationScreen{pressed.px_per_mm}); },
                   [&](const BackPressed&) { return_to_attract(turn); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, CalibrationScreen& screen, const Event& event) {
  std::visit(Match{[&](const CalibrationChanged& changed) { calibrate(screen, changed.px_per_mm); },
                   [&](const PrimaryPressed&) {
                     emit(turn, SaveCalibration{screen.px_per_mm});
                     return_to_attract(turn);
                   },
                   [&](const BackPressed&) { return_to_attract(turn); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, FaultScreen& screen, const Event& event) {
  // Only room on the disk comes back by itself; everything else needs staff, and then a new start.
  if (screen.what != FaultScreen::What::disk) return;
  std::visit(Match{[&](const PrimaryPressed&) { return_to_attract(turn); },
                   [&](const BackPressed&) { return_to_attract(turn); }, [](const auto&) {}},
             event);
}

}  // namespace countersign::flow
