#include "kiosk/shell/effect_runner.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>

#include "base/priority.hpp"
#include "kiosk/shell/record_reader.hpp"
#include "kiosk/shell/settings.hpp"
#include "records/store/ballast.hpp"
#include "records/store/machine.hpp"

namespace countersign::shell {

namespace {

flow::SignInNotice to_notice(records::SignInProblem problem) {
  switch (problem) {
    case records::SignInProblem::none:
      return flow::SignInNotice::none;
    case records::SignInProblem::wait:
      return flow::SignInNotice::wait;
    case records::SignInProblem::blocked:
      return flow::SignInNotice::blocked;
    case records::SignInProblem::wrong:
    case records::SignInProblem::no_pin:
      break;
  }
  return flow::SignInNotice::wrong;
}

flow::PinFault to_fault(records::PinFault fault) {
  switch (fault) {
    case records::PinFault::none:
      return flow::PinFault::none;
    case records::PinFault::not_six_digits:
      return flow::PinFault::not_six_digits;
    case records::PinFault::too_simple:
      return flow::PinFault::too_simple;
    case records::PinFault::is_a_date_of_yours:
      return flow::PinFault::is_a_date_of_yours;
    case records::PinFault::same_as_before:
      return flow::PinFault::same_as_before;
  }
  return flow::PinFault::too_simple;
}

flow::SignInAnswered unreadable(unsigned request) {
  flow::SignInAnswered out;
  out.notice = flow::SignInNotice::cannot_read;
  out.request = request;
  return out;
}

Result<records::Ledger> open_ledger(const records::DataDir& data, const Clock& clock) {
  records::LedgerOptions options;
  options.now = [&clock] { return clock.now().wall; };
  return records::Ledger::open(data, options);
}

}  // namespace

std::string first_name_of(const std::string& name) { return name.substr(0, name.find(' ')); }

std::string greeting_of(const std::string& name) {
  const auto last_blank = name.rfind(' ');
  if (last_blank == std::string::npos || last_blank + 1 >= name.size()) return name;
  std::string initial(1, name[last_blank + 1]);
  // The rest of a UTF-8 character's bytes.
  for (std::size_t i = last_blank + 2; i < name.size() && (static_cast<unsigned char>(name[i]) & 0xC0U) == 0x80U; ++i)
    initial += name[i];
  return first_name_of(name) + " " + initial + ".";
}

Result<Stores> open_stores(const records::DataDir& data, const Clock& clock) {
  auto ledger = open_ledger(data, clock);
  if (!ledger) return ledger.error();
  auto roster = records::Roster::open(data);
  if (!roster) return roster.error();
  auto sign_in = records::SignIn::open(data);
  if (!sign_in) return sign_in.error();
  auto progress = records::ProgressStore::open(data);
  if (!progress) return progress.error();
  return Stores{std::move(*ledger), std::move(*roster), std::move(*sign_in), std::move(*progress)};
}

EffectRunner::EffectRunner(records::DataDir data, std::optional<Stores> stores, const flow::World& world, const Clock& clock,
                           Chance& chance, std::function<void()> wake)
    : data_(std::move(data)),
      stores_(std::move(stores)),
      world_(world),
      clock_(clock),
      chance_(chance),
      wake_(std::move(wake)) {
  report_disk();
  writer_ = std::thread([this] { writer_loop(); });
  jobs_ = std::thread([this] { jobs_loop(); });
}

EffectRunner::~EffectRunner() {
  cancel_jobs_ = true;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  writer_.join();
  jobs_.join();
}

void EffectRunner::run(const flow::Effect& effect, flow::Now now) {
  if (const auto* seed = std::get_if<flow::DrawSeed>(&effect)) {
    // Chance is the frame thread's, so that a seeded tour draws in one order.
    flow::SeedDrawn drawn;
    drawn.seed = chance_.draw();
    drawn.record = chance_.record_id();
    drawn.module = seed->module;
    return answer(drawn);
  }
  Task task{effect, now};
  if (auto* save = std::get_if<flow::SaveRecord>(&task.effect); save && save->record.id == RecordId{})
    save->record.id = chance_.record_id();
  if (auto* note = std::get_if<flow::NoteRecord>(&task.effect); note && note->record.id == RecordId{})
    note->record.id = chance_.record_id();
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  work_.notify_all();
}

std::vector<flow::Event> EffectRunner::take_events() {
  const std::lock_guard lock(mutex_);
  return std::exchange(events_, {});
}

bool EffectRunner::idle() const {
  const std::lock_guard lock(mutex_);
  return tasks_.empty() && !busy_ && events_.empty();
}

void EffectRunner::start_full_check() {
  flow::NoteRecord opened;
  opened.record.language = world_.defaults.language;
  opened.record.facts = records::Opened{world_.app};
  run(opened, clock_.now());
  {
    const std::lock_guard lock(mutex_);
    check_wanted_ = true;
  }
  work_.notify_all();
}

void EffectRunner::look_at_disk() {
  {
    const std::lock_guard lock(mutex_);
    disk_wanted_ = true;
  }
  work_.notify_all();
}

void EffectRunner::answer(flow::Event event) {
  {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }
  wake_();
}

void EffectRunner::writer_loop() {
  while (true) {
    std::optional<Task> task;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [this] { return stopping_ || disk_wanted_ || !tasks_.empty(); });
      if (tasks_.empty() && !disk_wanted_) return;
      disk_wanted_ = false;
      if (!tasks_.empty()) {
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      busy_ = true;
    }
    if (task)
      carry_out(*task);
    else
      report_disk();
    copy_checkpoint();
    {
      const std::lock_guard lock(mutex_);
      busy_ = false;
    }
    wake_();
  }
}

void EffectRunner::jobs_loop() {
  let_others_go_first();
  {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [this] { return stopping_ || check_wanted_; });
    if (stopping_ || !stores_) return;
  }
  if (const auto kept = records::keep_ballast(data_); !kept) spdlog::warn("{}", kept.error().text());
  records::LedgerOptions reading;
  reading.read_only = true;
  auto ledger = records::Ledger::open(data_, reading);
  Status checked = ledger ? ledger->check([this](auto, auto) { return !cancel_jobs_; }) : Status(ledger.error());
  if (checked || cancel_jobs_ || checked.error().code == ErrorCode::locked) return;
  spdlog::error("the full check of the ledger failed: {}", checked.error().text());
  {
    const std::lock_guard lock(mutex_);
    check_failed_ = checked.error();
  }
  answer(flow::LedgerFault{{{data_.ledger().string(), 0, "", checked.error().what, checked.error().cure}}});
}

void EffectRunner::carry_out(const Task& task) {
  if (const auto* check = std::get_if<flow::CheckPassphrase>(&task.effect)) {
    const auto key = records::open_hr_key(data_, check->passphrase);
    if (!key && key.error().code != ErrorCode::refused) spdlog::error("HR's key: {}", key.error().text());
    return answer(flow::PassphraseAnswered{key.ok(), check->request});
  }
  if (std::holds_alternative<flow::ForgetKeys>(task.effect)) return signed_in_.reset();
  if (const auto* calibration = std::get_if<flow::SaveCalibration>(&task.effect)) {
    if (const auto saved = save_calibration(data_, calibration->px_per_mm); !saved)
      spdlog::error("the calibration was not saved: {}", saved.error().text());
    return;
  }
  if (stores_) use_stores(task);
}

void EffectRunner::use_stores(const Task& task) {
  const flow::Now now = task.now;
  std::visit(
      [&](const auto& effect) {
        using T = std::decay_t<decltype(effect)>;
        if constexpr (std::is_same_v<T, flow::CheckPin>)
          check_pin(effect, now);
        else if constexpr (std::is_same_v<T, flow::CheckCode>)
          check_code(effect, now);
        else if constexpr (std::is_same_v<T, flow::SetPin>)
          set_pin(effect, now);
        else if constexpr (std::is_same_v<T, flow::SaveProgress>)
          save_progress(effect);
        else if constexpr (std::is_same_v<T, flow::SaveRecord>)
          save_record(effect.record, now, true);
        else if constexpr (std::is_same_v<T, flow::NoteRecord>)
          save_record(effect.record, now, false);
        else if constexpr (std::is_same_v<T, flow::LoadRecords>)
          load_records(effect);
        else if constexpr (std::is_same_v<T, flow::LoadRecord>)
          load_record(effect);
      },
      task.effect);
}

flow::SignInAnswered EffectRunner::answered(const records::SignInAnswer& result, unsigned request) {
  flow::SignInAnswered out;
  out.request = request;
  out.notice = to_notice(result.problem);
  out.tries_left = result.tries_left;
  out.wait = result.wait;
  if (!result.person) return out;
  const records::Person& person = *result.person;
  out.person = person.id;
  out.first_name = first_name_of(person.row.name);
  out.greeting = greeting_of(person.row.name);
  out.group = person.row.group;
  out.site = person.row.site;
  if (!person.row.language.empty()) out.language = Language{person.row.language};
  if (const auto due = stores_->roster.due(person, world_.pack->id); due) out.due = *due;
  if (const auto bytes = stores_->progress.load(person.id, *result.key); bytes && *bytes) {
    const Json json = Json::parse(**bytes, nullptr, false);
    if (auto progress = flow::progress_from_json(json, *world_.pack, *world_.quizzes))
      out.progress = *progress;
    else
      spdlog::info("saved progress starts anew: {}", progress.error().what);
  }
  if (out.progress && out.progress->signed_off) out.progress->signed_off = !signature_was_voided(person.id);
  return out;
}

void EffectRunner::check_pin(const flow::CheckPin& effect, flow::Now now) {
  check(stores_->sign_in.check_pin(effect.badge, effect.pin, now.wall), effect.badge, effect.request, now);
}

void EffectRunner::check_code(const flow::CheckCode& effect, flow::Now now) {
  check(stores_->sign_in.check_code(effect.badge, effect.code, now.wall), effect.badge, effect.request, now);
}

void EffectRunner::check(const Result<records::SignInAnswer>& result, const std::string& badge, unsigned request,
                         flow::Now now) {
  if (!result) {
    spdlog::error("a PIN or code could not be checked: {}", result.error().text());
    return answer(unreadable(request));
  }
  if (result->problem == records::SignInProblem::blocked) note_locked_out(badge, now);
  if (result->person) signed_in_ = SignedIn{*result->person, result->key};
  answer(answered(*result, request));
}

std::shared_ptr<const records::Secret> EffectRunner::key_of(const std::optional<PersonId>& person) const {
  return signed_in_ && person == signed_in_->person.id ? signed_in_->key : nullptr;
}

// Once a lock-out: the tries that follow it add nothing.
void EffectRunner::note_locked_out(const std::string& badge, flow::Now now) {
  if (!locked_out_.insert(badge).second) return;
  const auto person = stores_->roster.by_badge(badge);
  if (person && *person) note(records::LockedOut{}, **person, "", now);
}

void EffectRunner::set_pin(const flow::SetPin& effect, flow::Now now) {
  flow::PinSetAnswered out;
  out.request = effect.request;
  const auto key = key_of(effect.person);
  if (!key) {
    out.failed = true;
    return answer(out);
  }
  const records::Person person = signed_in_->person;
  out.fault = to_fault(records::pin_fault(effect.pin, person.row));
  if (out.fault != flow::PinFault::none) return answer(out);
  const auto set = stores_->sign_in.set_pin(effect.person, effect.badge, effect.pin, *key);
  if (!set && set.error().code == ErrorCode::refused) {
    out.fault = flow::PinFault::same_as_before;
  } else if (!set) {
    spdlog::error("a PIN could not be set: {}", set.error().text());
    out.failed = true;
  } else {
    locked_out_.erase(effect.badge);
    const char* identified_by = effect.first_time ? "code" : "badge+pin";
    if (effect.first_time) note(records::Enrolled{}, person, identified_by, now);
    note(records::PinSet{}, person, identified_by, now);
    out.signed_in = answered({records::SignInProblem::none, 0, milliseconds{0}, person, key}, effect.request);
  }
  answer(out);
}

void EffectRunner::note(records::Facts facts, const records::Person& person, const char* identified_by, flow::Now now) {
  records::NewRecord record;
  record.id = {random_16()};
  record.subject = person.id;
  record.group = person.row.group;
  record.site = person.row.site;
  record.language = world_.defaults.language;
  record.identified_by = identified_by;
  record.facts = std::move(facts);
  save_record(std::move(record), now, false);
}

void EffectRunner::save_progress(const flow::SaveProgress& effect) {
  const auto key = key_of(effect.person);
  const Status saved = key ? stores_->progress.save(effect.person, *key, effect.bytes)
                           : Status(Error{ErrorCode::refused, "the person has signed out", "", ""});
  if (saved) return;
  spdlog::error("progress was not saved: {}", saved.error().text());
  answer(flow::ProgressSaveFailed{saved.error().code});
}

// The text that is signed goes to disk before the record that names its hash.
Status EffectRunner::keep_signed_document(const records::NewRecord& record) {
  Digest signed_hash;
  if (const auto* acknowledged = std::get_if<records::Acknowledged>(&record.facts))
    signed_hash = acknowledged->document_sha256;
  else if (const auto* declined = std::get_if<records::Declined>(&record.facts))
    signed_hash = declined->document_sha256;
  else
    return Done{};
  for (const auto& [language, text] : world_.pack->texts)
    if (text.document_sha256 == signed_hash) return stores_->ledger.keep_document(signed_hash, text.document);
  return Error{ErrorCode::bad_input, "the document that was signed is not one of this policy", "", ""};
}

// After a failed write nobody knows what the disk holds: the file is opened anew, and a retry with the same id tells.
void EffectRunner::reopen_ledger() {
  auto ledger = open_ledger(data_, clock_);
  if (ledger)
    stores_->ledger = std::move(*ledger);
  else
    spdlog::error("the ledger could not be opened again: {}", ledger.error().text());
}

// Against the time since the machine was started, which nobody sets. Said, never a reason to refuse.
void EffectRunner::note_clock_step(const records::Stamp& stamp) {
  constexpr std::int64_t step_ms_min = 2'000;  // less is drift, or NTP slewing
  const auto before = std::exchange(last_stamp_, stamp);
  if (!before || before->boot_id != stamp.boot_id) return;
  const std::int64_t by_ms = (stamp.at.utc_ms - before->at.utc_ms) - (stamp.since_boot_ms - before->since_boot_ms);
  if (std::abs(by_ms) < step_ms_min) return;
  records::NewRecord record;
  record.id = {random_16()};
  record.language = world_.defaults.language;
  record.facts = records::ClockStepped{by_ms};
  record.stamp = stamp;
  if (const auto noted = stores_->ledger.append(record); !noted)
    spdlog::error("a step of the clock was not noted: {}", noted.error().text());
}

// After the answer; when others wait, later.
void EffectRunner::copy_checkpoint() {
  {
    const std::lock_guard lock(mutex_);
    if (!stores_ || !tasks_.empty()) return;
  }
  if (const auto copied = stores_->ledger.write_checkpoint_copy(); !copied)
    spdlog::error("the checkpoint was not copied: {}", copied.error().text());
}

Result<records::Receipt> EffectRunner::append(const records::NewRecord& record) {
  if (const auto kept = keep_signed_document(record); !kept) return kept.error();
  return stores_->ledger.append(record, key_of(record.subject).get());
}

void EffectRunner::save_record(records::NewRecord record, flow::Now now, bool awaited) {
  {
    const std::lock_guard lock(mutex_);
    if (check_failed_) stores_->ledger.refuse(*check_failed_);
  }
  record.stamp = records::stamp_now(world_.app);
  note_clock_step(record.stamp);
  record.stamp.at = now.wall;
  auto receipt = append(record);
  if (!receipt && receipt.error().code == ErrorCode::disk_full && records::release_ballast(data_)) receipt = append(record);
  report_disk();
  if (receipt) {
    if (awaited) answer(flow::Saved{*receipt});
    return;
  }
  spdlog::error("a record of kind {} was not saved: {}", records::kind_of(record.facts), receipt.error().text());
  if (receipt.error().code == ErrorCode::io) reopen_ledger();
  if (awaited)
    answer(flow::SaveFailed{receipt.error().code});
  else
    answer(flow::ProgressSaveFailed{receipt.error().code});
}

// Says it once each time it changes.
void EffectRunner::report_disk() {
  if (!stores_) return;
  const bool low = stores_->ledger.bytes_free() < records::Ledger::session_bytes_min;
  if (low == disk_low_) return;
  disk_low_ = low;
  answer(flow::DiskLow{low});
}

void EffectRunner::load_records(const flow::LoadRecords& effect) {
  const auto leaves = stores_->ledger.about(effect.person);
  const auto voided = stores_->ledger.voided();
  if (!leaves || !voided) return answer(flow::RecordsFailed{effect.request});
  answer(flow::RecordsLoaded{rows_of(*leaves, *voided), effect.request});
}

// After a restore it may be in an earlier generation of the ledger; it counts then.
bool EffectRunner::signature_was_voided(const PersonId& person) const {
  const auto leaves = stores_->ledger.about(person);
  const auto voided = stores_->ledger.voided();
  return leaves && voided && must_sign_again(*leaves, *voided);
}

void EffectRunner::load_record(const flow::LoadRecord& effect) {
  const auto leaves = stores_->ledger.about(effect.person);
  if (!leaves) return answer(flow::RecordsFailed{effect.request});
  for (const auto& leaf : *leaves) {
    if (leaf.id != effect.id) continue;
    auto detail = detail_of(leaf, stores_->ledger, key_of(effect.person).get(), world_);
    if (!detail) break;
    return answer(flow::RecordLoaded{*detail, effect.request});
  }
  answer(flow::RecordsFailed{effect.request});
}

}  // namespace countersign::shell
