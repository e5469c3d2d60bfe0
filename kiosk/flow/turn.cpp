#include "kiosk/flow/turn.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace countersign::flow {

namespace {

constexpr milliseconds toast_time{4000};
constexpr int seconds_max = 100'000'000;  // three years on one module: the counter stays there

template <class T>
bool shows(const State& state) {
  return std::holds_alternative<T>(state.screen);
}

// What is waited for is given up with the screen, so that coming back never finds keys that wait for ever.
Screen settled(Screen screen) {
  std::visit(Match{[](CodeScreen& code) { code.busy = false; }, [](NewPinScreen& pin) { pin.busy = false; },
                   [](PinScreen& pin) {
                     pin.busy = false;
                     pin.pin.clear();
                   },
                   [](SignScreen& sign) { sign = without_pin(std::move(sign)); }, [](auto&) {}},
             screen);
  return screen;
}

// The counter that the time on this screen belongs to.
int* counter_of(State& state) {
  if (!state.session) return nullptr;
  auto& progress = state.session->progress;
  const auto of_module = [&](const ModuleId& module) { return &progress.modules.at(module).seconds; };
  if (const auto* reading = std::get_if<ReadingScreen>(&state.screen))
    return reading->review ? nullptr : of_module(reading->module);
  if (const auto* quiz = std::get_if<QuizScreen>(&state.screen)) return of_module(quiz->module);
  if (shows<SignScreen>(state) || shows<DeclineScreen>(state)) return &progress.signing_s;
  return nullptr;
}

void keep_unfinished(State& state) {
  if (!state.session) return;
  if (const auto* sign = std::get_if<SignScreen>(&state.screen)) state.session->signing = without_pin(*sign);
  const auto* quiz = std::get_if<QuizScreen>(&state.screen);
  auto& attempt = state.session->progress.attempt;
  if (quiz && !quiz->checked && attempt && attempt->module == quiz->module)
    attempt->questions.at(attempt->current).answer = quiz->answer;
}

}  // namespace

void emit(Turn& turn, Effect effect) { turn.effects.push_back(std::move(effect)); }

bool is_latest(const State& state, unsigned answered_request) {
  return answered_request == 0 || answered_request == state.request;
}

void go(Turn& turn, Screen screen, int direction) {
  keep_unfinished(turn.state);
  turn.state.screen = std::move(screen);
  turn.state.direction = direction;
  ++turn.state.screen_serial;
  if (!std::holds_alternative<InactivityDialog>(turn.state.overlay)) turn.state.overlay = NoOverlay{};
  if (turn.state.session) turn.state.session->drawing.reset();
}

void go_over(Turn& turn, Screen screen) {
  // Home needs no keeping, and so the pile stays low.
  const bool home = shows<TrainingScreen>(turn.state) || shows<AttractScreen>(turn.state);
  if (!home) turn.state.before.push_back(settled(turn.state.screen));
  go(turn, std::move(screen));
}

void go_back(Turn& turn) {
  if (turn.state.before.empty()) return go_home(turn);
  Screen screen = std::move(turn.state.before.back());
  turn.state.before.pop_back();
  go(turn, std::move(screen), -1);
  // Its answer may have come while it was away.
  if (auto* records = std::get_if<RecordsScreen>(&turn.state.screen); records && records->loading)
    request(turn, LoadRecords{.person = turn.state.session->person});
}

void go_home(Turn& turn, int direction) {
  if (!turn.state.session) return return_to_attract(turn);
  turn.state.before.clear();
  enter_training(turn, direction);
}

void wipe(Turn& turn, Screen next, int direction) {
  State& state = turn.state;
  state.session.reset();
  state.before.clear();
  state.toast.reset();
  state.preferences = turn.world.defaults;
  state.language_chosen = false;
  state.overlay = NoOverlay{};
  emit(turn, ForgetKeys{});
  go(turn, std::move(next), direction);
}

void return_to_attract(Turn& turn) {
  if (!turn.state.before.empty() && std::holds_alternative<FaultScreen>(turn.state.before.front())) {
    Screen fault = turn.state.before.front();
    return wipe(turn, std::move(fault));
  }
  const std::size_t lines = turn.world.pack ? turn.pack().text(turn.world.defaults.language).attract_lines.size() : 0;
  turn.state.attract_line = lines == 0 ? 0 : (turn.state.attract_line + 1) % lines;
  wipe(turn, AttractScreen{turn.state.attract_line});
}

namespace {

// What was just chosen on the display counts most, then what the person chose before, then the roster, then the terminal.
void use_own_preferences(Turn& turn, const SignInAnswered& answer) {
  Preferences& now = turn.state.preferences;
  Progress& progress = turn.progress();
  if (turn.state.language_chosen)
    progress.language = now.language;
  else if (progress.language)
    now.language = *progress.language;
  else if (answer.language)
    now.language = *answer.language;
  if (now.text_scale != turn.world.defaults.text_scale)
    progress.text_scale = now.text_scale;
  else if (progress.text_scale != 0)
    now.text_scale = progress.text_scale;
}

}  // namespace

void begin_session(Turn& turn, const std::string& badge, const SignInAnswered& answer) {
  Session session;
  session.person = answer.person;
  session.badge = badge;
  session.first_name = answer.first_name;
  session.greeting = answer.greeting;
  session.group = answer.group;
  session.site = answer.site;
  session.due = answer.due;
  const bool fits = answer.progress && answer.progress->version == turn.pack().version;
  session.progress = fits ? *answer.progress : start_progress(turn.pack());
  session.place_lost = answer.place_lost;
  session.module_since = turn.now.instant;
  turn.state.session = std::move(session);
  use_own_preferences(turn, answer);
  turn.state.before.clear();
  show_toast(turn, Toast::What::hello);
  enter_training(turn, 1);
}

void spend(Turn& turn) {
  if (!turn.state.session) return;
  Instant& since = turn.state.session->module_since;
  const milliseconds limit = idle_limit(turn.world, turn.state).value_or(turn.world.menu_idle);
  const milliseconds passed = turn.now.instant - since;
  int* counter = counter_of(turn.state);
  if (!counter || passed >= limit) since = turn.now.instant;
  if (!counter) return;
  const auto whole = std::chrono::floor<std::chrono::seconds>(std::clamp(passed, milliseconds{0}, limit));
  *counter = static_cast<int>(std::min<std::int64_t>(*counter + whole.count(), seconds_max));
  if (passed < limit) since = since + whole;  // the rest of a second counts towards the next
}

void save_place(Turn& turn) {
  if (!turn.state.session) return;
  spend(turn);
  keep_unfinished(turn.state);
  if (turn.state.session->place_lost) return;
  emit(turn,
       SaveProgress{turn.state.session->person, to_json(turn.progress()).dump(-1, ' ', false, Json::error_handler_t::replace)});
}

void show_toast(Turn& turn, Toast::What what) { turn.state.toast = Toast{what, turn.now.instant + toast_time}; }

std::optional<std::string> accepted_text(const std::string& text, std::size_t characters_max) {
  const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; };
  if (!is_utf8(text) || std::ranges::any_of(text, is_control)) return std::nullopt;
  if (code_points(text) > characters_max) return std::nullopt;
  return text;
}

}  // namespace countersign::flow
