#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

void to_saving(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
}

}  // namespace

TEST_CASE("an unsaved acknowledgement never shows a receipt, and each retry carries the same id") {
  for (const auto& [fault, code] : {std::pair{ErrorCode::disk_full, "CS-114"}, std::pair{ErrorCode::locked, "CS-115"},
                                    std::pair{ErrorCode::io, "CS-116"}, std::pair{ErrorCode::corrupt, "CS-117"}}) {
    Disk disk;
    disk.save_fault = fault;
    Kiosk kiosk(disk);
    to_saving(kiosk);
    CHECK(kiosk.screen<NotSavedScreen>().reason == fault);
    CHECK(kiosk.screen<NotSavedScreen>().staff_code == code);
    CHECK_FALSE(kiosk.progress().signed_off);
    kiosk.post(RetryPressed{});
    CHECK(kiosk.shows<NotSavedScreen>());
    disk.save_fault.reset();
    kiosk.post(PrimaryPressed{});
    CHECK(kiosk.shows<ReceiptScreen>());
    const auto sent = kiosk.all<SaveRecord>();
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].record.id != RecordId{});
    CHECK(sent[0].record.id == sent[1].record.id);
    CHECK(sent[0].record.id == sent[2].record.id);
  }
}

TEST_CASE("Sign later keeps the place, the signature and the id") {
  Disk disk;
  disk.save_fault = ErrorCode::disk_full;
  Kiosk kiosk(disk);
  to_saving(kiosk);
  kiosk.post(SignLaterPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
  CHECK(kiosk.state.toast->what == Toast::What::place_kept);
  CHECK(kiosk.progress().place.kind == Place::Kind::sign);
  CHECK_FALSE(kiosk.progress().signed_off);
  disk.save_fault.reset();
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<SignScreen>().strokes.size() == 1);
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<ReceiptScreen>());
  const auto sent = kiosk.all<SaveRecord>();
  CHECK(sent.front().record.id == sent.back().record.id);
}

TEST_CASE("while saving nothing but the answer leads on") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  kiosk.post_only(PinChanged{pin_of_sam});
  kiosk.post_only(signed_in_as(1, disk, kiosk.pack, kiosk.quizzes));
  kiosk.unanswered.clear();
  CHECK(kiosk.shows<SavingScreen>());
  CHECK(kiosk.all<SaveRecord>().empty());  // its id is being drawn
  kiosk.post_only(SeedDrawn{7, record_id(7), {}});
  REQUIRE(kiosk.all<SaveRecord>().size() == 1);
  kiosk.post_only(SeedDrawn{8, record_id(8), {}});
  CHECK(kiosk.all<SaveRecord>().size() == 1);
  kiosk.unanswered.clear();
  for (const Event& event :
       {Event{BackPressed{}}, Event{PrimaryPressed{}}, Event{DonePressed{}}, Event{LeavePressed{}}, Event{LeaveConfirmed{}},
        Event{BadgeRead{badge_of_ines}}, Event{OpenHelp{}}, Event{CallPressed{}}}) {
    kiosk.post(event);
    CHECK(kiosk.shows<SavingScreen>());
    CHECK(kiosk.overlay<NoOverlay>());
  }
  kiosk.wait(milliseconds{3'600'000});
  CHECK(kiosk.shows<SavingScreen>());

  records::Receipt receipt;
  receipt.id = record_id(7);
  kiosk.post(Saved{receipt});
  CHECK(kiosk.shows<ReceiptScreen>());
  kiosk.wait(milliseconds{59'999});  // all of its time, however long the saving took
  CHECK(kiosk.overlay<NoOverlay>());
}

TEST_CASE("the receipt of another record is no receipt") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  kiosk.post_only(PinChanged{pin_of_sam});
  kiosk.post_only(signed_in_as(1, disk, kiosk.pack, kiosk.quizzes));
  kiosk.post_only(SeedDrawn{7, record_id(7), {}});
  kiosk.unanswered.clear();
  records::Receipt other;
  other.id = record_id(9);
  kiosk.post(Saved{other});
  CHECK(kiosk.screen<NotSavedScreen>().reason == ErrorCode::corrupt);
  CHECK_FALSE(kiosk.progress().signed_off);
}

TEST_CASE("a Saved that nobody waits for shows nothing") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(Saved{});
  CHECK(kiosk.shows<AttractScreen>());
  kiosk.sign_in();
  kiosk.post(Saved{});
  kiosk.post(SaveFailed{});
  CHECK(kiosk.shows<TrainingScreen>());
}

TEST_CASE("declining takes a reason, no PIN, and is recorded as such") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.post(StatementToggled{1});
  kiosk.post(ConsentToggled{});
  kiosk.post(DeclinePressed{});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<DeclineScreen>());
  kiosk.post(TextChanged{"I want to talk to the union first."});
  kiosk.post(BackPressed{});
  CHECK(kiosk.screen<SignScreen>().consent);
  kiosk.post(DeclinePressed{});
  kiosk.post(TextChanged{"I want to talk to the union first."});
  const auto pins = kiosk.all<CheckPin>().size();
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.all<CheckPin>().size() == pins);
  CHECK(kiosk.screen<NotedScreen>().what == NotedScreen::What::declined);
  REQUIRE(disk.saved.size() == 1);
  const auto& facts = std::get<records::Declined>(disk.saved.front().facts);
  CHECK(facts.document_sha256 == sha256("The whole policy."));
  CHECK(facts.statements_sha256 == sha256("=== statements\nread I have read the policy.\nfollow I will follow it.\n"));
  CHECK(facts.consent_sha256 ==
        sha256("=== consent\nlabel I agree to an electronic record.\n\nPaper on request.\n\nWrite to HR to withdraw.\n"));
  CHECK(facts.statements == std::vector{StatementId{"follow"}});
  CHECK(disk.saved.front().body["words"] == "I want to talk to the union first.");
  CHECK_FALSE(kiosk.progress().signed_off);
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.shows<SignScreen>());  // a mind may be changed
}

TEST_CASE("a decline that could not be saved can be tried again, or left for the signature") {
  Disk disk;
  disk.save_fault = ErrorCode::locked;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.post(DeclinePressed{});
  kiosk.post(TextChanged{"No."});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.shows<NotSavedScreen>());
  kiosk.post(RetryPressed{});
  CHECK(kiosk.shows<NotSavedScreen>());
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<SignScreen>());
}

TEST_CASE("asking first sends the question and keeps the signature") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.pass_everything();
  kiosk.fill_in_signature();
  kiosk.post(AskFirstPressed{});
  CHECK(kiosk.screen<AskFirstScreen>().back_to);
  kiosk.post(TextChanged{"May I post a photo of my stop?"});
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<NotedScreen>().what == NotedScreen::What::question);
  CHECK(std::holds_alternative<records::QuestionAsked>(disk.saved.front().facts));
  kiosk.post(DonePressed{});
  const auto& sign = kiosk.screen<SignScreen>();
  CHECK(sign.ticks == std::vector<bool>{true, true});
  CHECK(sign.strokes.front() == signature_stroke());
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<ReceiptScreen>());
  CHECK(disk.saved[0].id != disk.saved[1].id);
}

TEST_CASE("leaving the receipt by any way wipes the session") {
  for (const Event& event : {Event{DonePressed{}}, Event{PrimaryPressed{}}, Event{BackPressed{}}, Event{LeavePressed{}}}) {
    Disk disk;
    Kiosk kiosk(disk);
    to_saving(kiosk);
    REQUIRE(kiosk.shows<ReceiptScreen>());
    kiosk.post(event);
    check_nothing_personal(kiosk.state, kiosk.world);
  }
}

}  // namespace countersign::flow::test
