// What holds on every screen: overlays, preferences, leaving, faults; then the screen's own rules.

#include "kiosk/flow/update.hpp"

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

template <class T>
bool shows(const State& state) {
  return std::holds_alternative<T>(state.screen);
}

bool has_overlay(const State& state) { return !std::holds_alternative<NoOverlay>(state.overlay); }
bool asks_for_life(const State& state) { return std::holds_alternative<InactivityDialog>(state.overlay); }

// False for what effects answer and for what the shell's own watches say.
bool by_person(const Event& event) {
  return std::visit(Match{[](const Tick&) { return false; }, [](const SignInAnswered&) { return false; },
                          [](const PinSetAnswered&) { return false; }, [](const Saved&) { return false; },
                          [](const SaveFailed&) { return false; }, [](const ProgressSaveFailed&) { return false; },
                          [](const RecordsLoaded&) { return false; }, [](const RecordLoaded&) { return false; },
                          [](const RecordsFailed&) { return false; }, [](const PassphraseAnswered&) { return false; },
                          [](const SeedDrawn&) { return false; }, [](const DiskLow&) { return false; },
                          [](const LedgerFault&) { return false; }, [](const auto&) { return true; }},
                    event);
}

void open_overlay(Turn& turn, const Overlay& overlay) {
  if (!shows<SavingScreen>(turn.state)) turn.state.overlay = overlay;
}

void close_overlay(Turn& turn) { turn.state.overlay = NoOverlay{}; }

void choose_language(Turn& turn, const Language& language) {
  if (language.empty() || language.value.size() > language_bytes_max) return;
  turn.state.preferences.language = language;
  turn.state.language_chosen = true;
  if (turn.state.session) {
    turn.progress().language = language;
    save_place(turn);
  }
  if (std::holds_alternative<LanguageMenu>(turn.state.overlay)) close_overlay(turn);
}

void choose_text_scale(Turn& turn, int text_scale) {
  if (std::ranges::find(text_scales, text_scale) == text_scales.end()) return;
  turn.state.preferences.text_scale = text_scale;
  if (!turn.state.session) return;
  turn.progress().text_scale = text_scale;
  save_place(turn);
}

void leave_pressed(Turn& turn) {
  if (shows<SavingScreen>(turn.state) || shows<AttractScreen>(turn.state) || shows<FaultScreen>(turn.state)) return;
  // After the receipt nothing is left to keep.
  if (!turn.state.session || shows<ReceiptScreen>(turn.state)) return return_to_attract(turn);
  turn.state.overlay = LeaveDialog{};
}

void leave_confirmed(Turn& turn) {
  if (shows<SavingScreen>(turn.state) || shows<AttractScreen>(turn.state) || shows<FaultScreen>(turn.state)) return;
  save_place(turn);
  return_to_attract(turn);
}

void call_pressed(Turn& turn) {
  const bool no_way_back = shows<CallScreen>(turn.state) || shows<SavingScreen>(turn.state) ||
                           shows<ReceiptScreen>(turn.state) || shows<LeaveKioskScreen>(turn.state) ||
                           shows<StaffScreen>(turn.state) || shows<CalibrationScreen>(turn.state) ||
                           shows<FaultScreen>(turn.state);
  if (!no_way_back) go_over(turn, CallScreen{});
}

// The place is not saved: nothing is written any more.
void ledger_fault(Turn& turn, const Problems& problems) {
  wipe(turn, FaultScreen{staff_code(FaultScreen::What::ledger), FaultScreen::What::ledger, problems});
}

void disk_low(Turn& turn, bool low) {
  turn.state.disk_low = low;
  const auto* fault = std::get_if<FaultScreen>(&turn.state.screen);
  if (!low && fault && fault->what == FaultScreen::What::disk) return_to_attract(turn);
}

// True if nothing is left for the screen to do.
bool on_everywhere(Turn& turn, const Event& event) {
  return std::visit(
      Match{
          [&](const Tick&) { return on_tick(turn), true; },
          [&](const Touched&) { return true; },
          [&](const OpenLanguages&) { return open_overlay(turn, LanguageMenu{}), true; },
          [&](const OpenDisplay&) { return open_overlay(turn, DisplayMenu{}), true; },
          [&](const OpenHelp&) { return open_overlay(turn, HelpDialog{}), true; },
          [&](const OpenConsent&) { return open_overlay(turn, ConsentDialog{}), true; },
          [&](const OpenRights&) { return open_overlay(turn, RightsDialog{}), true; },
          [&](const CloseOverlay&) { return close_overlay(turn), true; },
          [&](const StillHere&) { return close_overlay(turn), true; },
          [&](const LanguageChosen& chosen) { return choose_language(turn, chosen.language), true; },
          [&](const TextScaleChosen& chosen) { return choose_text_scale(turn, chosen.text_scale), true; },
          [&](const ThemeChosen& chosen) { return turn.state.preferences.theme = chosen.theme, true; },
          [&](const ReducedMotionChosen& chosen) { return turn.state.preferences.reduced_motion = chosen.reduced, true; },
          [&](const LeavePressed&) { return leave_pressed(turn), true; },
          [&](const LeaveConfirmed&) { return leave_confirmed(turn), true; },
          [&](const CallPressed&) { return call_pressed(turn), true; },
          [&](const CornerHeld&) { return corner_held(turn), true; },
          [&](const BadgeRead& read) { return badge_read(turn, read.badge), true; },
          [&](const BadgeUnreadable&) { return badge_unreadable(turn), true; },
          [&](const ProgressSaveFailed&) {
            if (turn.state.session) show_toast(turn, Toast::What::not_kept);
            return true;
          },
          [&](const DiskLow& low) { return disk_low(turn, low.low), true; },
          [&](const LedgerFault& fault) { return ledger_fault(turn, fault.problems), true; },
          [&](const BackPressed&) { return has_overlay(turn.state) && (close_overlay(turn), true); },
          [&](const PrimaryPressed&) { return has_overlay(turn.state) || !primary_enabled(turn.world, turn.state); },
          [](const auto&) { return false; },
      },
      event);
}

// While "Do you need more time?" is shown only its own two answers, a badge, and the Back key count.
bool reaches_under_dialog(const Event& event) {
  return std::holds_alternative<StillHere>(event) || std::holds_alternative<CloseOverlay>(event) ||
         std::holds_alternative<BackPressed>(event) || std::holds_alternative<LeaveConfirmed>(event) ||
         std::holds_alternative<BadgeRead>(event);
}

void forget_old_notices(Turn& turn) {
  State& state = turn.state;
  if (state.toast && turn.now.instant >= state.toast->until) state.toast.reset();
  const auto end_wait = [&](SignInNotice& notice, Instant until) {
    if (notice == SignInNotice::wait && turn.now.instant >= until) notice = SignInNotice::none;
  };
  std::visit(Match{[&](CodeScreen& screen) { end_wait(screen.notice, screen.wait_until); },
                   [&](NewPinScreen& screen) { end_wait(screen.notice, screen.wait_until); },
                   [&](PinScreen& screen) { end_wait(screen.notice, screen.wait_until); },
                   [&](SignScreen& screen) { end_wait(screen.pin_notice, screen.wait_until); }, [](auto&) {}},
             state.screen);
}

// True if the event may go on. What a person does puts inactivity off, unless it comes too late or beside the dialog.
bool admit(Turn& turn, const Event& event) {
  if (!by_person(event)) return true;
  // A machine that slept missed its Tick: the person before must not be found by the one who wakes it.
  if (session_is_over(turn.world, turn.state, turn.now.instant)) {
    end_idle(turn);
    if (!std::holds_alternative<BadgeRead>(event)) return false;
  }
  if (asks_for_life(turn.state) && !reaches_under_dialog(event)) return false;
  spend(turn);
  turn.state.last_touch = turn.now.instant;
  return true;
}

}  // namespace

Step update(const World& world, State state, const Event& event, Now now) {
  Step step{std::move(state), {}};
  step.state.wall = now.wall;
  step.state.instant = now.instant;
  Turn turn{world, step.state, now, step.effects};
  forget_old_notices(turn);
  if (admit(turn, event) && !on_everywhere(turn, event))
    std::visit([&](auto& screen) { on(turn, screen, event); }, step.state.screen);
  return step;
}

State start(const World& world, Now now) {
  State state;
  state.preferences = world.defaults;
  state.last_touch = now.instant;
  state.wall = now.wall;
  state.instant = now.instant;
  return state;
}

}  // namespace countersign::flow
