#pragma once
// A small policy, and a kiosk without window, disk or clock: events in, values out.

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "kiosk/flow/update.hpp"

namespace countersign::flow::test {

inline const ModuleId accounts{"accounts"};  // three cards; a quiz with an item of each kind
inline const ModuleId road{"road"};          // two cards; a quiz of one question in three variants, with a cool-down
inline const ModuleId extra{"extra"};        // one card, not required, nothing asked
inline const ModuleId last{"last"};          // one card, required, nothing asked
inline const std::string badge_of_sam = "4417";
inline const std::string pin_of_sam = "482913";
inline const std::string badge_of_ines = "5520";
inline const std::string pin_of_ines = "719203";

content::Pack small_pack();
quiz::Quizzes small_quizzes();
PersonId person_id(int number);
RecordId record_id(int number);

quiz::Answer right_answer(const quiz::Item& item);
quiz::Answer wrong_answer(const quiz::Item& item);
// Thirty-two points over 40 x 12 mm.
Stroke signature_stroke();

// What stands for the disk: it survives the kiosk, like the real one.
struct Disk {
  std::map<PersonId, std::string> progress;
  std::vector<records::NewRecord> saved;
  std::vector<records::NewRecord> noted;
  std::optional<ErrorCode> save_fault;
};

class Kiosk {
 public:
  explicit Kiosk(Disk& disk);

  // Applies the event, then carries out effects and applies their answers until nothing is left to do.
  void post(const Event& event);
  // The same without answering: the effects wait in `unanswered`.
  void post_only(const Event& event);
  void answer_all();
  // Lets time pass, with a Tick at each deadline, as the shell's loop does.
  void wait(milliseconds time);

  void sign_in(const std::string& badge = badge_of_sam, const std::string& pin = pin_of_sam);
  // Answers the current question on its screen, and checks it.
  void answer_question(bool right);
  void pass_quiz();
  void read_module();  // from its card shown to the end
  void pass_everything();
  void fill_in_signature();  // ticks, consent, a drawn signature
  void type_pin(const std::string& pin) { post(PinChanged{pin}); }

  template <class T>
  bool shows() const {
    return std::holds_alternative<T>(state.screen);
  }
  template <class T>
  const T& screen() const {
    REQUIRE_MESSAGE(shows<T>(), "the kiosk shows " << screen_name(state.screen));
    return std::get<T>(state.screen);
  }
  template <class T>
  const T* overlay() const {
    return std::get_if<T>(&state.overlay);
  }
  // The effects of this kind since the start.
  template <class T>
  std::vector<T> all() const {
    std::vector<T> out;
    for (const Effect& effect : history)
      if (const auto* found = std::get_if<T>(&effect)) out.push_back(*found);
    return out;
  }
  Progress& progress() {
    REQUIRE(state.session);
    return state.session->progress;
  }
  const quiz::Item& item() const { return item_of(world, state, screen<QuizScreen>()); }

  Disk& disk;
  content::Pack pack = small_pack();
  quiz::Quizzes quizzes = small_quizzes();
  World world;
  Now now{Instant{milliseconds{1000}}, WallTime{1'790'000'000'000, 60}};
  State state;
  std::deque<Effect> unanswered;
  std::vector<Effect> history;

 private:
  void apply(const Event& event);
  std::optional<Event> answer(const Effect& effect);
  std::optional<Event> save(const records::NewRecord& record);
  SignInAnswered check(const std::string& badge, const std::string& pin, unsigned request);
  int draws_ = 0;
};

SignInAnswered signed_in_as(int person, const Disk& disk, const content::Pack& pack, const quiz::Quizzes& quizzes);

// Every field is looked at: a new one does not compile here until somebody has thought about it.
void check_nothing_personal(const State& state, const World& world);

}  // namespace countersign::flow::test
