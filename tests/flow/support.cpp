#include "tests/flow/support.hpp"

#include <algorithm>

namespace countersign::flow::test {

PersonId person_id(int number) {
  PersonId id;
  id.bytes[0] = static_cast<std::byte>(number);
  return id;
}

RecordId record_id(int number) {
  RecordId id;
  id.bytes[0] = static_cast<std::byte>(number % 256);
  id.bytes[1] = static_cast<std::byte>(number / 256);
  id.bytes[15] = std::byte{0xA5};
  return id;
}

Kiosk::Kiosk(Disk& the_disk) : disk(the_disk) {
  world.pack = &pack;
  world.quizzes = &quizzes;
  world.app = "test 1";
  state = start(world, now);
}

void Kiosk::apply(const Event& event) {
  Step step = update(world, std::move(state), event, now);
  state = std::move(step.state);
  for (Effect& effect : step.effects) {
    history.push_back(effect);
    unanswered.push_back(std::move(effect));
  }
}

void Kiosk::post_only(const Event& event) { apply(event); }

void Kiosk::post(const Event& event) {
  apply(event);
  answer_all();
}

void Kiosk::answer_all() {
  while (!unanswered.empty()) {
    const Effect effect = unanswered.front();
    unanswered.pop_front();
    if (const auto event = answer(effect)) apply(*event);
  }
}

std::optional<Event> Kiosk::answer(const Effect& effect) {
  if (const auto* pin = std::get_if<CheckPin>(&effect)) return check(pin->badge, pin->pin, pin->request);
  if (const auto* code = std::get_if<CheckCode>(&effect)) {
    const bool right = code->code == "7QF2M-9KD3H";
    return check(code->badge, right ? pin_of_sam : "", code->request);
  }
  if (const auto* set = std::get_if<SetPin>(&effect)) {
    PinSetAnswered out;
    out.signed_in = signed_in_as(1, disk, pack, quizzes);
    out.request = set->request;
    return out;
  }
  if (const auto* progress_bytes = std::get_if<SaveProgress>(&effect)) {
    disk.progress[progress_bytes->person] = progress_bytes->bytes;
    return std::nullopt;
  }
  if (const auto* seed = std::get_if<DrawSeed>(&effect)) {
    ++draws_;
    return SeedDrawn{static_cast<std::uint64_t>(draws_), record_id(draws_), seed->module};
  }
  if (const auto* save_effect = std::get_if<SaveRecord>(&effect)) return save(save_effect->record);
  if (const auto* note = std::get_if<NoteRecord>(&effect)) disk.noted.push_back(note->record);
  return std::nullopt;
}

std::optional<Event> Kiosk::save(const records::NewRecord& record) {
  if (disk.save_fault) return SaveFailed{*disk.save_fault};
  disk.saved.push_back(record);
  records::Receipt receipt;
  receipt.id = record.id;
  receipt.code = "7QF2-M9KD";
  return Saved{receipt};
}

SignInAnswered Kiosk::check(const std::string& badge, const std::string& pin, unsigned request) {
  SignInAnswered out;
  out.notice = SignInNotice::wrong;
  out.tries_left = 4;
  if (badge == badge_of_sam && pin == pin_of_sam) out = signed_in_as(1, disk, pack, quizzes);
  if (badge == badge_of_ines && pin == pin_of_ines) out = signed_in_as(2, disk, pack, quizzes);
  out.request = request;
  return out;
}

SignInAnswered signed_in_as(int person, const Disk& disk, const content::Pack& pack, const quiz::Quizzes& quizzes) {
  SignInAnswered out;
  out.person = person_id(person);
  out.first_name = person == 1 ? "Sam" : "Ines";
  out.greeting = person == 1 ? "Sam K." : "Ines B.";
  out.group = "drivers";
  out.site = "harbour";
  if (person == 2) out.language = Language{"fr"};
  const auto saved = disk.progress.find(out.person);
  if (saved == disk.progress.end()) return out;
  const auto progress = progress_from_json(Json::parse(saved->second, nullptr, false), pack, quizzes);
  if (progress) out.progress = *progress;
  out.place_lost = !progress && progress.error().code == ErrorCode::corrupt;
  return out;
}

void Kiosk::wait(milliseconds time) {
  const Instant end = now.instant + time;
  const auto advance = [&](Instant to) {
    now.wall.utc_ms += (to - now.instant).count();
    now.instant = to;
  };
  for (auto due = next_deadline(world, state, now.instant); due && *due <= end;
       due = next_deadline(world, state, now.instant)) {
    REQUIRE(*due >= now.instant);
    advance(*due);
    post(Tick{});
  }
  advance(end);
}

void Kiosk::sign_in(const std::string& badge, const std::string& pin) {
  post(BadgeRead{badge});
  type_pin(pin);
}

void Kiosk::answer_question(bool right) {
  const quiz::Answer answer = right ? right_answer(item()) : wrong_answer(item());
  for (const auto& choice : answer.chosen) post(ChoicePressed{choice});
  for (const auto& [source, target] : answer.pairs) post(PairChosen{source, target});
  for (std::size_t to = 0; item().kind == quiz::ItemKind::sequencing && to < answer.chosen.size(); ++to) {
    const auto& now_shown = screen<QuizScreen>().answer.chosen;
    const auto from = std::ranges::find(now_shown, answer.chosen[to]) - now_shown.begin();
    post(OrderMoved{static_cast<std::size_t>(from), to});
  }
  for (const auto& [node, choice] : answer.path) {
    post(ChoicePressed{choice});
    post(PrimaryPressed{});
  }
  if (answer.path.empty()) post(PrimaryPressed{});
  REQUIRE(screen<QuizScreen>().checked);
}

void Kiosk::pass_quiz() {
  while (shows<QuizScreen>()) {
    if (!screen<QuizScreen>().checked) answer_question(true);
    post(PrimaryPressed{});
  }
}

void Kiosk::read_module() {
  while (shows<ReadingScreen>()) {
    const auto before = screen<ReadingScreen>().module;
    post(PrimaryPressed{});
    if (shows<ReadingScreen>() && screen<ReadingScreen>().module != before) return;
  }
}

void Kiosk::pass_everything() {
  post(ContinuePressed{});
  while (!shows<SignScreen>()) {
    read_module();
    pass_quiz();
    if (shows<QuizResultScreen>()) post(PrimaryPressed{});
  }
}

void Kiosk::fill_in_signature() {
  for (std::size_t i = 0; i < pack.statements.size(); ++i) post(StatementToggled{i});
  post(ConsentToggled{});
  post(StrokeDrawn{signature_stroke()});
}

void check_nothing_personal(const State& state, const World& world) {
  const auto& [screen, overlay, session, before, preferences, toast, last_touch, wall, instant, language_chosen, disk_low,
               request, direction, serial, line] = state;
  CHECK(std::holds_alternative<AttractScreen>(screen));  // holds a number only
  CHECK(std::holds_alternative<NoOverlay>(overlay));
  CHECK_FALSE(session);
  CHECK(before.empty());
  CHECK(preferences == world.defaults);
  CHECK_FALSE(toast);
  CHECK_FALSE(language_chosen);
  // The rest are times and counters of the terminal.
  (void)last_touch, (void)wall, (void)direction, (void)serial, (void)line, (void)instant, (void)disk_low, (void)request;
}

}  // namespace countersign::flow::test
