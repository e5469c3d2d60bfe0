// Badge, one-time code, PIN. What is wrong is never said: a badge that does not exist answers like a wrong PIN.

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

constexpr std::size_t code_characters = 10;            // Crockford base 32, without the hyphen
constexpr std::size_t code_characters_typed_max = 16;  // with hyphens and blanks

bool is_badge(const std::string& badge) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !badge.empty() && badge.size() <= badge_digits_max && std::ranges::all_of(badge, digit);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string digits_of(const std::string& typed, std::size_t digits_max) {
  std::string out;
  for (const char c : typed)
    if (is_digit(c) && out.size() < digits_max) out += c;
  return out;
}

bool refuses_badges(const State& state) {
  return std::holds_alternative<SavingScreen>(state.screen) || std::holds_alternative<FaultScreen>(state.screen) ||
         std::holds_alternative<LeaveKioskScreen>(state.screen) || std::holds_alternative<StaffScreen>(state.screen) ||
         std::holds_alternative<CalibrationScreen>(state.screen);
}

// Takes a refusal into the fields that Code, PIN and New PIN screens share.
template <class S>
void refuse(Turn& turn, S& screen, const SignInAnswered& answer) {
  screen.busy = false;
  screen.notice = answer.notice;
  screen.tries_left = answer.tries_left;
  screen.wait_until = turn.now.instant + answer.wait;
}

template <class S>
bool keys_are_off(const S& screen) {
  return screen.busy || screen.notice == SignInNotice::wait || screen.notice == SignInNotice::blocked;
}

void submit_pin(Turn& turn, PinScreen& screen) {
  screen.busy = true;
  screen.notice = SignInNotice::none;
  request(turn, CheckPin{.badge = screen.badge, .pin = screen.pin});
}

void change_pin(Turn& turn, PinScreen& screen, const std::string& typed) {
  if (keys_are_off(screen)) return;
  screen.pin = pin_of(typed);
  if (screen.notice == SignInNotice::forgotten) screen.notice = SignInNotice::none;
  if (screen.pin.size() == pin_digits) submit_pin(turn, screen);
}

// False when the session may not begin: a receipt could not be kept.
bool disk_allows(Turn& turn) {
  if (!turn.state.disk_low) return true;
  wipe(turn, FaultScreen{staff_code(FaultScreen::What::disk), FaultScreen::What::disk, {}}, 1);
  return false;
}

void pin_answered(Turn& turn, PinScreen& screen, const SignInAnswered& answer) {
  if (!screen.busy || !is_latest(turn.state, answer.request)) return;
  screen.pin.clear();
  if (answer.notice != SignInNotice::none) return refuse(turn, screen, answer);
  const std::string badge = screen.badge;
  if (disk_allows(turn)) begin_session(turn, badge, answer);
}

std::size_t code_length(const std::string& typed) {
  return static_cast<std::size_t>(std::ranges::count_if(typed, [](char c) { return c != ' ' && c != '-'; }));
}

void change_code(CodeScreen& screen, const std::string& typed) {
  const auto accepted = accepted_text(typed, code_characters_typed_max);
  if (!keys_are_off(screen) && accepted) screen.code = *accepted;
}

void code_primary(Turn& turn, CodeScreen& screen) {
  if (!screen.badge_done) {
    screen.badge_done = true;
    ++turn.state.screen_serial;
    turn.state.direction = 1;
    return;
  }
  screen.busy = true;
  screen.notice = SignInNotice::none;
  request(turn, CheckCode{.badge = screen.badge, .code = screen.code});
}

void code_back(Turn& turn, CodeScreen& screen) {
  if (!screen.badge_done) return go(turn, BadgeScreen{}, -1);
  go(turn, code_screen(screen.badge, false), -1);
}

void code_answered(Turn& turn, CodeScreen& screen, const SignInAnswered& answer) {
  if (!screen.busy || !is_latest(turn.state, answer.request)) return;
  screen.code.clear();
  if (answer.notice != SignInNotice::none) return refuse(turn, screen, answer);
  NewPinScreen next;
  next.badge = screen.badge;
  next.person = answer.person;
  go(turn, std::move(next));
}

void code_badge(CodeScreen& screen, const std::string& badge) {
  if (screen.badge == badge && screen.badge_done) return;
  screen = code_screen(badge, true);
}

}  // namespace

std::string pin_of(const std::string& typed) { return digits_of(typed, pin_digits); }

PinScreen pin_screen(const std::string& badge, SignInNotice notice) {
  PinScreen screen;
  screen.badge = badge;
  screen.notice = notice;
  return screen;
}

CodeScreen code_screen(const std::string& badge, bool badge_done) {
  CodeScreen screen;
  screen.badge = badge;
  screen.badge_done = badge_done;
  return screen;
}

void begin_sign_in(Turn& turn, Screen screen) {
  if (!disk_allows(turn)) return;
  turn.state.before.clear();
  turn.state.overlay = NoOverlay{};
  go(turn, std::move(screen));
}

void badge_read(Turn& turn, const std::string& badge) {
  State& state = turn.state;
  if (refuses_badges(state)) return;
  if (!is_badge(badge)) return badge_unreadable(turn);
  if (state.session) {
    if (state.session->badge == badge) {
      if (std::holds_alternative<InactivityDialog>(state.overlay)) state.overlay = NoOverlay{};
      return;
    }
    save_place(turn);
    wipe(turn, AttractScreen{}, 1);
    return begin_sign_in(turn, pin_screen(badge));
  }
  if (auto* code = std::get_if<CodeScreen>(&state.screen)) return code_badge(*code, badge);
  if (const auto* pin = std::get_if<PinScreen>(&state.screen); pin && pin->badge == badge) return;
  if (const auto* chosen = std::get_if<NewPinScreen>(&state.screen); chosen && chosen->badge == badge) return;
  begin_sign_in(turn, pin_screen(badge));
}

void badge_unreadable(Turn& turn) {
  if (auto* badge = std::get_if<BadgeScreen>(&turn.state.screen)) badge->notice = SignInNotice::cannot_read;
  auto* code = std::get_if<CodeScreen>(&turn.state.screen);
  if (code && !code->badge_done) code->notice = SignInNotice::cannot_read;
  if (std::holds_alternative<AttractScreen>(turn.state.screen)) begin_sign_in(turn, BadgeScreen{"", SignInNotice::cannot_read});
}

void on(Turn& turn, BadgeScreen& screen, const Event& event) {
  std::visit(Match{[&](const BadgeChanged& changed) {
                     screen.digits = digits_of(changed.digits, badge_digits_max);
                     screen.notice = SignInNotice::none;
                   },
                   [&](const PrimaryPressed&) { go(turn, pin_screen(screen.digits)); },
                   [&](const UseCodePressed&) { go(turn, code_screen(screen.digits, false)); },
                   [&](const BackPressed&) { go_home(turn); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, CodeScreen& screen, const Event& event) {
  std::visit(Match{[&](const BadgeChanged& changed) {
                     if (screen.badge_done) return;
                     screen.badge = digits_of(changed.digits, badge_digits_max);
                     screen.notice = SignInNotice::none;
                   },
                   [&](const CodeChanged& changed) {
                     if (screen.badge_done) change_code(screen, changed.code);
                   },
                   [&](const PrimaryPressed&) { code_primary(turn, screen); },
                   [&](const SignInAnswered& answer) { code_answered(turn, screen, answer); },
                   [&](const NotMyBadge&) { go(turn, CodeScreen{}, -1); }, [&](const BackPressed&) { code_back(turn, screen); },
                   [](const auto&) {}},
             event);
}

void on(Turn& turn, PinScreen& screen, const Event& event) {
  std::visit(Match{[&](const PinChanged& changed) { change_pin(turn, screen, changed.pin); },
                   [&](const PrimaryPressed&) { submit_pin(turn, screen); },
                   [&](const SignInAnswered& answer) { pin_answered(turn, screen, answer); },
                   [&](const ForgotPin&) {
                     if (!keys_are_off(screen)) screen.notice = SignInNotice::forgotten;
                   },
                   [&](const UseCodePressed&) { go(turn, code_screen(screen.badge, true)); },
                   [&](const NotMyBadge&) { go(turn, BadgeScreen{}, -1); },
                   [&](const BackPressed&) { go(turn, BadgeScreen{}, -1); }, [](const auto&) {}},
             event);
}

bool can_submit(const CodeScreen& screen) {
  if (!screen.badge_done) return !screen.badge.empty();
  return !keys_are_off(screen) && code_length(screen.code) == code_characters;
}

bool can_submit(const PinScreen& screen) { return !keys_are_off(screen) && screen.pin.size() == pin_digits; }

}  // namespace countersign::flow
