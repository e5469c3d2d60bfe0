#include "kiosk/flow/bodies.hpp"
#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

std::vector<RecordRow> two_rows() {
  std::vector<RecordRow> rows(2);
  rows[0].id = record_id(20);
  rows[0].kind = "acknowledged";
  rows[1].id = record_id(21);
  rows[1].kind = "quiz_finished";
  return rows;
}

void to_records(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.post(RecordsPressed{});
  REQUIRE(kiosk.screen<RecordsScreen>().loading);
  kiosk.post(RecordsLoaded{two_rows(), kiosk.all<LoadRecords>().back().request});
}

void open_first(Kiosk& kiosk) {
  kiosk.post(RecordOpened{record_id(20)});
  RecordDetail detail;
  detail.row = two_rows().front();
  kiosk.post(RecordLoaded{detail, kiosk.all<LoadRecord>().back().request});
}

}  // namespace

TEST_CASE("one's own records are listed, opened and closed") {
  Disk disk;
  Kiosk kiosk(disk);
  to_records(kiosk);
  CHECK(kiosk.all<LoadRecords>().back().person == person_id(1));
  CHECK(kiosk.screen<RecordsScreen>().rows.size() == 2);
  kiosk.post(RecordOpened{record_id(99)});  // not in the list: nobody's business
  CHECK(kiosk.all<LoadRecord>().empty());
  open_first(kiosk);
  CHECK(kiosk.screen<RecordsScreen>().open);
  kiosk.post(DocumentToggled{});
  CHECK(kiosk.screen<RecordsScreen>().show_document);
  kiosk.post(BackPressed{});
  CHECK_FALSE(kiosk.screen<RecordsScreen>().open);
  CHECK_FALSE(kiosk.screen<RecordsScreen>().show_document);
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("records that do not load can be tried again") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(RecordsPressed{});
  kiosk.post(RecordsFailed{});
  CHECK(kiosk.screen<RecordsScreen>().failed);
  CHECK(primary_enabled(kiosk.world, kiosk.state));
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<RecordsScreen>().loading);
}

TEST_CASE("the records of the person before never come onto the next one's screen") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(RecordsPressed{});
  const RecordsLoaded late{two_rows(), kiosk.all<LoadRecords>().back().request};
  kiosk.sign_in(badge_of_ines, pin_of_ines);
  kiosk.post(RecordsPressed{});
  kiosk.post(late);
  CHECK(kiosk.screen<RecordsScreen>().rows.empty());
  CHECK(kiosk.screen<RecordsScreen>().loading);
}

TEST_CASE("a copy is asked for, recorded, and leads back to the record") {
  Disk disk;
  Kiosk kiosk(disk);
  to_records(kiosk);
  kiosk.post(CopyPressed{});  // of nothing
  CHECK(disk.saved.empty());
  open_first(kiosk);
  kiosk.post(CopyPressed{});
  CHECK(kiosk.screen<NotedScreen>().what == NotedScreen::What::copy);
  REQUIRE(disk.saved.size() == 1);
  CHECK(std::get<records::CopyRequested>(disk.saved.front().facts).of_record == to_hex(record_id(20)));
  kiosk.post(BackPressed{});
  CHECK(kiosk.screen<RecordsScreen>().open);
}

TEST_CASE("a copy that could not be recorded leads back too") {
  Disk disk;
  disk.save_fault = ErrorCode::disk_full;
  Kiosk kiosk(disk);
  to_records(kiosk);
  open_first(kiosk);
  kiosk.post(CopyPressed{});
  CHECK(kiosk.shows<NotSavedScreen>());
  kiosk.post(SignLaterPressed{});
  CHECK(kiosk.screen<RecordsScreen>().open);
}

TEST_CASE("the PIN is changed with the old one, and not to the old one") {
  Disk disk;
  Kiosk kiosk(disk);
  to_records(kiosk);
  kiosk.post(ChangePinPressed{});
  CHECK(kiosk.screen<NewPinScreen>().step == NewPinScreen::Step::old);
  kiosk.type_pin("000111");
  CHECK(kiosk.screen<NewPinScreen>().notice == SignInNotice::wrong);
  CHECK(kiosk.screen<NewPinScreen>().old_pin.empty());
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.screen<NewPinScreen>().step == NewPinScreen::Step::first);
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.screen<NewPinScreen>().fault == PinFault::same_as_before);
  kiosk.type_pin("550912");
  kiosk.type_pin("550912");
  CHECK(kiosk.shows<RecordsScreen>());
  CHECK(kiosk.state.toast->what == Toast::What::pin_changed);
  CHECK_FALSE(kiosk.all<SetPin>().back().first_time);
  CHECK(kiosk.all<SetPin>().back().old_pin == pin_of_sam);
}

TEST_CASE("changing the PIN can be given up, and twenty wrong old ones end the session") {
  Disk disk;
  Kiosk kiosk(disk);
  to_records(kiosk);
  kiosk.post(ChangePinPressed{});
  kiosk.post(BackPressed{});
  CHECK(kiosk.screen<RecordsScreen>().rows.size() == 2);
  kiosk.post(ChangePinPressed{});
  kiosk.post_only(PinChanged{"000111"});
  kiosk.unanswered.clear();
  SignInAnswered blocked;
  blocked.notice = SignInNotice::blocked;
  kiosk.post(blocked);
  CHECK_FALSE(kiosk.state.session);
  CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::blocked);
}

TEST_CASE("the private part of a record reads back what was written") {
  const quiz::Quizzes quizzes = small_quizzes();
  const quiz::Quiz& quiz = quizzes.at(accounts);
  quiz::Attempt attempt = quiz::draw_attempt(quiz, 1, {}, 5);
  for (auto& question : attempt.questions) {
    question.answer = right_answer(*quiz.item(question.item));
    question.score = 1;
  }
  RecordDetail detail;
  REQUIRE(read_body(answers_body(attempt), detail));
  REQUIRE(detail.answers.size() == attempt.questions.size());
  for (std::size_t i = 0; i < attempt.questions.size(); ++i) {
    CHECK(detail.answers[i].item == attempt.questions[i].item);
    CHECK(detail.answers[i].answer == attempt.questions[i].answer);
    CHECK(detail.answers[i].score == 1);
  }
  REQUIRE(read_body(words_body("Why?"), detail));
  CHECK(detail.words == "Why?");
  const records::Signature signature{records::SignatureMethod::drawn, "", {{{1.5F, 2.25F, 0}, {3, 4, 16}}}};
  REQUIRE(read_body(signature_body(signature), detail));
  CHECK(detail.signature == signature);
}

TEST_CASE("a private part that does not read is refused") {
  for (const char* bad : {"[]", "3", R"({"words":1})", R"({"answers":{}})", R"({"answers":[{}]})", R"({"signature":[]})",
                          R"({"answers":[{"item":"a","score_thousandths":"x"}]})",
                          R"({"answers":[{"item":"a","score_thousandths":1,"chosen":[1]}]})",
                          R"({"answers":[{"item":"a","score_thousandths":1,"pairs":[["a"]]}]})"}) {
    RecordDetail detail;
    CHECK_MESSAGE(!read_body(Json::parse(bad), detail), std::string(bad));
  }
}

}  // namespace countersign::flow::test
