#include <algorithm>

#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

void to_first_quiz(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.read_module();
  REQUIRE(kiosk.shows<QuizScreen>());
}

// To the question of this kind; those before are answered right.
void to_kind(Kiosk& kiosk, quiz::ItemKind kind) {
  to_first_quiz(kiosk);
  while (kiosk.item().kind != kind) {
    kiosk.answer_question(true);
    kiosk.post(PrimaryPressed{});
  }
}

void to_road_quiz(Kiosk& kiosk) {
  to_first_quiz(kiosk);
  kiosk.pass_quiz();
  kiosk.post(PrimaryPressed{});
  kiosk.read_module();
  REQUIRE(kiosk.screen<QuizScreen>().module == road);
}

// One wrong answer, and its sibling wrong too.
void fail_road_quiz(Kiosk& kiosk) {
  while (kiosk.shows<QuizScreen>()) {
    kiosk.answer_question(false);
    kiosk.post(NextPressed{});
  }
  REQUIRE_FALSE(kiosk.screen<QuizResultScreen>().passed);
}

}  // namespace

TEST_CASE("after the last card comes the quiz, with a question of each kind, and passing it leads on") {
  Disk disk;
  Kiosk kiosk(disk);
  to_first_quiz(kiosk);
  std::set<quiz::ItemKind> kinds;
  while (kiosk.shows<QuizScreen>()) {
    kinds.insert(kiosk.item().kind);
    CHECK_FALSE(kiosk.screen<QuizScreen>().checked);
    kiosk.answer_question(true);
    CHECK(kiosk.screen<QuizScreen>().grade.right);
    kiosk.post(PrimaryPressed{});
  }
  CHECK(kinds.size() == 6);
  const auto& result = kiosk.screen<QuizResultScreen>();
  CHECK(result.passed);
  CHECK(result.right == 6);
  CHECK(result.asked == 6);
  REQUIRE(disk.noted.size() == 2);
  const auto& finished = std::get<records::QuizFinished>(disk.noted[0].facts);
  CHECK(finished.module == accounts);
  CHECK(finished.attempt == 1);
  CHECK(finished.score_thousandths == 1000);
  CHECK(finished.passed);
  CHECK(disk.noted[0].body["answers"].size() == 6);
  CHECK(std::get<records::ModuleFinished>(disk.noted[1].facts).module == accounts);
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<ReadingScreen>().module == road);
}

TEST_CASE("nothing can be checked before the answer is complete") {
  Disk disk;
  Kiosk kiosk(disk);
  to_kind(kiosk, quiz::ItemKind::matching);
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(ChoicePressed{{"threat"}});
  CHECK(kiosk.screen<QuizScreen>().picked == ChoiceId{"threat"});
  kiosk.post(ChoicePressed{{"security"}});
  kiosk.post(PrimaryPressed{});
  CHECK_FALSE(kiosk.screen<QuizScreen>().checked);
  kiosk.post(PairChosen{{"praise"}, {"like"}});
  CHECK(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(PairChosen{{"praise"}, {}});
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(PairChosen{{"praise"}, {"security"}});  // takes the target from the other
  CHECK(kiosk.screen<QuizScreen>().answer.pairs.size() == 1);
}

TEST_CASE("several choices go on and off, a single one moves") {
  Disk disk;
  Kiosk kiosk(disk);
  to_kind(kiosk, quiz::ItemKind::multiple);
  kiosk.post(ChoicePressed{{"a"}});
  kiosk.post(ChoicePressed{{"b"}});
  kiosk.post(ChoicePressed{{"a"}});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen == std::vector<ChoiceId>{{"b"}});
  kiosk.post(ChoicePressed{{"no such choice"}});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen.size() == 1);
  kiosk.post(ChoicePressed{{"b"}});
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
}

TEST_CASE("an order is moved within its bounds only") {
  Disk disk;
  Kiosk kiosk(disk);
  to_kind(kiosk, quiz::ItemKind::sequencing);
  const auto shown = kiosk.screen<QuizScreen>().answer.chosen;
  REQUIRE(shown.size() == 3);
  kiosk.post(OrderMoved{3, 0});
  kiosk.post(OrderMoved{0, 7});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen == shown);
  kiosk.post(OrderMoved{0, 2});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen == std::vector<ChoiceId>{shown[1], shown[2], shown[0]});
}

TEST_CASE("a wrong answer shows its card, and the card leads to the next question") {
  for (const Event& back : {Event{BackPressed{}}, Event{PrimaryPressed{}}}) {
    Disk disk;
    Kiosk kiosk(disk);
    to_first_quiz(kiosk);
    kiosk.answer_question(false);
    kiosk.post(PrimaryPressed{});
    const auto& reading = kiosk.screen<ReadingScreen>();
    CHECK(reading.from_quiz);
    CHECK(reading.module == accounts);
    kiosk.post(back);
    CHECK(kiosk.progress().attempt->current == 1);
    CHECK_FALSE(kiosk.screen<QuizScreen>().checked);
  }
}

TEST_CASE("after a wrong answer the next question is allowed at once, and a sibling comes back") {
  Disk disk;
  Kiosk kiosk(disk);
  to_first_quiz(kiosk);
  REQUIRE(kiosk.item().variant_of == "bio");
  kiosk.answer_question(false);
  CHECK(kiosk.progress().attempt->questions.size() == 7);
  kiosk.post(NextPressed{});
  kiosk.pass_quiz();
  CHECK(kiosk.screen<QuizResultScreen>().passed);
  CHECK(kiosk.screen<QuizResultScreen>().asked == 7);
  CHECK(kiosk.screen<QuizResultScreen>().right == 6);
}

TEST_CASE("Next is nothing before the answer is checked") {
  Disk disk;
  Kiosk kiosk(disk);
  to_first_quiz(kiosk);
  kiosk.post(NextPressed{});
  kiosk.post(ShowCardPressed{});
  CHECK(kiosk.progress().attempt->current == 0);
  CHECK(kiosk.shows<QuizScreen>());
}

TEST_CASE("after the power was cut the same question comes back, in the same order") {
  Disk disk;
  std::optional<quiz::Attempt> attempt;
  {
    Kiosk kiosk(disk);
    to_first_quiz(kiosk);
    kiosk.answer_question(true);
    kiosk.post(PrimaryPressed{});
    kiosk.answer_question(false);
    kiosk.post(NextPressed{});
    attempt = kiosk.progress().attempt;
  }
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<QuizScreen>());
  CHECK(kiosk.progress().attempt == attempt);
  CHECK(attempt->current == 2);
}

TEST_CASE("after the power was cut a checked question shows its feedback again, and counts once") {
  Disk disk;
  {
    Kiosk kiosk(disk);
    to_first_quiz(kiosk);
    kiosk.answer_question(false);
  }
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<QuizScreen>().checked);
  CHECK_FALSE(kiosk.screen<QuizScreen>().grade.right);
  CHECK(kiosk.progress().attempt->questions.size() == 7);
}

TEST_CASE("after the power was cut a story goes on at its scene") {
  Disk disk;
  {
    Kiosk kiosk(disk);
    to_kind(kiosk, quiz::ItemKind::scenario);
    kiosk.post(ChoicePressed{{"stop"}});
    CHECK(kiosk.screen<QuizScreen>().picked);
    kiosk.post(PrimaryPressed{});
    CHECK_FALSE(kiosk.screen<QuizScreen>().checked);
    CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  }
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(PrimaryPressed{});
  CHECK(quiz::node_of(kiosk.item(), kiosk.screen<QuizScreen>().answer) == NodeId{"posted"});
  kiosk.post(ChoicePressed{{"share"}});  // of the scene before
  CHECK_FALSE(kiosk.screen<QuizScreen>().picked);
  kiosk.post(ChoicePressed{{"leave"}});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<QuizScreen>().checked);
  CHECK(kiosk.screen<QuizScreen>().grade.score == doctest::Approx(0.5));
  CHECK(quiz::end_of(kiosk.item(), kiosk.screen<QuizScreen>().answer) == EndId{"half"});
}

TEST_CASE("what was put down and not checked is still there after a pause, for each kind") {
  struct Row {
    quiz::ItemKind kind;
    Event event;
  };
  for (const Row& row :
       {Row{quiz::ItemKind::choice, ChoicePressed{{"c"}}}, Row{quiz::ItemKind::multiple, ChoicePressed{{"a"}}},
        Row{quiz::ItemKind::true_false, ChoicePressed{{"true"}}}, Row{quiz::ItemKind::sequencing, OrderMoved{0, 2}},
        Row{quiz::ItemKind::matching, PairChosen{{"praise"}, {"security"}}}}) {
    Disk disk;
    quiz::Answer answer;
    {
      Kiosk kiosk(disk);
      to_kind(kiosk, row.kind);
      kiosk.post(row.event);
      answer = kiosk.screen<QuizScreen>().answer;
      kiosk.wait(milliseconds{150'000});
      CHECK(kiosk.shows<AttractScreen>());
    }
    Kiosk kiosk(disk);
    kiosk.sign_in();
    kiosk.post(ContinuePressed{});
    CHECK(kiosk.item().kind == row.kind);
    CHECK(kiosk.screen<QuizScreen>().answer == answer);
  }
}

TEST_CASE("back from a question leads to the training and Continue to the question, as it was") {
  Disk disk;
  Kiosk kiosk(disk);
  to_first_quiz(kiosk);
  kiosk.post(ChoicePressed{{"c"}});
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen == std::vector<ChoiceId>{{"c"}});
}

TEST_CASE("the language changes in the middle of a question and the answer stays") {
  Disk disk;
  Kiosk kiosk(disk);
  to_first_quiz(kiosk);
  kiosk.post(ChoicePressed{{"c"}});
  kiosk.post(LanguageChosen{{"fr"}});
  kiosk.post(TextScaleChosen{200});
  CHECK(kiosk.screen<QuizScreen>().answer.chosen == std::vector<ChoiceId>{{"c"}});
}

TEST_CASE("a failed quiz waits for its cool-down, then asks other variants") {
  Disk disk;
  Kiosk kiosk(disk);
  to_road_quiz(kiosk);
  fail_road_quiz(kiosk);
  const std::set<ItemId> seen = kiosk.progress().seen_items;
  const auto& result = kiosk.screen<QuizResultScreen>();
  CHECK(result.again_at_utc_ms == kiosk.now.wall.utc_ms + 600'000);
  CHECK_FALSE(result.no_more_attempts);
  CHECK_FALSE(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(TryAgainPressed{});
  CHECK(kiosk.shows<QuizResultScreen>());
  CHECK(std::get<records::QuizFinished>(disk.noted.back().facts).passed == false);

  for (int minute = 0; minute < 10; ++minute) {
    kiosk.wait(milliseconds{30'000});
    kiosk.post(Touched{});
    kiosk.wait(milliseconds{30'000});
    kiosk.post(Touched{});
  }
  CHECK(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.progress().attempt->number == 2);
  for (const auto& question : kiosk.progress().attempt->questions) CHECK_FALSE(seen.contains(question.item));
}

TEST_CASE("the end of a cool-down is a deadline") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.quizzes.at(road).cooldown_s = 20;
  to_road_quiz(kiosk);
  fail_road_quiz(kiosk);
  kiosk.state.toast.reset();
  CHECK(next_deadline(kiosk.world, kiosk.state, kiosk.now.instant) == kiosk.now.instant + milliseconds{20'000});
}

TEST_CASE("a cool-down lasts over a session and a restart") {
  Disk disk;
  {
    Kiosk kiosk(disk);
    to_road_quiz(kiosk);
    fail_road_quiz(kiosk);
  }
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<QuizResultScreen>().module == road);
  CHECK_FALSE(kiosk.screen<QuizResultScreen>().passed);
  kiosk.post(ReadAgainPressed{});
  CHECK(kiosk.screen<ReadingScreen>().module == road);
  CHECK(kiosk.screen<ReadingScreen>().card == 0);
  kiosk.read_module();
  CHECK(kiosk.shows<QuizResultScreen>());
}

TEST_CASE("where attempts are limited, the last failure says so") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.quizzes.at(road).cooldown_s = 0;
  kiosk.quizzes.at(road).attempts_max = 2;
  to_road_quiz(kiosk);
  fail_road_quiz(kiosk);
  CHECK_FALSE(kiosk.screen<QuizResultScreen>().no_more_attempts);
  kiosk.post(TryAgainPressed{});
  fail_road_quiz(kiosk);
  CHECK(kiosk.screen<QuizResultScreen>().no_more_attempts);
  kiosk.post(TryAgainPressed{});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<QuizResultScreen>());
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("a seed that comes when nobody waits for it begins nothing") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(SeedDrawn{1, record_id(1), accounts});
  kiosk.sign_in();
  kiosk.post(SeedDrawn{1, record_id(1), accounts});
  kiosk.post(SeedDrawn{1, record_id(1), {"no-such-module"}});
  CHECK(kiosk.shows<TrainingScreen>());
  CHECK_FALSE(kiosk.progress().attempt);
}

}  // namespace countersign::flow::test
