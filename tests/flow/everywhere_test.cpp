// What holds on every screen: a way back, and no event that breaks anything.

#include <functional>
#include <random>

#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

using Chance = std::mt19937_64;

std::size_t below(Chance& chance, std::size_t end) { return end == 0 ? 0 : chance() % end; }

template <class T>
const T& one_of(Chance& chance, const std::vector<T>& values) {
  return values[below(chance, values.size())];
}

// Of one of the questions, or nonsense.
ChoiceId some_choice(Chance& chance) {
  static const std::vector<ChoiceId> ids = {{"a"},      {"b"},      {"c"},        {"true"},     {"false"},
                                            {"threat"}, {"praise"}, {"security"}, {"like"},     {"stop"},
                                            {"share"},  {"down"},   {"leave"},    {"nonsense"}, {}};
  return one_of(chance, ids);
}

using Maker = std::function<Event(const Kiosk&, Chance&)>;

template <class T>
Maker plain() {
  return [](const Kiosk&, Chance&) { return Event{T{}}; };
}

std::string some_text(Chance& chance) {
  static const std::vector<std::string> texts = {"",         " ",     "Why?", "Zoë", std::string(600, 'x'),
                                                 "\xFF\xFE", "a\x02", "film", "李明"};
  return one_of(chance, texts);
}

std::string some_pin(Chance& chance) {
  static const std::vector<std::string> pins = {"",          "4",         "48291",  pin_of_sam, pin_of_sam,   pin_of_sam,
                                                pin_of_ines, pin_of_ines, "123456", "000111",   "99999999999"};
  return one_of(chance, pins);
}

std::vector<Maker> people_makers() {
  return {
      plain<Touched>(),
      plain<BackPressed>(),
      plain<PrimaryPressed>(),
      plain<BadgeUnreadable>(),
      plain<OpenLanguages>(),
      plain<OpenDisplay>(),
      plain<OpenHelp>(),
      plain<OpenConsent>(),
      plain<OpenRights>(),
      plain<CloseOverlay>(),
      plain<LeavePressed>(),
      plain<StillHere>(),
      plain<CornerHeld>(),
      plain<StartPressed>(),
      plain<AskPressed>(),
      plain<CallPressed>(),
      plain<UseCodePressed>(),
      plain<NotMyBadge>(),
      plain<ForgotPin>(),
      plain<ContinuePressed>(),
      plain<PassedToggled>(),
      plain<RecordsPressed>(),
      plain<AskAboutCard>(),
      plain<ShowCardPressed>(),
      plain<NextPressed>(),
      plain<TryAgainPressed>(),
      plain<ReadAgainPressed>(),
      plain<ConsentToggled>(),
      plain<SignatureCleared>(),
      plain<NameFieldPressed>(),
      plain<KeyboardHidden>(),
      plain<AgreeToggled>(),
      plain<DeclinePressed>(),
      plain<AskFirstPressed>(),
      plain<RetryPressed>(),
      plain<SignLaterPressed>(),
      plain<DonePressed>(),
      plain<RecordClosed>(),
      plain<DocumentToggled>(),
      plain<CopyPressed>(),
      plain<ChangePinPressed>(),
      plain<LeaveConfirmed>(),
      [](const Kiosk&, Chance& chance) { return Event{BadgeRead{chance() % 2 == 0 ? badge_of_sam : badge_of_ines}}; },
      [](const Kiosk&, Chance& chance) { return Event{BadgeChanged{some_pin(chance)}}; },
      [](const Kiosk&, Chance& chance) { return Event{CodeChanged{chance() % 2 == 0 ? "7QF2M-9KD3H" : some_text(chance)}}; },
      [](const Kiosk&, Chance& chance) { return Event{LanguageChosen{{chance() % 2 == 0 ? "fr" : "xx"}}}; },
      [](const Kiosk&, Chance& chance) { return Event{TextScaleChosen{static_cast<int>(chance() % 3) * 60 + 100}}; },
      [](const Kiosk&, Chance&) { return Event{ThemeChosen{ThemeChoice::dark}}; },
      [](const Kiosk&, Chance& chance) { return Event{QueryChanged{some_text(chance)}}; },
      [](const Kiosk&, Chance& chance) {
        return Event{HitOpened{{road, below(chance, 4), 1}}};
      },
      [](const Kiosk&, Chance& chance) { return Event{PinChanged{some_pin(chance)}}; },
      [](const Kiosk& kiosk, Chance& chance) { return Event{ModuleOpened{one_of(chance, kiosk.pack.modules).id}}; },
      [](const Kiosk&, Chance& chance) { return Event{FullTextChosen{chance() % 2 == 0}}; },
      [](const Kiosk&, Chance& chance) { return Event{ChoicePressed{some_choice(chance)}}; },
      [](const Kiosk&, Chance& chance) {
        return Event{OrderMoved{below(chance, 4), below(chance, 4)}};
      },
      [](const Kiosk&, Chance& chance) {
        return Event{PairChosen{some_choice(chance), some_choice(chance)}};
      },
      [](const Kiosk&, Chance& chance) { return Event{StatementToggled{below(chance, 3)}}; },
      [](const Kiosk&, Chance& chance) { return Event{MethodChosen{static_cast<records::SignatureMethod>(chance() % 4)}}; },
      [](const Kiosk&, Chance&) { return Event{StrokeDrawn{signature_stroke()}}; },
      [](const Kiosk&, Chance& chance) { return Event{NameTyped{some_text(chance)}}; },
      [](const Kiosk&, Chance& chance) { return Event{TextChanged{some_text(chance)}}; },
      [](const Kiosk&, Chance& chance) { return Event{RecordOpened{record_id(static_cast<int>(chance() % 3))}}; },
      [](const Kiosk&, Chance& chance) { return Event{PassphraseChanged{some_text(chance)}}; },
      [](const Kiosk&, Chance& chance) { return Event{CalibratePressed{static_cast<float>(chance() % 100)}}; },
      [](const Kiosk&, Chance& chance) { return Event{CalibrationChanged{static_cast<float>(chance() % 100)}}; },
  };
}

std::vector<Maker> answer_makers() {
  return {
      plain<Tick>(),
      plain<Saved>(),
      plain<SaveFailed>(),
      plain<ProgressSaveFailed>(),
      plain<RecordsFailed>(),
      plain<PassphraseAnswered>(),
      [](const Kiosk&, Chance& chance) { return Event{DiskLow{chance() % 4 == 0}}; },
      [](const Kiosk&, Chance& chance) {
        SignInAnswered refused;
        refused.notice = static_cast<SignInNotice>(1 + chance() % 5);
        refused.wait = milliseconds{30'000};
        return Event{refused};
      },
      [](const Kiosk&, Chance& chance) {
        PinSetAnswered refused;
        refused.failed = chance() % 2 == 0;
        refused.fault = PinFault::is_a_date_of_yours;
        return Event{refused};
      },
      [](const Kiosk& kiosk, Chance& chance) {
        return Event{SeedDrawn{chance(), record_id(77), one_of(chance, kiosk.pack.modules).id}};
      },
      [](const Kiosk&, Chance&) {
        std::vector<RecordRow> rows(2);
        rows[1].id = record_id(1);
        return Event{RecordsLoaded{rows}};
      },
      plain<RecordLoaded>(),
  };
}

bool has_no_words(const State& state) {
  const auto* decline = std::get_if<DeclineScreen>(&state.screen);
  const auto* ask = std::get_if<AskFirstScreen>(&state.screen);
  return (decline && decline->reason.empty()) || (ask && ask->question.empty());
}

// The way forward, so that chance also gets to where the training ends.
void go_forward(Kiosk& kiosk, Chance& chance) {
  if (has_no_words(kiosk.state))
    kiosk.post(TextChanged{"Why?"});
  else if (kiosk.shows<SignScreen>() && chance() % 3 == 0)
    kiosk.post(chance() % 2 == 0 ? Event{DeclinePressed{}} : Event{AskFirstPressed{}});
  else if (kiosk.shows<AttractScreen>())
    kiosk.sign_in(chance() % 2 == 0 ? badge_of_sam : badge_of_ines, pin_of_sam);
  else if (kiosk.shows<QuizScreen>() && !kiosk.screen<QuizScreen>().checked && kiosk.overlay<NoOverlay>() &&
           kiosk.screen<QuizScreen>().answer == quiz::Answer{})
    kiosk.answer_question(chance() % 4 != 0);
  else if (const auto* sign = std::get_if<SignScreen>(&kiosk.state.screen); sign && !sign->asking_pin && sign->strokes.empty())
    kiosk.fill_in_signature();
  else if (kiosk.shows<SignScreen>() || kiosk.shows<PinScreen>()) {
    kiosk.post(PrimaryPressed{});
    kiosk.type_pin(pin_of_sam);
  } else
    kiosk.post(PrimaryPressed{});
}

bool is_before_sign_in(const State& state) {
  return std::holds_alternative<AttractScreen>(state.screen) || std::holds_alternative<BadgeScreen>(state.screen) ||
         std::holds_alternative<CodeScreen>(state.screen) || std::holds_alternative<PinScreen>(state.screen) ||
         std::holds_alternative<LeaveKioskScreen>(state.screen) || std::holds_alternative<StaffScreen>(state.screen) ||
         std::holds_alternative<FaultScreen>(state.screen);
}

bool is_open_to_all(const State& state) {
  return std::holds_alternative<AskScreen>(state.screen) || std::holds_alternative<CallScreen>(state.screen) ||
         std::holds_alternative<NewPinScreen>(state.screen) || std::holds_alternative<CalibrationScreen>(state.screen);
}

void check_invariants(const Kiosk& kiosk) {
  const State& state = kiosk.state;
  if (is_before_sign_in(state))
    REQUIRE_FALSE(state.session);
  else if (!is_open_to_all(state))
    REQUIRE(state.session);
  // Whoever typed the PIN is whose session it is.
  if (state.session) REQUIRE((state.session->badge == badge_of_sam) == (state.session->person == person_id(1)));
  REQUIRE(state.before.size() <= 8);
  if (kiosk.shows<AttractScreen>()) REQUIRE(state.before.empty());
  if (kiosk.shows<SignScreen>()) {
    REQUIRE(may_sign(kiosk.pack, state.session->progress));
    REQUIRE_FALSE(state.session->progress.signed_off);
  }
  if (kiosk.shows<QuizScreen>()) REQUIRE(state.session->progress.attempt->module == kiosk.screen<QuizScreen>().module);
  const auto due = next_deadline(kiosk.world, state, kiosk.now.instant);
  if (due) REQUIRE(*due >= kiosk.now.instant);
  primary_enabled(kiosk.world, state);
}

void check_effects(const Kiosk& kiosk, std::size_t from) {
  for (std::size_t i = from; i < kiosk.history.size(); ++i) {
    if (const auto* save = std::get_if<SaveRecord>(&kiosk.history[i])) REQUIRE(save->record.id != RecordId{});
    if (const auto* progress = std::get_if<SaveProgress>(&kiosk.history[i]))
      REQUIRE(progress_from_json(Json::parse(progress->bytes), kiosk.pack, kiosk.quizzes));
  }
}

struct Way {
  const char* name;
  std::function<void(Kiosk&)> enter;
};

void reach_receipt(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
}

std::vector<Way> ways() {
  const auto training = [](Kiosk& kiosk) { kiosk.sign_in(); };
  const auto reading = [](Kiosk& kiosk) {
    kiosk.sign_in();
    kiosk.post(ContinuePressed{});
  };
  const auto quiz = [=](Kiosk& kiosk) {
    reading(kiosk);
    kiosk.read_module();
  };
  const auto result = [=](Kiosk& kiosk) {
    quiz(kiosk);
    kiosk.pass_quiz();
  };
  const auto sign = [](Kiosk& kiosk) {
    kiosk.sign_in();
    kiosk.pass_everything();
  };
  return {
      {"ask", [](Kiosk& kiosk) { kiosk.post(AskPressed{}); }},
      {"call", [](Kiosk& kiosk) { kiosk.post(CallPressed{}); }},
      {"badge", [](Kiosk& kiosk) { kiosk.post(StartPressed{}); }},
      {"code", [](Kiosk& kiosk) { kiosk.post(StartPressed{}), kiosk.post(UseCodePressed{}); }},
      {"new_pin",
       [](Kiosk& kiosk) {
         kiosk.post(StartPressed{}), kiosk.post(UseCodePressed{}), kiosk.post(BadgeRead{badge_of_sam});
         kiosk.post(CodeChanged{"7QF2M-9KD3H"}), kiosk.post(PrimaryPressed{});
       }},
      {"pin", [](Kiosk& kiosk) { kiosk.post(BadgeRead{badge_of_sam}); }},
      {"lost_place", [](Kiosk& kiosk) { kiosk.disk.progress[person_id(1)] = "garbled", kiosk.sign_in(); }},
      {"training", training},
      {"reading", reading},
      {"quiz", quiz},
      {"quiz_result", result},
      {"sign", sign},
      {"decline", [=](Kiosk& kiosk) { sign(kiosk), kiosk.post(DeclinePressed{}); }},
      {"ask_first", [=](Kiosk& kiosk) { sign(kiosk), kiosk.post(AskFirstPressed{}); }},
      {"not_saved", [=](Kiosk& kiosk) { kiosk.disk.save_fault = ErrorCode::io, reach_receipt(kiosk); }},
      {"receipt", reach_receipt},
      {"noted",
       [=](Kiosk& kiosk) {
         sign(kiosk), kiosk.post(AskFirstPressed{}), kiosk.post(TextChanged{"Why?"}), kiosk.post(PrimaryPressed{});
       }},
      {"records", [=](Kiosk& kiosk) { training(kiosk), kiosk.post(RecordsPressed{}); }},
      {"leave_kiosk", [](Kiosk& kiosk) { kiosk.post(CornerHeld{}); }},
      {"staff", [](Kiosk& kiosk) { kiosk.state.screen = StaffScreen{}; }},
      {"calibration", [](Kiosk& kiosk) { kiosk.state.screen = CalibrationScreen{}; }},
      {"fault", [](Kiosk& kiosk) { kiosk.post(DiskLow{true}), kiosk.post(StartPressed{}); }},
  };
}

}  // namespace

TEST_CASE("from every screen Back leads home") {
  for (const Way& way : ways()) {
    CAPTURE(std::string(way.name));
    Disk disk;
    Kiosk kiosk(disk);
    way.enter(kiosk);
    REQUIRE(screen_name(kiosk.state.screen) == way.name);
    int steps = 0;
    const auto at_home = [&] { return kiosk.shows<TrainingScreen>() || kiosk.shows<LostPlaceScreen>(); };
    while (!kiosk.shows<AttractScreen>() && !at_home() && steps++ < 10) {
      const auto serial = kiosk.state.screen_serial;
      kiosk.post(BackPressed{});
      CHECK(kiosk.state.screen_serial > serial);
    }
    CHECK(steps <= 10);
    if (!at_home()) continue;
    kiosk.post(BackPressed{});
    CHECK(kiosk.overlay<LeaveDialog>());
  }
}

TEST_CASE("every screen can be left by its person, and then holds nothing of them") {
  for (const Way& way : ways()) {
    CAPTURE(std::string(way.name));
    Disk disk;
    Kiosk kiosk(disk);
    way.enter(kiosk);
    if (kiosk.shows<FaultScreen>()) continue;  // nobody's
    kiosk.post(LeaveConfirmed{});
    check_nothing_personal(kiosk.state, kiosk.world);
  }
}

TEST_CASE("preferences change on every screen and nothing else does") {
  for (const Way& way : ways()) {
    CAPTURE(std::string(way.name));
    Disk disk;
    Kiosk kiosk(disk);
    way.enter(kiosk);
    const auto serial = kiosk.state.screen_serial;
    // The person's own choices are saved with their place, and that is all.
    const auto effects_but_saves = [&] { return kiosk.history.size() - kiosk.all<SaveProgress>().size(); };
    const auto effects = effects_but_saves();
    for (const Event& event :
         {Event{OpenLanguages{}}, Event{LanguageChosen{{"fr"}}}, Event{OpenDisplay{}}, Event{TextScaleChosen{200}},
          Event{ThemeChosen{ThemeChoice::dark}}, Event{ReducedMotionChosen{true}}, Event{CloseOverlay{}}})
      kiosk.post(event);
    CHECK(kiosk.state.preferences == Preferences{{"fr"}, 200, ThemeChoice::dark, true});
    CHECK(screen_name(kiosk.state.screen) == way.name);
    CHECK(kiosk.state.screen_serial == serial);
    CHECK(effects_but_saves() == effects);
    CHECK(kiosk.overlay<NoOverlay>());
  }
}

TEST_CASE("no row of events breaks anything: 20,000 by chance, on all screens") {
  Chance chance(20261123);
  const auto by_people = people_makers();
  const auto answers = answer_makers();
  std::set<std::string> visited;
  Disk disk;
  auto kiosk = std::make_unique<Kiosk>(disk);
  for (int step = 0; step < 20'000; ++step) {
    const auto before = screen_name(kiosk->state.screen);
    const std::size_t effects = kiosk->history.size();
    const std::size_t saved = disk.saved.size();
    disk.save_fault = chance() % 4 == 0 ? std::optional(ErrorCode::io) : std::nullopt;
    const auto dice = chance() % 100;
    if (dice < 45)
      go_forward(*kiosk, chance);
    else if (dice < 80)
      kiosk->post(one_of(chance, by_people)(*kiosk, chance));
    else if (dice < 90)
      kiosk->post_only(one_of(chance, by_people)(*kiosk, chance));
    else if (dice < 97)
      kiosk->post(one_of(chance, answers)(*kiosk, chance));
    else
      kiosk->wait(milliseconds{static_cast<std::int64_t>(chance() % 200'000)});
    check_invariants(*kiosk);
    check_effects(*kiosk, effects);
    const auto after = screen_name(kiosk->state.screen);
    visited.insert(after);
    if (after == "receipt" && before != "receipt") REQUIRE(disk.saved.size() > saved);
    // Once in a while a new terminal, and everybody's training from the start.
    if (step % 500 == 499) {
      if (step % 2000 == 1999) disk = Disk{};
      kiosk = std::make_unique<Kiosk>(disk);
    }
  }
  // Saving is over before an event is through, calibration is begun by the shell.
  CHECK(visited.size() >= 19);
  for (const char* name : {"receipt", "not_saved", "noted", "sign", "decline", "quiz", "quiz_result", "records", "new_pin"})
    CHECK_MESSAGE(visited.contains(name), std::string(name));
}

}  // namespace countersign::flow::test
