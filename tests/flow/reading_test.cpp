#include "tests/flow/support.hpp"

namespace countersign::flow::test {

TEST_CASE("Continue lands on the first card, and each next card is saved") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<ReadingScreen>().module == accounts);
  CHECK(kiosk.screen<ReadingScreen>().card == 0);
  const auto saves = kiosk.all<SaveProgress>().size();
  kiosk.post(PrimaryPressed{});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<ReadingScreen>().card == 2);
  CHECK(kiosk.all<SaveProgress>().size() == saves + 2);
}

TEST_CASE("after the power was cut: badge, PIN, Continue, and the same card") {
  Disk disk;
  {
    Kiosk kiosk(disk);
    kiosk.sign_in();
    kiosk.post(ContinuePressed{});
    kiosk.post(FullTextChosen{true});
    kiosk.post(PrimaryPressed{});
    kiosk.post(PrimaryPressed{});
  }
  Kiosk kiosk(disk);
  kiosk.sign_in();
  CHECK(kiosk.shows<TrainingScreen>());
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<ReadingScreen>().module == accounts);
  CHECK(kiosk.screen<ReadingScreen>().card == 2);
  CHECK(kiosk.screen<ReadingScreen>().full);
}

TEST_CASE("back leads card by card to the training") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.post(PrimaryPressed{});
  kiosk.post(BackPressed{});
  CHECK(kiosk.screen<ReadingScreen>().card == 0);
  CHECK(kiosk.state.direction == -1);
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
  CHECK(kiosk.progress().modules.at(accounts).cards_read == 1);
}

TEST_CASE("a module that asks nothing is passed at its end") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ModuleOpened{extra});
  CHECK(kiosk.screen<ReadingScreen>().module == extra);
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.progress().modules.at(extra).passed);
  CHECK(kiosk.screen<ReadingScreen>().module == accounts);
  REQUIRE(disk.noted.size() == 1);
  CHECK(std::get<records::ModuleFinished>(disk.noted.front().facts).module == extra);
}

TEST_CASE("a module that is not required is skipped by Continue and does not keep anyone from signing") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  CHECK(kiosk.shows<SignScreen>());
  CHECK_FALSE(kiosk.progress().modules.at(extra).passed);
}

TEST_CASE("a module not yet reached does not open") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ModuleOpened{road});
  kiosk.post(ModuleOpened{{"no-such-module"}});
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("reading a passed module again records nothing") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.post(BackPressed{});
  const Progress before = kiosk.progress();
  const auto effects = kiosk.history.size();
  kiosk.post(ModuleOpened{accounts});
  CHECK(kiosk.screen<ReadingScreen>().review);
  for (int card = 0; card < 3; ++card) kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
  CHECK(kiosk.progress() == before);
  CHECK(kiosk.history.size() == effects);
}

TEST_CASE("the language changes in the middle of a card, and the card stays") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.post(PrimaryPressed{});
  kiosk.post(OpenLanguages{});
  CHECK(kiosk.overlay<LanguageMenu>());
  kiosk.post(LanguageChosen{{"fr"}});
  CHECK(kiosk.overlay<NoOverlay>());
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
  CHECK(card_of(kiosk.world, kiosk.state, kiosk.screen<ReadingScreen>()).title == "FR Tie");
}

TEST_CASE("a language that the policy lacks shows the source language") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(LanguageChosen{{"eo"}});
  CHECK(pack_text(kiosk.world, kiosk.state).language == Language{"en"});
}

TEST_CASE("the time in a module is counted, and an absence only as far as inactivity allows") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.wait(milliseconds{40'000});  // on the training: no module's
  kiosk.post(ContinuePressed{});
  kiosk.wait(milliseconds{30'700});
  kiosk.post(PrimaryPressed{});
  kiosk.wait(milliseconds{20'700});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.progress().modules.at(accounts).seconds == 51);
  kiosk.wait(milliseconds{1'000'000});
  CHECK(kiosk.shows<AttractScreen>());
  const Json saved = Json::parse(disk.progress.at(person_id(1)));
  CHECK(saved["modules"]["accounts"]["seconds"] == 51 + 120 + 30);
}

TEST_CASE("what is asked from a card names its clause, and leads back to the card") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.post(PrimaryPressed{});
  kiosk.post(AskAboutCard{});
  kiosk.post(TextChanged{"  \n "});
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(TextChanged{"May I?"});
  kiosk.post(TextChanged{std::string(501, 'x')});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<NotedScreen>().what == NotedScreen::What::question);
  REQUIRE(disk.saved.size() == 1);
  const auto& asked = std::get<records::QuestionAsked>(disk.saved.front().facts);
  CHECK(asked.clause == ClauseId{"PA-2"});
  CHECK(asked.module == accounts);
  CHECK(disk.saved.front().body["words"] == "May I?");
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<ReadingScreen>().card == 1);
}

TEST_CASE("a place that could not be saved is said") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.post(ProgressSaveFailed{ErrorCode::disk_full});
  REQUIRE(kiosk.state.toast);
  CHECK(kiosk.state.toast->what == Toast::What::not_kept);
}

}  // namespace countersign::flow::test
