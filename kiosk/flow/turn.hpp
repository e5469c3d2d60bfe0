#pragma once
// Inside of kiosk/flow: one event being worked on, and the moves that every screen's rules are made of.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/flow/update.hpp"

namespace countersign::flow {

// One table of event handlers: `std::visit(Match{[](const BackPressed&) {...}, ..., [](const auto&) {}}, event)`.
template <class... Handlers>
struct Match : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Match(Handlers...) -> Match<Handlers...>;

struct Turn {
  const World& world;
  State& state;
  Now now;
  std::vector<Effect>& effects;

  const content::Pack& pack() const { return *world.pack; }
  Progress& progress() { return state.session->progress; }
};

void emit(Turn& turn, Effect effect);
// An effect that a screen waits for: takes the next number, and only its own answer will do.
template <class T>
void request(Turn& turn, T effect) {
  effect.request = ++turn.state.request;
  emit(turn, std::move(effect));
}
bool is_latest(const State& state, unsigned answered_request);

// --- moving. Each replaces state.screen: references into the old screen are dead afterwards. ---

void go(Turn& turn, Screen screen, int direction = 1);
// To `screen`, whose Back will return to the screen shown now.
void go_over(Turn& turn, Screen screen);
void go_back(Turn& turn);
// Training when somebody is signed in, else Attract.
void go_home(Turn& turn, int direction = -1);
// Ends whatever is there; nothing of the person remains but `next`.
void wipe(Turn& turn, Screen next, int direction = -1);
// Wipes and shows the next line; a kiosk that cannot be used stays on its fault.
void return_to_attract(Turn& turn);

// --- the session ---

void begin_session(Turn& turn, const std::string& badge, const SignInAnswered& answer);
// Adds the time since the last event to the module or the signing that is shown, at most an inactivity's worth.
void spend(Turn& turn);
// Keeps what was put down on the screen but not yet checked or sent, and has it written: never over a place that was lost.
void save_place(Turn& turn);
void show_toast(Turn& turn, Toast::What what);

// --- the rules of the screens, by file ---

// idle.cpp
std::optional<milliseconds> idle_limit(const World& world, const State& state);
bool session_is_over(const World& world, const State& state, Instant now);
void end_idle(Turn& turn);
void on_tick(Turn& turn);

// sign_in.cpp
void badge_read(Turn& turn, const std::string& badge);
void badge_unreadable(Turn& turn);
void begin_sign_in(Turn& turn, Screen screen);
PinScreen pin_screen(const std::string& badge, SignInNotice notice = SignInNotice::none);
CodeScreen code_screen(const std::string& badge, bool badge_done);
// A PIN as typed: digits only, six at most.
std::string pin_of(const std::string& typed);
bool can_submit(const CodeScreen& screen);
bool can_submit(const PinScreen& screen);

// training.cpp
void enter_training(Turn& turn, int direction);  // while the place is lost: to the screen that says so
void land(Turn& turn);                           // Continue: the exact card, question or signature
void finish_module(Turn& turn, const ModuleId& module);

// quiz.cpp
const quiz::Quiz* quiz_of(const World& world, const ModuleId& module);  // nullptr if nothing is asked
void begin_quiz(Turn& turn, const ModuleId& module);
void seed_drawn(Turn& turn, const SeedDrawn& drawn);
void next_question(Turn& turn);
bool may_try(const World& world, const State& state, const ModuleId& module);
bool quiz_can_go_on(const World& world, const State& state, const QuizScreen& screen);

// signing.cpp
void enter_signing(Turn& turn);
SignScreen without_pin(SignScreen screen);

// saving.cpp
records::NewRecord new_record(Turn& turn, records::Facts facts, Json body);
void save_awaited(Turn& turn, records::NewRecord record, std::optional<SignScreen> back_to);
bool has_words(const std::string& text);

// records_screens.cpp
void open_records(Turn& turn);

// staff.cpp
void corner_held(Turn& turn);

// `text` if it is valid, of at most `characters_max` characters and without control characters but line breaks.
std::optional<std::string> accepted_text(const std::string& text, std::size_t characters_max);

void on(Turn& turn, AttractScreen& screen, const Event& event);
void on(Turn& turn, AskScreen& screen, const Event& event);
void on(Turn& turn, CallScreen& screen, const Event& event);
void on(Turn& turn, BadgeScreen& screen, const Event& event);
void on(Turn& turn, CodeScreen& screen, const Event& event);
void on(Turn& turn, NewPinScreen& screen, const Event& event);
void on(Turn& turn, PinScreen& screen, const Event& event);
void on(Turn& turn, LostPlaceScreen& screen, const Event& event);
void on(Turn& turn, TrainingScreen& screen, const Event& event);
void on(Turn& turn, ReadingScreen& screen, const Event& event);
void on(Turn& turn, QuizScreen& screen, const Event& event);
void on(Turn& turn, QuizResultScreen& screen, const Event& event);
void on(Turn& turn, SignScreen& screen, const Event& event);
void on(Turn& turn, DeclineScreen& screen, const Event& event);
void on(Turn& turn, AskFirstScreen& screen, const Event& event);
void on(Turn& turn, SavingScreen& screen, const Event& event);
void on(Turn& turn, NotSavedScreen& screen, const Event& event);
void on(Turn& turn, ReceiptScreen& screen, const Event& event);
void on(Turn& turn, NotedScreen& screen, const Event& event);
void on(Turn& turn, RecordsScreen& screen, const Event& event);
void on(Turn& turn, LeaveKioskScreen& screen, const Event& event);
void on(Turn& turn, StaffScreen& screen, const Event& event);
void on(Turn& turn, CalibrationScreen& screen, const Event& event);
void on(Turn& turn, FaultScreen& screen, const Event& event);

}  // namespace countersign::flow
