// The signing screen: statements, consent, a signature in one of three ways, and the PIN once more.

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "content/pack/document.hpp"
#include "kiosk/flow/bodies.hpp"
#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

using records::SignatureMethod;
using Missing = SignScreen::Missing;

// Less is a slip of the finger, not a signature.
constexpr std::size_t points_min = 30;
constexpr float width_min_mm = 20;
constexpr float height_min_mm = 8;
constexpr std::size_t points_max = 20'000;  // minutes of drawing; keeps the record's private part small
constexpr std::size_t name_letters_min = 2;

std::size_t points_in(const std::vector<Stroke>& strokes) {
  std::size_t points = 0;
  for (const Stroke& stroke : strokes) points += stroke.size();
  return points;
}

bool is_drawn_enough(const std::vector<Stroke>& strokes) {
  if (points_in(strokes) < points_min) return false;
  const PenPoint& any = std::ranges::find_if(strokes, [](const Stroke& stroke) { return !stroke.empty(); })->front();
  float left = any.x_mm, right = any.x_mm, top = any.y_mm, bottom = any.y_mm;
  for (const Stroke& stroke : strokes) {
    for (const PenPoint& point : stroke) {
      left = std::min(left, point.x_mm);
      right = std::max(right, point.x_mm);
      top = std::min(top, point.y_mm);
      bottom = std::max(bottom, point.y_mm);
    }
  }
  return right - left >= width_min_mm && bottom - top >= height_min_mm;
}

bool is_name(const std::string& typed) {
  std::string letters = fold_for_search(typed);
  std::erase_if(letters, [](char c) { return c == ' ' || (c >= '0' && c <= '9'); });
  return code_points(letters) >= name_letters_min;
}

Missing missing_signature(const SignScreen& screen) {
  switch (screen.method) {
    case SignatureMethod::drawn:
      if (points_in(screen.strokes) == 0) return Missing::signature;
      return is_drawn_enough(screen.strokes) ? Missing::none : Missing::signature_too_small;
    case SignatureMethod::typed:
      return is_name(screen.typed_name) ? Missing::none : Missing::name;
    case SignatureMethod::tapped:
      return screen.agreed ? Missing::none : Missing::signature;
    case SignatureMethod::paper:
      break;  // HR's, never the kiosk's
  }
  return Missing::signature;
}

Missing first_missing(const SignScreen& screen) {
  if (!std::ranges::all_of(screen.ticks, [](bool tick) { return tick; })) return Missing::statements;
  if (!screen.consent) return Missing::consent;
  return missing_signature(screen);
}

// What was said to be missing follows what the person does; nothing is said before the first press on Sign.
void review_missing(SignScreen& screen) {
  if (screen.missing != Missing::none) screen.missing = first_missing(screen);
}

void add_stroke(SignScreen& screen, const Stroke& stroke) {
  const auto is_real = [](const PenPoint& point) { return std::isfinite(point.x_mm) && std::isfinite(point.y_mm); };
  if (stroke.empty() || !std::ranges::all_of(stroke, is_real)) return;
  if (points_in(screen.strokes) + stroke.size() > points_max) return;
  screen.strokes.push_back(stroke);
}

// The mean over the modules that ask anything.
std::optional<int> mean_score(const World& world, const Progress& progress) {
  int sum = 0, quizzes = 0;
  for (const auto& [module, state] : progress.modules) {
    if (!state.passed || !quiz_of(world, module)) continue;
    sum += state.score_thousandths;
    ++quizzes;
  }
  return quizzes == 0 ? std::nullopt : std::optional(sum / quizzes);
}

int seconds_in_all(const Progress& progress) {
  std::int64_t sum = progress.signing_s;
  for (const auto& [module, state] : progress.modules) sum += state.seconds;
  return static_cast<int>(std::min<std::int64_t>(sum, INT32_MAX));
}

// Only the way that was chosen is kept: what was tried before and left is nobody's business.
records::Signature signature_of(const SignScreen& screen) {
  records::Signature signature;
  signature.method = screen.method;
  if (screen.method == SignatureMethod::typed) signature.typed_name = screen.typed_name;
  if (screen.method == SignatureMethod::drawn) signature.strokes = screen.strokes;
  return signature;
}

records::NewRecord acknowledgement(Turn& turn, const SignScreen& screen) {
  const content::PackText& text = pack_text(turn.world, turn.state);
  records::Acknowledged facts;
  facts.policy = turn.pack().id;
  facts.version = turn.pack().version;
  facts.document_sha256 = text.document_sha256;
  facts.statements_sha256 = sha256(content::statements_section(turn.pack(), text));
  facts.consent_sha256 = sha256(content::consent_section(text));
  facts.statements = turn.pack().statements;  // all of them: with one unticked nobody gets here
  facts.method = screen.method;
  facts.duration_s = seconds_in_all(turn.progress());
  facts.score_thousandths = mean_score(turn.world, turn.progress());
  return new_record(turn, std::move(facts), signature_body(signature_of(screen)));
}

void sign_pressed(Turn& turn, SignScreen& screen) {
  if (screen.asking_pin) return;  // the sixth digit submits
  screen.typing = false;
  screen.missing = first_missing(screen);
  if (screen.missing != Missing::none || !may_sign(turn.pack(), turn.progress())) return;
  screen.asking_pin = true;
  screen.pin.clear();
}

void pin_typed(Turn& turn, SignScreen& screen, const std::string& typed) {
  if (!screen.asking_pin || screen.busy || screen.pin_notice == SignInNotice::wait) return;
  screen.pin = pin_of(typed);
  if (screen.pin.size() != pin_digits) return;
  screen.busy = true;
  screen.pin_notice = SignInNotice::none;
  request(turn, CheckPin{.badge = turn.state.session->badge, .pin = screen.pin});
}

void pin_refused(Turn& turn, SignScreen& screen, const SignInAnswered& answer) {
  if (answer.notice == SignInNotice::blocked) {
    const std::string badge = turn.state.session->badge;
    save_place(turn);
    return wipe(turn, pin_screen(badge, SignInNotice::blocked));
  }
  screen.pin_notice = answer.notice;
  screen.tries_left = answer.tries_left;
  screen.wait_until = turn.now.instant + answer.wait;
}

void pin_answered(Turn& turn, SignScreen& screen, const SignInAnswered& answer) {
  if (!screen.busy || !is_latest(turn.state, answer.request)) return;
  screen.busy = false;
  screen.pin.clear();
  if (answer.notice != SignInNotice::none) return pin_refused(turn, screen, answer);
  // The badge of another person cannot be in a session, but nobody may ever sign for somebody else.
  if (answer.person != turn.state.session->person) {
    screen.pin_notice = SignInNotice::wrong;
    return;
  }
  spend(turn);
  records::NewRecord record = acknowledgement(turn, screen);
  save_awaited(turn, std::move(record), without_pin(screen));
}

void back(Turn& turn, SignScreen& screen) {
  if (screen.asking_pin)
    screen = without_pin(std::move(screen));
  else if (screen.typing)
    screen.typing = false;
  else
    go_home(turn);
}

// With the PIN pad over it, the rest of the screen is out of reach.
void fill_in(Turn& turn, SignScreen& screen, const Event& event) {
  std::visit(Match{[&](const StatementToggled& toggled) {
                     if (toggled.index < screen.ticks.size()) screen.ticks[toggled.index].flip();
                   },
                   [&](const ConsentToggled&) { screen.consent = !screen.consent; },
                   [&](const MethodChosen& chosen) {
                     if (chosen.method == SignatureMethod::paper) return;
                     screen.method = chosen.method;
                     screen.typing = false;
                   },
                   [&](const StrokeDrawn& drawn) { add_stroke(screen, drawn.stroke); },
                   [&](const SignatureCleared&) { screen.strokes.clear(); },
                   [&](const NameTyped& typed) {
                     if (const auto name = accepted_text(typed.name, name_characters_max)) screen.typed_name = *name;
                   },
                   [&](const NameFieldPressed&) { screen.typing = screen.method == SignatureMethod::typed; },
                   [&](const KeyboardHidden&) { screen.typing = false; },
                   [&](const AgreeToggled&) { screen.agreed = !screen.agreed; }, [](const auto&) {}},
             event);
  review_missing(screen);
  if (std::holds_alternative<DeclinePressed>(event)) {
    SignScreen back_to = without_pin(screen);
    go(turn, DeclineScreen{"", std::move(back_to)});
  } else if (std::holds_alternative<AskFirstPressed>(event)) {
    SignScreen back_to = without_pin(screen);
    go_over(turn, AskFirstScreen{.question = "", .back_to = std::move(back_to), .clause = {}});
  }
}

}  // namespace

SignScreen without_pin(SignScreen screen) {
  screen.pin.clear();
  screen.asking_pin = false;
  screen.typing = false;
  screen.busy = false;
  return screen;
}

void enter_signing(Turn& turn) {
  turn.progress().place = Place{Place::Kind::sign, {}, 0};
  SignScreen screen = turn.state.session->signing.value_or(SignScreen{});
  screen.ticks.resize(turn.pack().statements.size(), false);
  go(turn, std::move(screen));
  save_place(turn);
}

void on(Turn& turn, SignScreen& screen, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { sign_pressed(turn, screen); },
                   [&](const PinChanged& changed) { pin_typed(turn, screen, changed.pin); },
                   [&](const ForgotPin&) {
                     if (screen.asking_pin && !screen.busy && screen.pin_notice != SignInNotice::wait)
                       screen.pin_notice = SignInNotice::forgotten;
                   },
                   [&](const SignInAnswered& answer) { pin_answered(turn, screen, answer); },
                   [&](const BackPressed&) { back(turn, screen); },
                   [&](const auto&) {
                     if (!screen.asking_pin) fill_in(turn, screen, event);
                   }},
             event);
}

}  // namespace countersign::flow
