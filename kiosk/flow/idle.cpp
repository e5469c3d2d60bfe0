// Inactivity, and when the loop must wake.

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

constexpr milliseconds second{1000};

Instant dialog_at(const State& state, milliseconds idle) { return state.last_touch + idle; }

// The end of the second that the dialog shows now.
Instant next_count(const World& world, const State& state, milliseconds idle, const InactivityDialog& dialog) {
  return dialog_at(state, idle) + (world.warning - second * (dialog.seconds_left - 1));
}

std::optional<Instant> idle_deadline(const World& world, const State& state) {
  const auto idle = idle_limit(world, state);
  if (!idle) return std::nullopt;
  if (const auto* dialog = std::get_if<InactivityDialog>(&state.overlay)) return next_count(world, state, *idle, *dialog);
  return dialog_at(state, *idle);
}

std::optional<Instant> notice_deadline(const State& state) {
  const auto end_of = [](SignInNotice notice, Instant until) {
    return notice == SignInNotice::wait ? std::optional(until) : std::nullopt;
  };
  return std::visit(Match{[&](const CodeScreen& screen) { return end_of(screen.notice, screen.wait_until); },
                          [&](const NewPinScreen& screen) { return end_of(screen.notice, screen.wait_until); },
                          [&](const PinScreen& screen) { return end_of(screen.notice, screen.wait_until); },
                          [&](const SignScreen& screen) { return end_of(screen.pin_notice, screen.wait_until); },
                          [&](const QuizResultScreen& screen) -> std::optional<Instant> {
                            const std::int64_t left_ms = screen.again_at_utc_ms - state.wall.utc_ms;
                            return left_ms > 0 ? std::optional(state.instant + milliseconds{left_ms}) : std::nullopt;
                          },
                          [](const auto&) -> std::optional<Instant> { return std::nullopt; }},
                    state.screen);
}

// Nobody has chosen a language, a size or a theme before the next person comes.
bool is_as_set(const World& world, const State& state) { return state.preferences == world.defaults && !state.language_chosen; }

}  // namespace

std::optional<milliseconds> idle_limit(const World& world, const State& state) {
  using Limit = std::optional<milliseconds>;
  return std::visit(
      Match{[&](const AttractScreen&) { return is_as_set(world, state) ? Limit() : Limit(world.menu_idle); },
            [](const FaultScreen&) -> Limit { return std::nullopt; }, [](const SavingScreen&) -> Limit { return std::nullopt; },
            [&](const ReadingScreen&) -> Limit { return world.reading_idle; },
            [&](const QuizScreen&) -> Limit { return world.reading_idle; },
            [&](const AskScreen& ask) -> Limit { return ask.open ? world.reading_idle : world.menu_idle; },
            [&](const RecordsScreen& records) -> Limit { return records.open ? world.reading_idle : world.menu_idle; },
            [&](const SignScreen&) -> Limit { return world.signing_idle; },
            [&](const DeclineScreen&) -> Limit { return world.signing_idle; },
            [&](const AskFirstScreen&) -> Limit { return world.signing_idle; },
            [&](const NotSavedScreen&) -> Limit { return world.signing_idle; },
            [&](const auto&) -> Limit { return world.menu_idle; }},
      state.screen);
}

bool session_is_over(const World& world, const State& state, Instant now) {
  if (std::holds_alternative<AttractScreen>(state.screen)) return false;
  const auto idle = idle_limit(world, state);
  return idle && now >= dialog_at(state, *idle) + world.warning;
}

void end_idle(Turn& turn) {
  save_place(turn);
  return_to_attract(turn);
}

void on_tick(Turn& turn) {
  State& state = turn.state;
  const bool asked = std::holds_alternative<InactivityDialog>(state.overlay);
  const auto idle = idle_limit(turn.world, state);
  if (!idle || turn.now.instant < dialog_at(state, *idle)) {
    // An answer brought a screen that leaves more time.
    if (asked) state.overlay = NoOverlay{};
    return;
  }
  if (std::holds_alternative<AttractScreen>(state.screen)) {
    // What somebody chose here and walked away from is not the next one's choice. Nobody is asked: there is nothing to lose.
    state.preferences = turn.world.defaults;
    state.language_chosen = false;
    return;
  }
  if (session_is_over(turn.world, state, turn.now.instant)) return end_idle(turn);
  if (!asked) save_place(turn);  // the dialog says that the place is saved
  const milliseconds left = dialog_at(state, *idle) + turn.world.warning - turn.now.instant;
  state.overlay = InactivityDialog{static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count())};
}

std::optional<Instant> next_deadline(const World& world, const State& state, Instant now) {
  std::optional<Instant> next;
  const auto consider = [&](std::optional<Instant> due) {
    if (due && (!next || *due < *next)) next = due;
  };
  if (state.toast) consider(state.toast->until);
  consider(notice_deadline(state));
  consider(idle_deadline(world, state));
  if (next) next = std::max(*next, now);
  return next;
}

}  // namespace countersign::flow
