#include <functional>

#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

struct Row {
  const char* screen;
  int idle_s;
  std::function<void(Kiosk&)> enter;
};

void to_training(Kiosk& kiosk) { kiosk.sign_in(); }
void to_reading(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
}
void to_quiz(Kiosk& kiosk) {
  to_reading(kiosk);
  kiosk.read_module();
}
void to_sign(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.pass_everything();
}
void to_decline(Kiosk& kiosk) {
  to_sign(kiosk);
  kiosk.post(DeclinePressed{});
}

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"badge", 60, [](Kiosk& kiosk) { kiosk.post(StartPressed{}); }},
      {"pin", 60, [](Kiosk& kiosk) { kiosk.post(BadgeRead{badge_of_sam}); }},
      {"ask", 60, [](Kiosk& kiosk) { kiosk.post(AskPressed{}); }},
      {"call", 60, [](Kiosk& kiosk) { kiosk.post(CallPressed{}); }},
      {"leave_kiosk", 60, [](Kiosk& kiosk) { kiosk.post(CornerHeld{}); }},
      {"training", 60, to_training},
      {"reading", 120, to_reading},
      {"quiz", 120, to_quiz},
      {"sign", 180, to_sign},
      {"decline", 180, to_decline},
  };
  return all;
}

}  // namespace

TEST_CASE("each class of screen waits its own time, counts thirty seconds one by one, and is wiped") {
  for (const Row& row : rows()) {
    CAPTURE(std::string(row.screen));
    Disk disk;
    Kiosk kiosk(disk);
    row.enter(kiosk);
    REQUIRE(screen_name(kiosk.state.screen) == row.screen);
    kiosk.wait(milliseconds{row.idle_s * 1000 - 1});
    CHECK(kiosk.overlay<NoOverlay>());
    kiosk.wait(milliseconds{1});
    for (int left = 30; left >= 1; --left) {
      REQUIRE(kiosk.overlay<InactivityDialog>());
      CHECK(kiosk.overlay<InactivityDialog>()->seconds_left == left);
      kiosk.wait(milliseconds{999});
      REQUIRE(kiosk.overlay<InactivityDialog>());
      CHECK(kiosk.overlay<InactivityDialog>()->seconds_left == left);
      kiosk.wait(milliseconds{1});
    }
    check_nothing_personal(kiosk.state, kiosk.world);
  }
}

TEST_CASE("the count-down wakes the terminal once a second, when its number changes") {
  Disk disk;
  Kiosk kiosk(disk);
  to_reading(kiosk);
  kiosk.wait(milliseconds{120'000});
  for (int left = 30; left >= 1; --left) {
    REQUIRE(kiosk.overlay<InactivityDialog>());
    CHECK(kiosk.overlay<InactivityDialog>()->seconds_left == left);
    const auto due = next_deadline(kiosk.world, kiosk.state, kiosk.now.instant);
    REQUIRE(due);
    CHECK((*due - kiosk.now.instant).count() == 1000);
    kiosk.wait(milliseconds{1000});
  }
  CHECK(kiosk.shows<AttractScreen>());
}

TEST_CASE("Yes gives the whole time again, as often as one likes") {
  Disk disk;
  Kiosk kiosk(disk);
  to_reading(kiosk);
  for (int again = 0; again < 5; ++again) {
    kiosk.wait(milliseconds{149'000});
    REQUIRE(kiosk.overlay<InactivityDialog>());
    kiosk.post(StillHere{});
    CHECK(kiosk.overlay<NoOverlay>());
  }
  CHECK(kiosk.shows<ReadingScreen>());
}

TEST_CASE("beside the dialog nothing counts, the Back key is a Yes, and No closes the session") {
  Disk disk;
  Kiosk kiosk(disk);
  to_reading(kiosk);
  kiosk.wait(milliseconds{125'000});
  for (const Event& event : {Event{Touched{}}, Event{PrimaryPressed{}}, Event{AskAboutCard{}}, Event{OpenHelp{}}}) {
    kiosk.post(event);
    CHECK(kiosk.overlay<InactivityDialog>()->seconds_left == 25);
    CHECK(kiosk.screen<ReadingScreen>().card == 0);
  }
  kiosk.post(BackPressed{});
  CHECK(kiosk.overlay<NoOverlay>());
  CHECK(kiosk.screen<ReadingScreen>().card == 0);
  kiosk.wait(milliseconds{125'000});
  kiosk.post(LeaveConfirmed{});
  check_nothing_personal(kiosk.state, kiosk.world);
}

TEST_CASE("any touch puts inactivity off") {
  Disk disk;
  Kiosk kiosk(disk);
  to_training(kiosk);
  for (int minute = 0; minute < 20; ++minute) {
    kiosk.wait(milliseconds{59'999});
    kiosk.post(Touched{});
  }
  CHECK(kiosk.shows<TrainingScreen>());
  CHECK(kiosk.overlay<NoOverlay>());
}

TEST_CASE("the place is saved before the dialog says so, and again at the end") {
  Disk disk;
  Kiosk kiosk(disk);
  to_quiz(kiosk);
  kiosk.post(ChoicePressed{{"c"}});
  const auto saves = kiosk.all<SaveProgress>().size();
  kiosk.wait(milliseconds{120'000});
  CHECK(kiosk.all<SaveProgress>().size() == saves + 1);
  kiosk.wait(milliseconds{30'000});
  CHECK(kiosk.shows<AttractScreen>());
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen == std::vector<ChoiceId>{{"c"}});
}

TEST_CASE("who wakes a terminal that slept does not find the person before") {
  Disk disk;
  Kiosk kiosk(disk);
  to_reading(kiosk);
  kiosk.now.instant = kiosk.now.instant + milliseconds{8 * 3'600'000};  // no Tick came
  kiosk.post(PrimaryPressed{});
  check_nothing_personal(kiosk.state, kiosk.world);

  to_reading(kiosk);
  kiosk.now.instant = kiosk.now.instant + milliseconds{8 * 3'600'000};
  kiosk.post(BadgeRead{badge_of_ines});
  CHECK(kiosk.screen<PinScreen>().badge == badge_of_ines);
  CHECK_FALSE(kiosk.state.session);
}

TEST_CASE("what was chosen on the first screen does not stay for the next person") {
  Disk disk;
  Kiosk kiosk(disk);
  CHECK_FALSE(next_deadline(kiosk.world, kiosk.state, kiosk.now.instant));  // nothing to wake for
  const Preferences usual = kiosk.state.preferences;
  kiosk.post(LanguageChosen{Language{"fr"}});
  kiosk.post(TextScaleChosen{200});
  kiosk.wait(milliseconds{59'999});
  CHECK(kiosk.state.preferences.language.value == "fr");
  CHECK(kiosk.state.preferences.text_scale == 200);
  kiosk.wait(milliseconds{1});
  CHECK(kiosk.shows<AttractScreen>());
  CHECK(kiosk.overlay<NoOverlay>());  // nobody is asked
  CHECK(kiosk.state.preferences == usual);
  CHECK_FALSE(next_deadline(kiosk.world, kiosk.state, kiosk.now.instant));

  kiosk.post(LanguageChosen{Language{"fr"}});
  kiosk.sign_in();
  CHECK(kiosk.state.preferences.language.value == "fr");  // who chose and went on keeps it
}

TEST_CASE("leaving asks, keeps the place and wipes") {
  Disk disk;
  Kiosk kiosk(disk);
  to_reading(kiosk);
  kiosk.post(PrimaryPressed{});
  kiosk.post(LeavePressed{});
  CHECK(kiosk.overlay<LeaveDialog>());
  kiosk.post(CloseOverlay{});
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
  kiosk.post(LeavePressed{});
  kiosk.post(LeaveConfirmed{});
  check_nothing_personal(kiosk.state, kiosk.world);
  to_reading(kiosk);
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
}

}  // namespace countersign::flow::test
