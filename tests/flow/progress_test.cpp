#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

// In the middle of the first quiz.
Progress busy_progress() {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  kiosk.read_module();
  kiosk.answer_question(true);
  kiosk.post(PrimaryPressed{});
  kiosk.answer_question(false);
  kiosk.post(LanguageChosen{{"fr"}});
  kiosk.post(TextScaleChosen{160});
  kiosk.progress().attempt_seed = 0xFFFF'FFFF'FFFF'FFFFU;
  return kiosk.progress();
}

Result<Progress> read(const Json& json) { return progress_from_json(json, small_pack(), small_quizzes()); }

}  // namespace

TEST_CASE("progress comes back from JSON as it was") {
  for (const Progress& progress : {start_progress(small_pack()), busy_progress()}) {
    const auto back = read(Json::parse(to_json(progress).dump()));
    REQUIRE(back);
    CHECK(*back == progress);
  }
}

TEST_CASE("progress of another version is not taken") {
  Progress progress = busy_progress();
  progress.version = "4.1";
  const auto back = read(to_json(progress));
  REQUIRE_FALSE(back);
  CHECK(back.error().code == ErrorCode::bad_input);
}

TEST_CASE("a session that is given progress of another version starts anew") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.post(BadgeRead{badge_of_sam});
  kiosk.post_only(PinChanged{pin_of_sam});
  kiosk.unanswered.clear();
  SignInAnswered answer = signed_in_as(1, disk, kiosk.pack, kiosk.quizzes);
  answer.progress = busy_progress();
  answer.progress->version = "3.0";
  kiosk.post(answer);
  CHECK(kiosk.progress() == start_progress(kiosk.pack));
}

TEST_CASE("a saved place that does not read is told, and stays as it is until its person begins anew") {
  Json newer = to_json(busy_progress());
  newer["place"]["kind"] = "film";
  for (const std::string& saved : {std::string(), std::string("garbled"), std::string(R"({"version":"4.2"})"), newer.dump()}) {
    CAPTURE(saved);
    Disk disk;
    disk.progress[person_id(1)] = saved;
    Kiosk kiosk(disk);
    kiosk.sign_in();
    CHECK(kiosk.shows<LostPlaceScreen>());
    for (const Event& event : {Event{LanguageChosen{{"fr"}}}, Event{TextScaleChosen{160}}, Event{OpenHelp{}},
                               Event{BackPressed{}}, Event{CallPressed{}}, Event{BackPressed{}}, Event{BackPressed{}}})
      kiosk.post(event);
    CHECK(kiosk.shows<LostPlaceScreen>());
    CHECK(kiosk.overlay<LeaveDialog>());
    kiosk.post(LeaveConfirmed{});
    kiosk.sign_in();
    kiosk.wait(milliseconds{600'000});
    CHECK(kiosk.shows<AttractScreen>());
    kiosk.sign_in();
    kiosk.sign_in(badge_of_ines, pin_of_ines);
    CHECK(kiosk.shows<TrainingScreen>());
    CHECK(disk.progress.at(person_id(1)) == saved);

    kiosk.sign_in();
    kiosk.post(PrimaryPressed{});
    CHECK(kiosk.shows<TrainingScreen>());
    CHECK(kiosk.progress().modules == start_progress(kiosk.pack).modules);
    kiosk.post(LeaveConfirmed{});
    kiosk.sign_in();
    CHECK(kiosk.shows<TrainingScreen>());
  }
}

TEST_CASE("hostile progress is an error, never a crash and never bent to fit") {
  const Json good = to_json(busy_progress());
  REQUIRE(read(good));
  const std::vector<const char*> pointers = {"/modules",
                                             "/modules/accounts",
                                             "/modules/accounts/cards_read",
                                             "/modules/accounts/passed",
                                             "/modules/accounts/attempts",
                                             "/modules/accounts/score",
                                             "/modules/accounts/again_at",
                                             "/modules/accounts/seconds",
                                             "/modules/road",
                                             "/place",
                                             "/place/kind",
                                             "/place/module",
                                             "/place/card",
                                             "/attempt",
                                             "/attempt_seed",
                                             "/attempt_began_s",
                                             "/seen_items",
                                             "/seen_items/0",
                                             "/signed_off",
                                             "/full_text",
                                             "/language",
                                             "/text_scale",
                                             "/signing_s",
                                             "/version"};
  const std::vector<Json> values = {nullptr,
                                    -1,
                                    1e300,
                                    0.5,
                                    "x",
                                    "\xC3",
                                    Json::array(),
                                    Json::object(),
                                    Json::array({1, nullptr}),
                                    std::uint64_t{0xFFFF'FFFF'FFFF'FFFFU},
                                    std::int64_t{-9'000'000'000'000'000'000}};
  for (const char* pointer : pointers) {
    for (const Json& value : values) {
      Json bad = good;
      bad[Json::json_pointer(pointer)] = value;
      const bool may_be = (std::string(pointer) == "/attempt_seed" && value.is_number_unsigned()) ||
                          (std::string(pointer) == "/seen_items" && value == Json::array()) ||
                          ((std::string(pointer) == "/seen_items/0" || std::string(pointer) == "/language") && value == "x");
      CHECK_MESSAGE(read(bad).ok() == may_be, std::string(pointer)
                                                  << " = " << value.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    Json without = good;
    const Json::json_pointer at(pointer);
    without[at.parent_pointer()].is_object() ? (void)without[at.parent_pointer()].erase(at.back()) : void();
    const bool may_be_absent = std::string(pointer) == "/attempt" || std::string(pointer) == "/language" ||
                               std::string(pointer) == "/text_scale" || std::string(pointer) == "/seen_items/0";
    CHECK_MESSAGE(read(without).ok() == may_be_absent, "without " << std::string(pointer));
  }
  for (const char* text : {"null", "[]", "1", "\"x\"", "{}", "{\"version\":\"4.2\"}"})
    CHECK_FALSE(read(Json::parse(text)).ok());
}

TEST_CASE("an attempt that does not stand where it says is not taken") {
  Progress progress = busy_progress();
  progress.attempt->questions[0].score.reset();  // before the current one
  CHECK_FALSE(read(to_json(progress)));
  progress = busy_progress();
  progress.attempt->current = progress.attempt->questions.size();
  CHECK_FALSE(read(to_json(progress)));
  progress = busy_progress();
  progress.place.card = 0;
  progress.place.module = {"no-such-module"};
  CHECK_FALSE(read(to_json(progress)));
}

TEST_CASE("modules passed and minutes left are told from what is required") {
  const content::Pack pack = small_pack();
  Progress progress = start_progress(pack);
  CHECK(modules_passed(pack, progress) == 0);
  CHECK(minutes_left(pack, progress) == 3 + 2 + 1 + 1);
  CHECK_FALSE(may_sign(pack, progress));
  progress.modules[accounts].passed = true;
  CHECK(modules_passed(pack, progress) == 1);
  CHECK(minutes_left(pack, progress) == 2 + 1 + 1);
  progress.modules[road].passed = true;
  progress.modules[last].passed = true;
  CHECK(may_sign(pack, progress));
  CHECK(next_place(pack, progress).kind == Place::Kind::sign);
}

}  // namespace countersign::flow::test
