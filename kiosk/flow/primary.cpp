// When the bar's primary can be pressed.

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

bool primary_enabled(const World& world, const State& state) {
  return std::visit(
      Match{[](const AskScreen& screen) { return screen.open.has_value(); },
            [](const BadgeScreen& screen) { return !screen.digits.empty(); },
            [](const CodeScreen& screen) { return can_submit(screen); },
            [](const PinScreen& screen) { return can_submit(screen); },
            [](const NewPinScreen&) { return false; },  // the sixth digit goes on
            [&](const QuizScreen& screen) { return quiz_can_go_on(world, state, screen); },
            [&](const QuizResultScreen& screen) { return screen.passed || may_try(world, state, screen.module); },
            [](const SignScreen& screen) { return !screen.asking_pin; },
            [](const DeclineScreen& screen) { return has_words(screen.reason); },
            [](const AskFirstScreen& screen) { return has_words(screen.question); }, [](const SavingScreen&) { return false; },
            [](const RecordsScreen& screen) { return screen.failed; },
            [](const LeaveKioskScreen& screen) { return !screen.busy && !screen.passphrase.empty(); },
            [](const FaultScreen& screen) { return screen.what == FaultScreen::What::disk; }, [](const auto&) { return true; }},
      state.screen);
}

}  // namespace countersign::flow
