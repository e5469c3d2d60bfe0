#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

using Missing = SignScreen::Missing;
using records::SignatureMethod;

void to_signing(Kiosk& kiosk) {
  kiosk.sign_in();
  kiosk.pass_everything();
  REQUIRE(kiosk.shows<SignScreen>());
}

Missing after_sign(Kiosk& kiosk) {
  kiosk.post(PrimaryPressed{});
  return kiosk.screen<SignScreen>().missing;
}

Stroke line(int points, float width_mm, float height_mm) {
  Stroke stroke;
  for (int i = 0; i < points; ++i) {
    const float part = points == 1 ? 0 : static_cast<float>(i) / static_cast<float>(points - 1);
    stroke.push_back({part * width_mm, part * height_mm, i});
  }
  return stroke;
}

}  // namespace

TEST_CASE("from badge to receipt: read, answer, sign, and the record says exactly what was shown") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<SignScreen>().asking_pin);
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.screen<ReceiptScreen>().receipt.code == "7QF2-M9KD");

  REQUIRE(disk.saved.size() == 1);
  const records::NewRecord& record = disk.saved.front();
  CHECK(record.id != RecordId{});
  CHECK(record.subject == person_id(1));
  CHECK(record.group == "drivers");
  CHECK(record.site == "harbour");
  CHECK(record.language == Language{"en"});
  CHECK(record.identified_by == "badge+pin");
  CHECK(record.body["signature"]["method"] == "drawn");
  const auto& facts = std::get<records::Acknowledged>(record.facts);
  CHECK(facts.policy == PolicyId{"small"});
  CHECK(facts.version == "4.2");
  CHECK(facts.document_sha256 == sha256("The whole policy."));
  CHECK(facts.statements_sha256 == sha256("=== statements\nread I have read the policy.\nfollow I will follow it.\n"));
  CHECK(facts.consent_sha256 ==
        sha256("=== consent\nlabel I agree to an electronic record.\n\nPaper on request.\n\nWrite to HR to withdraw.\n"));
  CHECK(facts.statements == std::vector<StatementId>{{"read"}, {"follow"}});
  CHECK(facts.method == SignatureMethod::drawn);
  CHECK(facts.score_thousandths == 1000);
  CHECK(kiosk.progress().signed_off);

  kiosk.post(DonePressed{});
  check_nothing_personal(kiosk.state, kiosk.world);
  kiosk.sign_in();
  CHECK(kiosk.progress().signed_off);
  CHECK(minutes_left(kiosk.pack, kiosk.progress()) == 0);
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.shows<RecordsScreen>());  // nothing is left to sign
}

TEST_CASE("nobody signs before all required modules are passed") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.progress().place = Place{Place::Kind::sign, {}, 0};
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.shows<ReadingScreen>());
}

TEST_CASE("Sign says what is missing, one thing after the other, and follows what is done") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  CHECK(kiosk.screen<SignScreen>().missing == Missing::none);
  CHECK(after_sign(kiosk) == Missing::statements);
  kiosk.post(StatementToggled{0});
  kiosk.post(StatementToggled{9});
  CHECK(kiosk.screen<SignScreen>().missing == Missing::statements);
  kiosk.post(StatementToggled{1});
  CHECK(kiosk.screen<SignScreen>().missing == Missing::consent);
  kiosk.post(ConsentToggled{});
  CHECK(kiosk.screen<SignScreen>().missing == Missing::signature);
  kiosk.post(StrokeDrawn{line(10, 5, 5)});
  CHECK(kiosk.screen<SignScreen>().missing == Missing::signature_too_small);
  kiosk.post(StrokeDrawn{signature_stroke()});
  CHECK(kiosk.screen<SignScreen>().missing == Missing::none);
  CHECK_FALSE(kiosk.screen<SignScreen>().asking_pin);
  CHECK(after_sign(kiosk) == Missing::none);
  CHECK(kiosk.screen<SignScreen>().asking_pin);
  CHECK(kiosk.all<CheckPin>().size() == 1);  // that of signing in
}

TEST_CASE("a drawn signature counts from 30 points and 20 by 8 mm on") {
  struct Row {
    int points;
    float width_mm;
    float height_mm;
    Missing missing;
  };
  for (const Row& row : {Row{30, 20, 8, Missing::none}, Row{29, 20, 8, Missing::signature_too_small},
                         Row{30, 19.9F, 8, Missing::signature_too_small}, Row{30, 20, 7.9F, Missing::signature_too_small},
                         Row{1, 20, 8, Missing::signature_too_small}}) {
    Disk disk;
    Kiosk kiosk(disk);
    to_signing(kiosk);
    kiosk.fill_in_signature();
    kiosk.post(SignatureCleared{});
    kiosk.post(StrokeDrawn{line(row.points, row.width_mm, row.height_mm)});
    CHECK(after_sign(kiosk) == row.missing);
  }
}

TEST_CASE("strokes that no pen draws are not taken") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.post(StrokeDrawn{{}});
  kiosk.post(StrokeDrawn{{{std::numeric_limits<float>::quiet_NaN(), 1, 0}}});
  kiosk.post(StrokeDrawn{{{1, std::numeric_limits<float>::infinity(), 0}}});
  kiosk.post(StrokeDrawn{line(20'001, 30, 30)});
  CHECK(kiosk.screen<SignScreen>().strokes.empty());
}

TEST_CASE("a typed name needs two letters, in any script") {
  struct Row {
    const char* name;
    Missing missing;
  };
  for (const Row& row :
       {Row{"", Missing::name}, Row{"S", Missing::name}, Row{"12 34", Missing::name}, Row{" . ", Missing::name},
        Row{"Al", Missing::none}, Row{"Zoë K.", Missing::none}, Row{"李明", Missing::none}, Row{"Жан", Missing::none}}) {
    Disk disk;
    Kiosk kiosk(disk);
    to_signing(kiosk);
    kiosk.fill_in_signature();
    kiosk.post(MethodChosen{SignatureMethod::typed});
    kiosk.post(NameTyped{row.name});
    CHECK_MESSAGE(after_sign(kiosk) == row.missing, std::string(row.name));
  }
}

TEST_CASE("switching the way of signing keeps each, and only the chosen one is recorded") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(MethodChosen{SignatureMethod::typed});
  kiosk.post(NameFieldPressed{});
  CHECK(kiosk.screen<SignScreen>().typing);
  kiosk.post(NameTyped{"Sam King"});
  kiosk.post(KeyboardHidden{});
  CHECK_FALSE(kiosk.screen<SignScreen>().typing);
  kiosk.post(MethodChosen{SignatureMethod::paper});  // HR's alone
  CHECK(kiosk.screen<SignScreen>().method == SignatureMethod::typed);
  kiosk.post(MethodChosen{SignatureMethod::drawn});
  CHECK(kiosk.screen<SignScreen>().strokes.size() == 1);
  kiosk.post(MethodChosen{SignatureMethod::typed});
  CHECK(kiosk.screen<SignScreen>().typed_name == "Sam King");
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
  const Json& signature = disk.saved.front().body["signature"];
  CHECK(signature["typed_name"] == "Sam King");
  CHECK_FALSE(signature.contains("strokes_um_ms"));
}

TEST_CASE("a tap on I agree is a way to sign") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(MethodChosen{SignatureMethod::tapped});
  CHECK(after_sign(kiosk) == Missing::signature);
  kiosk.post(AgreeToggled{});
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<ReceiptScreen>());
  CHECK(disk.saved.front().body["signature"]["method"] == "tapped");
}

TEST_CASE("what is signed is the language shown at that moment") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(LanguageChosen{{"fr"}});
  CHECK(kiosk.screen<SignScreen>().strokes.size() == 1);
  CHECK(kiosk.screen<SignScreen>().ticks == std::vector<bool>{true, true});
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin(pin_of_sam);
  CHECK(disk.saved.front().language == Language{"fr"});
  const auto& facts = std::get<records::Acknowledged>(disk.saved.front().facts);
  CHECK(facts.document_sha256 == sha256("FR The whole policy."));
  CHECK(facts.consent_sha256 ==
        sha256(
            "=== consent\nlabel FR I agree to an electronic record.\n\nFR Paper on request.\n\nFR Write to HR to withdraw.\n"));
}

TEST_CASE("a wrong PIN signs nothing, a delay closes the keys, and a block ends the session") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  kiosk.type_pin("000111");
  CHECK(kiosk.screen<SignScreen>().pin_notice == SignInNotice::wrong);
  CHECK(kiosk.screen<SignScreen>().tries_left == 4);
  CHECK(kiosk.screen<SignScreen>().pin.empty());
  CHECK(disk.saved.empty());

  kiosk.post_only(PinChanged{"000111"});
  kiosk.unanswered.clear();
  SignInAnswered wait;
  wait.notice = SignInNotice::wait;
  wait.wait = milliseconds{30'000};
  kiosk.post(wait);
  kiosk.type_pin(pin_of_sam);
  CHECK(kiosk.shows<SignScreen>());
  kiosk.wait(milliseconds{30'000});
  CHECK(kiosk.screen<SignScreen>().pin_notice == SignInNotice::none);

  kiosk.post_only(PinChanged{"000111"});
  kiosk.unanswered.clear();
  SignInAnswered blocked;
  blocked.notice = SignInNotice::blocked;
  kiosk.post(blocked);
  CHECK_FALSE(kiosk.state.session);
  CHECK(kiosk.screen<PinScreen>().notice == SignInNotice::blocked);
  CHECK(disk.saved.empty());
}

TEST_CASE("the PIN of somebody else signs nothing") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  kiosk.post_only(PinChanged{pin_of_ines});
  kiosk.unanswered.clear();
  kiosk.post(signed_in_as(2, disk, kiosk.pack, kiosk.quizzes));
  CHECK(kiosk.screen<SignScreen>().pin_notice == SignInNotice::wrong);
  CHECK(disk.saved.empty());
}

TEST_CASE("under the PIN pad nothing of the signature can change") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(PrimaryPressed{});
  for (const Event& event : {Event{StatementToggled{0}}, Event{ConsentToggled{}}, Event{SignatureCleared{}},
                             Event{DeclinePressed{}}, Event{MethodChosen{SignatureMethod::tapped}}, Event{AskFirstPressed{}}})
    kiosk.post(event);
  const auto& sign = kiosk.screen<SignScreen>();
  CHECK(sign.ticks == std::vector<bool>{true, true});
  CHECK(sign.consent);
  CHECK(sign.strokes.size() == 1);
  CHECK(sign.method == SignatureMethod::drawn);
  kiosk.post(BackPressed{});
  CHECK_FALSE(kiosk.screen<SignScreen>().asking_pin);
}

TEST_CASE("back from signing keeps everything for Continue, but for the PIN") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.fill_in_signature();
  kiosk.post(BackPressed{});
  CHECK(kiosk.shows<TrainingScreen>());
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<SignScreen>().strokes.size() == 1);
  CHECK(kiosk.screen<SignScreen>().consent);
}

TEST_CASE("the place at signing survives a power cut, a signature does not") {
  Disk disk;
  {
    Kiosk kiosk(disk);
    to_signing(kiosk);
    kiosk.fill_in_signature();
  }
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  CHECK(kiosk.screen<SignScreen>().strokes.empty());
  CHECK(kiosk.screen<SignScreen>().ticks == std::vector<bool>{false, false});
}

TEST_CASE("consent and rights open over the signature") {
  Disk disk;
  Kiosk kiosk(disk);
  to_signing(kiosk);
  kiosk.post(OpenConsent{});
  CHECK(kiosk.overlay<ConsentDialog>());
  kiosk.post(PrimaryPressed{});
  CHECK(kiosk.screen<SignScreen>().missing == Missing::none);  // not pressed: it lies below
  kiosk.post(BackPressed{});
  CHECK(kiosk.overlay<NoOverlay>());
  kiosk.post(OpenRights{});
  CHECK(kiosk.overlay<RightsDialog>());
  kiosk.post(CloseOverlay{});
  CHECK(kiosk.shows<SignScreen>());
}

}  // namespace countersign::flow::test
