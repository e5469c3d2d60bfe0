#include "kiosk/shell/effect_runner.hpp"

#include <spdlog/spdlog.h>

#include "base/priority.hpp"
#include "base/wipe.hpp"
#include "kiosk/shell/record_reader.hpp"
#include "kiosk/shell/settings.hpp"
#include "records/store/ballast.hpp"

namespace countersign::shell {

namespace {

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
                           Chance& chance, std::function<void()> wake, CheckPatience patience)
    : data_(std::move(data)),
      gate_(data_),
      stores_(std::move(stores)),
      world_(world),
      clock_(clock),
      chance_(chance),
      wake_(std::move(wake)),
      patience_(patience) {
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
  // Its end would else write the checkpoint copy.
  if (const auto fault = gate_.fault(); fault && stores_) stores_->ledger.refuse(*fault);
}

EffectRunner::Task::~Task() {
  if (auto* pin = std::get_if<flow::CheckPin>(&effect)) wipe(pin->pin);
  if (auto* code = std::get_if<flow::CheckCode>(&effect)) wipe(code->code);
  if (auto* passphrase = std::get_if<flow::CheckPassphrase>(&effect)) wipe(passphrase->passphrase);
  if (auto* pins = std::get_if<flow::SetPin>(&effect)) wipe(pins->pin), wipe(pins->old_pin);
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
  std::unique_ptr<Task> task(new Task{effect, now});
  if (auto* save = std::get_if<flow::SaveRecord>(&task->effect); save && save->record.id == RecordId{})
    save->record.id = chance_.record_id();
  if (auto* note = std::get_if<flow::NoteRecord>(&task->effect); note && note->record.id == RecordId{})
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
  return tasks_.empty() && !disk_wanted_ && !busy_ && events_.empty();
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
    std::unique_ptr<Task> task;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [this] { return stopping_ || disk_wanted_ || !tasks_.empty(); });
      if (tasks_.empty() && !disk_wanted_) break;
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
      (void)write_notes();  // the disk may have room again
    report_disk();
    copy_checkpoint();
    {
      const std::lock_guard lock(mutex_);
      busy_ = false;
    }
    wake_();
  }
  (void)write_notes();  // the last chance
}

void EffectRunner::jobs_loop() {
  let_others_go_first();
  {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [this] { return stopping_ || check_wanted_; });
    if (stopping_ || !stores_) return;
  }
  if (const auto kept = records::keep_ballast(data_); !kept) spdlog::warn("{}", kept.error().text());
  const Status checked = check_ledger();
  if (checked || cancel_jobs_) return;
  if (checked.error().code == ErrorCode::locked)
    return spdlog::error("the full check of the ledger is left to the next start: {}", checked.error().text());
  spdlog::error("the full check of the ledger failed: {}", checked.error().text());
  stop_writing(checked.error());
}

// Evidence mode: the screen says so, and nothing is written any more. The ledger itself has left the mark for the next start.
void EffectRunner::stop_writing(const Error& fault) {
  gate_.close(fault);
  answer(flow::LedgerFault{{{data_.ledger().string(), 0, "", fault.what, fault.cure}}});
}

Status EffectRunner::check_once() {
  records::LedgerOptions reading;
  reading.read_only = true;
  reading.busy_timeout = patience_.lock_wait;
  const auto ledger = records::Ledger::open(data_, reading);
  return ledger ? ledger->check([this](auto, auto) { return !cancel_jobs_; }) : Status(ledger.error());
}

// Another program that holds the ledger is no fault of it, and no reason to leave it unchecked.
Status EffectRunner::check_ledger() {
  const auto is_locked = [](const Status& checked) { return !checked && checked.error().code == ErrorCode::locked; };
  Status checked = check_once();
  if (is_locked(checked)) spdlog::warn("the full check of the ledger waits: {}", checked.error().text());
  for (int tries = 1; is_locked(checked) && tries < patience_.tries_max && pause_check(); ++tries) checked = check_once();
  return checked;
}

// False when the program ends.
bool EffectRunner::pause_check() {
  std::unique_lock lock(mutex_);
  return !work_.wait_for(lock, patience_.pause, [this] { return stopping_; });
}

void EffectRunner::carry_out(const Task& task) {
  if (const auto* check = std::get_if<flow::CheckPassphrase>(&task.effect)) return check_passphrase(*check);
  if (std::holds_alternative<flow::ForgetKeys>(task.effect)) return signed_in_.reset();
  if (const auto* calibration = std::get_if<flow::SaveCalibration>(&task.effect)) return save_calibration_of(*calibration);
  if (stores_) use_stores(task);
}

// Asking for HR's key completes a change of it that was cut off; once a fault is known its file is only read.
void EffectRunner::check_passphrase(const flow::CheckPassphrase& effect) {
  const auto file = gate_.fault() ? records::HrKeyFile::load(data_.hr_key()) : records::hr_key_file(data_);
  const auto key = file ? file->unlock(effect.passphrase) : Result<records::HrKey>(file.error());
  const bool unreadable = !key && (!file || key.error().code != ErrorCode::refused);  // whatever was typed
  if (unreadable) spdlog::error("HR's key: {}", key.error().text());
  answer(flow::PassphraseAnswered{key.ok(), effect.request, unreadable});
}

void EffectRunner::save_calibration_of(const flow::SaveCalibration& effect) {
  const Status saved = gate_.write([&] { return save_calibration(data_, effect.px_per_mm); });
  if (!saved) spdlog::error("the calibration was not saved: {}", saved.error().text());
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
          save_record(effect.record, now);
        else if constexpr (std::is_same_v<T, flow::NoteRecord>)
          note_record(effect.record, now);
        else if constexpr (std::is_same_v<T, flow::LoadRecords>)
          load_records(effect);
        else if constexpr (std::is_same_v<T, flow::LoadRecord>)
          load_record(effect);
      },
      task.effect);
}

// After a failed write nobody knows what the disk holds: the file is opened anew, and a retry with the same id tells.
void EffectRunner::reopen_ledger() {
  auto ledger = open_ledger(data_, clock_);
  if (ledger)
    stores_->ledger = std::move(*ledger);
  else
    spdlog::error("the ledger could not be opened again: {}", ledger.error().text());
}

// After the answer; when others wait, later. Not worth the ballast: it may lag, and may be for another disk.
void EffectRunner::copy_checkpoint() {
  if (gate_.fault()) return;
  {
    const std::lock_guard lock(mutex_);
    if (!stores_ || !tasks_.empty()) return;
  }
  if (const auto copied = stores_->ledger.write_checkpoint_copy(); !copied)
    spdlog::error("the checkpoint was not copied: {}", copied.error().text());
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
