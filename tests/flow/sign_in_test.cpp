#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

SignInAnswered refusal(SignInNotice notice, int tries_left = 0, milliseconds wait = milliseconds{0}) {
  SignInAnswered out;
  out.notice = notice;
  out.tries_left = tries_left;
  out.wait = wait;
  return out;
}

// Six digits, answered by hand.
void refuse_pin(Kiosk& kiosk, const SignInAnswered& answer) {
  kiosk.post_only(PinChanged{"111222"});
  kiosk.unanswered.clear();
  kiosk.post(answer);
}

void type_new_pin(Kiosk& kiosk, const std::string& first, const std::string& again) {
  kiosk.type_pin(first);
  kiosk.type_pin(again);
}

void give_code(Kiosk& kiosk, const std::string& code) {
  kiosk.post(StartPressed{});
  kiosk.post(UseCodePressed{});
  kiosk.post(BadgeChanged{badge_of_sam});
  kiosk.post(PrimaryPressed{});
  kiosk.post(CodeChanged{code});
  kiosk.post(PrimaryPressed{});
}

}  // namespace

TEST_CASE("a code may be typed with a hyphen or a space, or neither, and in small letters") {
  for (const std::string code : {"7QF2M-9KD3H", "7qf2m-9kd3h", "7QF2M 9KD3H", "7qf2m9kd3h", " 7qf2m - 9kd3h "}) {
    CAPTURE(code);
    Disk disk;
    Kiosk kiosk(disk);
    give_code(kiosk, code);
    REQUIRE(kiosk.all<CheckCode>().size() == 1);
    CHECK(kiosk.all<CheckCode>().front().code == code);  // what it means is known where it is checked
  }
}

TEST_CASE("badge, then the sixth digit signs in and greets by first name") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  CHECK(kiosk.screen<PinScreen>().badge == badge_of_sam);
  kiosk.post(PinChanged{"48291"});
  CHECK(kiosk.all<CheckPin>().empty());
  kiosk.post_only(PinChanged{pin_of_sam});
  CHECK(kiosk.screen<PinScreen>().busy);
  CHECK_FALSE(kiosk.state.session);
  kiosk.answer_all();
  CHECK(kiosk.shows<TrainingScreen>());
  CHECK(kiosk.state.session->first_name == "Sam");
  REQUIRE(kiosk.state.toast);
  CHECK(kiosk.state.toast->what == Toast::What::hello);
  kiosk.wait(milliseconds{3999});
  CHECK(kiosk.state.toast);
  kiosk.wait(milliseconds{1});
  CHECK_FALSE(kiosk.state.toast);
}

TEST_CASE("a badge can be typed instead of read") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(StartPressed{});
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(BadgeChanged{"44x17"});
  CHECK(kiosk.screen<BadgeScreen>().digits == "4417");
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("a badge that cannot be read says so, on Attract too") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeUnreadable{});
  CHECK(kiosk.screen<BadgeScreen>().notice == SignInNotice::cannot_read);
  for (const std::string& bad : {std::string(), std::string(33, '1'), std::string("44 17"), std::string("4\n")}) {
    kiosk.post(BadgeChanged{""});
    kiosk.post(BadgeRead{bad});
    CHECK(kiosk.screen<BadgeScreen>().notice == SignInNotice::cannot_read);
  }
}

TEST_CASE("wrong PINs count down, then make one wait, then only HR helps") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  for (const int tries_left : {4, 3, 2, 1}) {
    refuse_pin(kiosk, refusal(SignInNotice::wrong, tries_left));
    CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::wrong);
    CHECK(kiosk.screen<PinScreen>().tries_left == tries_left);
    CHECK(kiosk.screen<PinScreen>().pin.empty());
  }
  for (const int seconds : {30, 60, 120, 240, 480, 900}) {
    const milliseconds wait{seconds * 1000};
    refuse_pin(kiosk, refusal(SignInNotice::wait, 0, wait));
    CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::wait);
    const auto asked = kiosk.all<CheckPin>().size();
    for (milliseconds passed{0}; passed + milliseconds{10'000} < wait; passed += milliseconds{10'000}) {
      kiosk.wait(milliseconds{10'000});
      kiosk.post(PinChanged{pin_of_sam});  // the keys are off
      CHECK(kiosk.screen<PinScreen>().pin.empty());
    }
    CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::wait);
    CHECK(kiosk.all<CheckPin>().size() == asked);
    kiosk.wait(milliseconds{10'000});
    CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::none);
  }
  refuse_pin(kiosk, refusal(SignInNotice::blocked));
  CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::blocked);
  kiosk.post(PinChanged{pin_of_sam});
  CHECK_FALSE(kiosk.state.session);
  kiosk.post(UseCodePressed{});
  CHECK(kiosk.screen<CodeScreen>().badge_done);
}

TEST_CASE("the end of a delay is a deadline") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  refuse_pin(kiosk, refusal(SignInNotice::wait, 0, milliseconds{30'000}));
  CHECK(next_deadline(kiosk.world, kiosk.state, kiosk.now.instant) == kiosk.now.instant + milliseconds{30'000});
}

TEST_CASE("an unknown badge looks exactly like a wrong PIN") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in("999999", "482913");
  const PinScreen unknown = kiosk.screen<PinScreen>();
  kiosk.post(NotMyBadge{});
  kiosk.sign_in(badge_of_sam, "000111");
  const PinScreen wrong = kiosk.screen<PinScreen>();
  CHECK(unknown.notice == wrong.notice);
  CHECK(unknown.tries_left == wrong.tries_left);
  CHECK(wrong.notice == SignInNotice::wrong);
}

TEST_CASE("a forgotten PIN is HR's to renew, and typing goes on") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  kiosk.post(ForgotPin{});
  CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::forgotten);
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("a late answer never reaches the next person") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  kiosk.post_only(PinChanged{pin_of_sam});
  const Effect check_of_sam = kiosk.unanswered.front();
  kiosk.unanswered.clear();
  kiosk.post(NotMyBadge{});
  kiosk.post(BadgeRead{badge_of_ines});
  kiosk.post_only(PinChanged{"000111"});
  SignInAnswered late = signed_in_as(1, disk, kiosk.pack, kiosk.quizzes);
  late.request = std::get<CheckPin>(check_of_sam).request;
  kiosk.post_only(late);
  CHECK_FALSE(kiosk.state.session);
  CHECK(kiosk.screen<PinScreen>().busy);
  kiosk.answer_all();
  CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::wrong);
}

TEST_CASE("the first time: badge, code, a PIN typed twice, signed in") {
  Disk disk;
  Kiosk kiosk(disk);
  give_code(kiosk, "7QF2M-9KD3H");
  CHECK(kiosk.screen<NewPinScreen>().first_time);
  CHECK_FALSE(kiosk.state.session);
  kiosk.type_pin("482913");
  CHECK(kiosk.screen<NewPinScreen>().step == NewPinScreen::Step::again);
  kiosk.type_pin("482913");
  CHECK(kiosk.shows<TrainingScreen>());
  const auto set = kiosk.all<SetPin>().back();
  CHECK(set.pin == "482913");
  CHECK(set.person == person_id(1));
  CHECK(set.first_time);
}

TEST_CASE("a wrong code is cleared and can be typed again") {
  Disk disk;
  Kiosk kiosk(disk);
  give_code(kiosk, "AAAAA-AAAAA");
  CHECK(kiosk.screen<CodeScreen>().notice == SignInNotice::wrong);
  CHECK(kiosk.screen<CodeScreen>().tries_left == 4);
  CHECK(kiosk.screen<CodeScreen>().code.empty());
  kiosk.post(CodeChanged{"7QF2M-9KD3H"});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<NewPinScreen>());
}

TEST_CASE("a code is sent only when all ten characters are there") {
  Disk disk;
  Kiosk kiosk(disk);
  for (const char* code : {"", "7QF2M", "7QF2M-9KD3", "7QF2M-9KD3HH"}) {
    give_code(kiosk, code);
    CHECK(kiosk.all<CheckCode>().empty());
    kiosk.post(LeavePressed{});
  }
}

TEST_CASE("PINs that are too simple, not the same, or refused by the roster are chosen anew") {
  struct Row {
    const char* first;
    const char* again;
    PinFault fault;
  };
  for (const Row& row : {Row{"123456", "", PinFault::too_simple}, Row{"654321", "", PinFault::too_simple},
                         Row{"777777", "", PinFault::too_simple}, Row{"482913", "482914", PinFault::not_the_same}}) {
    Disk disk;
    Kiosk kiosk(disk);
    give_code(kiosk, "7QF2M-9KD3H");
    type_new_pin(kiosk, row.first, row.again);
    CHECK(kiosk.screen<NewPinScreen>().fault == row.fault);
    CHECK(kiosk.screen<NewPinScreen>().step == NewPinScreen::Step::first);
    CHECK(kiosk.screen<NewPinScreen>().first.empty());
    CHECK(kiosk.all<SetPin>().empty());
    type_new_pin(kiosk, "482913", "482913");
    CHECK(kiosk.shows<TrainingScreen>());
  }
}

TEST_CASE("a PIN that the roster refuses, or the disk, leaves nobody signed in") {
  for (const bool failed : {false, true}) {
    Disk disk;
    Kiosk kiosk(disk);
    give_code(kiosk, "7QF2M-9KD3H");
    kiosk.type_pin("240688");
    kiosk.post_only(PinChanged{"240688"});
    kiosk.unanswered.clear();
    PinSetAnswered answer;
    answer.failed = failed;
    answer.fault = failed ? PinFault::none : PinFault::is_a_date_of_yours;
    kiosk.post(answer);
    CHECK(kiosk.screen<NewPinScreen>().failed == failed);
    CHECK(kiosk.screen<NewPinScreen>().fault == answer.fault);
    CHECK_FALSE(kiosk.state.session);
    type_new_pin(kiosk, "482913", "482913");
    CHECK(kiosk.state.session);
  }
}

TEST_CASE("another badge ends the session and keeps the place; the same one does nothing") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.post(PrimaryPressed{});
  kiosk.post(BadgeRead{badge_of_sam});
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
  kiosk.post(BadgeRead{badge_of_ines});
  CHECK(kiosk.screen<PinScreen>().badge == badge_of_ines);
  CHECK_FALSE(kiosk.state.session);
  kiosk.type_pin(pin_of_ines);
  CHECK(kiosk.state.session->first_name == "Ines");
  CHECK(kiosk.progress().place.card == 0);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
}

TEST_CASE("the language of the roster is taken, but not over one chosen on the screen") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in(badge_of_ines, pin_of_ines);
  CHECK(kiosk.state.preferences.language == Language{"fr"});
  kiosk.post(LeaveConfirmed{});
  kiosk.post(LanguageChosen{{"en"}});
  kiosk.sign_in(badge_of_ines, pin_of_ines);
  CHECK(kiosk.state.preferences.language == Language{"en"});
}

TEST_CASE("language and text size come back with the person, and stay nobody else's") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in(badge_of_ines, pin_of_ines);
  kiosk.post(LanguageChosen{{"en"}});
  kiosk.post(TextScaleChosen{200});
  kiosk.post(LeaveConfirmed{});
  CHECK(kiosk.state.preferences == kiosk.world.defaults);
  kiosk.sign_in();
  CHECK(kiosk.state.preferences.text_scale == 100);
  kiosk.post(LeaveConfirmed{});
  kiosk.sign_in(badge_of_ines, pin_of_ines);
  CHECK(kiosk.state.preferences.language == Language{"en"});
  CHECK(kiosk.state.preferences.text_scale == 200);
}

}  // namespace countersign::flow::test
