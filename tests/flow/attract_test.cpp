#include "tests/flow/support.hpp"

namespace countersign::flow::test {

TEST_CASE("each return to Attract shows the next line, and no time does") {
  Disk disk;
  Kiosk kiosk(disk);
  for (const std::size_t line : {0U, 1U, 2U, 0U}) {
    CHECK(kiosk.screen<AttractScreen>().line == line);
    kiosk.wait(milliseconds{3'600'000});
    CHECK(kiosk.screen<AttractScreen>().line == line);
    kiosk.post(StartPressed{});
    kiosk.post(BackPressed{});
  }
}

TEST_CASE("nothing is due while Attract stands there") {
  Disk disk;
  Kiosk kiosk(disk);
  CHECK_FALSE(next_deadline(kiosk.world, kiosk.state, kiosk.now.instant));
}

TEST_CASE("a choice of language on Attract lasts through signing in and ends at the next return") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(LanguageChosen{{"fr"}});
  kiosk.post(TextScaleChosen{160});
  kiosk.post(ThemeChosen{ThemeChoice::high_contrast});
  kiosk.sign_in();
  CHECK(kiosk.state.preferences.language == Language{"fr"});
  CHECK(kiosk.state.preferences.text_scale == 160);
  kiosk.post(LeavePressed{});
  kiosk.post(LeaveConfirmed{});
  CHECK(kiosk.state.preferences == kiosk.world.defaults);
}

TEST_CASE("only the three text sizes can be chosen") {
  Disk disk;
  Kiosk kiosk(disk);
  for (const int scale : {0, 99, 101, 250, -100, 1'000'000}) {
    kiosk.post(TextScaleChosen{scale});
    CHECK(kiosk.state.preferences.text_scale == 100);
  }
}

TEST_CASE("the policy can be asked without signing in") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(AskPressed{});
  kiosk.post(QueryChanged{"parcel"});
  REQUIRE(kiosk.screen<AskScreen>().hits.size() == 1);
  kiosk.post(HitOpened{kiosk.screen<AskScreen>().hits.front()});
  REQUIRE(kiosk.screen<AskScreen>().open);
  CHECK(kiosk.screen<AskScreen>().open->module == road);
  kiosk.post(AskAboutCard{});  // needs a person
  CHECK(kiosk.shows<AskScreen>());
  kiosk.post(BackPressed{});
  CHECK_FALSE(kiosk.screen<AskScreen>().open);
  CHECK(kiosk.screen<AskScreen>().query == "parcel");
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<AttractScreen>());
}

TEST_CASE("a query that is too long or no text is not taken") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(AskPressed{});
  kiosk.post(QueryChanged{"film"});
  for (const std::string& bad : {std::string(61, 'a'), std::string("\xC3"), std::string("a\x01b")}) {
    kiosk.post(QueryChanged{bad});
    CHECK(kiosk.screen<AskScreen>().query == "film");
  }
  kiosk.post(HitOpened{{{"no-such-module"}, 0, 1}});
  kiosk.post(HitOpened{{road, 2, 1}});
  CHECK_FALSE(kiosk.screen<AskScreen>().open);
}

TEST_CASE("who to call is one touch away, and back leads to where one was") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(CallPressed{});
  CHECK(kiosk.shows<CallScreen>());
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<AttractScreen>());

  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.post(PrimaryPressed{});
  kiosk.post(OpenHelp{});
  kiosk.post(CallPressed{});
  CHECK(kiosk.shows<CallScreen>());
  CHECK(kiosk.overlay<NoOverlay>());
  kiosk.post(BackPressed{});
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
}

TEST_CASE("no session begins while the disk is nearly full") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(DiskLow{true});
  for (const Event& event : {Event{StartPressed{}}, Event{BadgeRead{badge_of_sam}}}) {
    kiosk.post(event);
    CHECK(kiosk.screen<FaultScreen>().what == FaultScreen::What::disk);
    CHECK(kiosk.screen<FaultScreen>().staff_code == "CS-205");
    kiosk.post(BackPressed{});
    CHECK(kiosk.shows<AttractScreen>());
  }
  kiosk.post(StartPressed{});
  kiosk.post(DiskLow{false});
  CHECK(kiosk.shows<AttractScreen>());
  kiosk.sign_in();
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("a disk that fills between badge and PIN lets no session begin") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  kiosk.post(DiskLow{true});
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<FaultScreen>());
  CHECK_FALSE(kiosk.state.session);
}

TEST_CASE("a ledger that cannot be trusted ends everything, and stays on the screen") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(LedgerFault{{{"ledger.db", 0, "", "leaf 3 does not match", "call IT"}}});
  CHECK(kiosk.screen<FaultScreen>().what == FaultScreen::What::ledger);
  CHECK(kiosk.screen<FaultScreen>().problems.size() == 1);
  CHECK_FALSE(kiosk.state.session);
  for (const Event& event : {Event{BackPressed{}}, Event{PrimaryPressed{}}, Event{StartPressed{}}, Event{BadgeRead{"1"}}}) {
    kiosk.post(event);
    CHECK(kiosk.shows<FaultScreen>());
  }
  kiosk.wait(milliseconds{3'600'000});
  CHECK(kiosk.shows<FaultScreen>());
}

TEST_CASE("staff leave the kiosk by a corner hold and the HR passphrase") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(CornerHeld{});
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(PassphraseChanged{"not the passphrase"});
  kiosk.post_only(PrimaryPressed{});
  CHECK(kiosk.all<CheckPassphrase>().back().passphrase == "not the passphrase");
  CHECK(kiosk.screen<LeaveKioskScreen>().passphrase.empty());
  kiosk.post(PassphraseAnswered{false});
  CHECK(kiosk.screen<LeaveKioskScreen>().wrong);
  kiosk.post(PassphraseChanged{"the passphrase"});
  kiosk.post_only(PrimaryPressed{});
  kiosk.post(PassphraseAnswered{.unreadable = true});
  CHECK(kiosk.screen<LeaveKioskScreen>().unreadable);
  CHECK_FALSE(kiosk.screen<LeaveKioskScreen>().wrong);
  CHECK(kiosk.all<CloseKiosk>().empty());
  kiosk.post(PassphraseChanged{"the passphrase"});
  kiosk.post_only(PrimaryPressed{});
  kiosk.post(PassphraseAnswered{true});
  REQUIRE(kiosk.shows<StaffScreen>());
  CHECK(kiosk.all<CloseKiosk>().empty());
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.all<CloseKiosk>().size() == 1);
}

TEST_CASE("a corner hold does nothing while somebody is signed in") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(CornerHeld{});
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("from a fault, staff can leave, and giving up leads back to the fault") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(LedgerFault{});
  kiosk.post(CornerHeld{});
  CHECK(kiosk.shows<LeaveKioskScreen>());
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<FaultScreen>());
  kiosk.post(CornerHeld{});
  kiosk.wait(milliseconds{100'000});
  CHECK(kiosk.shows<FaultScreen>());
}

TEST_CASE("a fault needs no policy in memory") {
  World world;
  State state = start(world, {});
  state.screen = FaultScreen{staff_code(FaultScreen::What::policy), FaultScreen::What::policy, {}};
  for (const Event& event : {Event{Touched{}}, Event{Tick{}}, Event{BackPressed{}}, Event{PrimaryPressed{}},
                             Event{CornerHeld{}}, Event{BackPressed{}}, Event{LanguageChosen{{"fr"}}}, Event{BadgeRead{"1"}}})
    state = update(world, std::move(state), event, {}).state;
  CHECK(std::holds_alternative<FaultScreen>(state.screen));
}

TEST_CASE("a measured display is kept, and a measure that cannot be is not") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.state.screen = StaffScreen{};
  kiosk.post(CalibratePressed{4.25F});
  CHECK(kiosk.screen<CalibrationScreen>().px_per_mm == 4.25F);
  kiosk.post(CalibrationChanged{5.5F});
  for (const float bad : {0.0F, -3.0F, 1e9F}) kiosk.post(CalibrationChanged{bad});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.all<SaveCalibration>().back().px_per_mm == 5.5F);
  CHECK(kiosk.shows<AttractScreen>());
}

}  // namespace countersign::flow::test
