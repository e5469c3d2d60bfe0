#pragma once
// Carries out what the flow asks for, off the frame thread. `writer` appends, saves progress and checks PINs; `jobs` does
// what takes long (the full check of the ledger), so that an append never waits behind it.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/flow/effects.hpp"
#include "kiosk/shell/clock.hpp"
#include "kiosk/shell/write_gate.hpp"
#include "records/store/ledger.hpp"
#include "records/store/progress.hpp"
#include "records/store/roster.hpp"
#include "records/store/sign_in.hpp"

namespace countersign::shell {

// Everything of the data directory that is open while the kiosk runs.
struct Stores {
  records::Ledger ledger;
  records::Roster roster;
  records::SignIn sign_in;
  records::ProgressStore progress;
};

// Opens all of them; the first that cannot be trusted fails the whole. The ledger says by `clock` when it stored a record.
Result<Stores> open_stores(const records::DataDir& data, const Clock& clock);

// How long the full check waits for another program that holds the ledger: some twelve minutes, then it is left to the next
// start.
struct CheckPatience {
  milliseconds lock_wait{5'000};  // within one try
  milliseconds pause{30'000};     // between two
  int tries_max = 20;
};

class EffectRunner {
 public:
  // Without stores (the kiosk shows a fault) only the passphrase can be checked. `wake` is called from any thread when an
  // event is waiting.
  EffectRunner(records::DataDir data, std::optional<Stores> stores, const flow::World& world, const Clock& clock,
               Chance& chance, std::function<void()> wake, CheckPatience patience = {});
  ~EffectRunner();  // finishes what was asked, then stops
  EffectRunner(const EffectRunner&) = delete;
  EffectRunner& operator=(const EffectRunner&) = delete;

  // Frame thread.
  void run(const flow::Effect& effect, flow::Now now);
  std::vector<flow::Event> take_events();
  bool idle() const;        // nothing is queued or running on the writer
  void start_full_check();  // on `jobs`, behind the first screen
  void look_at_disk();      // says DiskLow if that has changed

 private:
  struct Task {
    flow::Effect effect;
    flow::Now now;
    ~Task();  // wipes what somebody typed
  };

  void writer_loop();
  void jobs_loop();
  void answer(flow::Event event);
  Status check_once();
  Status check_ledger();
  bool pause_check();
  void stop_writing(const Error& fault);
  void carry_out(const Task& task);
  void check_passphrase(const flow::CheckPassphrase& effect);
  void save_calibration_of(const flow::SaveCalibration& effect);
  void use_stores(const Task& task);

  void check_pin(const flow::CheckPin& effect, flow::Now now);
  void check_code(const flow::CheckCode& effect, flow::Now now);
  void set_pin(const flow::SetPin& effect, flow::Now now);
  void save_progress(const flow::SaveProgress& effect);
  void stamp(records::NewRecord& record, flow::Now now);
  Result<records::Receipt> append(const records::PersonalRecord& leaf);
  Status append_all(const std::vector<records::PersonalRecord>& leaves);
  void after_failed_append(const Error& error);
  // The notes that wait, oldest first. Before any other write: what this fails with, that one fails with too.
  Status write_notes();
  Status note(records::NewRecord record);
  void note_record(records::NewRecord record, flow::Now now);
  void save_record(records::NewRecord record, flow::Now now);
  void load_records(const flow::LoadRecords& effect);
  bool signature_was_voided(const PersonId& person) const;
  void load_record(const flow::LoadRecord& effect);
  void load_place(const records::SignInAnswer& result, flow::SignInAnswered& out) const;
  flow::SignInAnswered answered(const records::SignInAnswer& result, unsigned request);
  void check(const Result<records::SignInAnswer>& result, const std::string& badge, unsigned request, flow::Now now);
  records::NewRecord record_about(const records::Person& person, records::Facts facts, const char* identified_by) const;
  std::vector<records::PersonalRecord> leaves_of_pin(const flow::SetPin& effect, flow::Now now);
  void note_locked_out(const std::string& badge, flow::Now now);
  Status keep_signed_document(const records::NewRecord& record);
  void reopen_ledger();
  void report_disk();
  void note_clock_step(const records::Stamp& stamp);
  void copy_checkpoint();
  std::shared_ptr<const records::Secret> key_of(const std::optional<PersonId>& person) const;

  records::DataDir data_;
  WriteGate gate_;
  std::optional<Stores> stores_;
  const flow::World& world_;
  const Clock& clock_;
  Chance& chance_;
  std::function<void()> wake_;
  CheckPatience patience_;

  // Whoever gave badge and PIN (or code) last, until ForgetKeys. The writer's alone.
  struct SignedIn {
    records::Person person;
    std::shared_ptr<const records::Secret> key;
  };
  std::optional<SignedIn> signed_in_;
  std::optional<records::Stamp> last_stamp_;   // by the machine's own clock
  std::deque<records::PersonalRecord> notes_;  // that the disk has refused so far; one person's use of the terminal adds few
  bool disk_low_ = false;

  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::unique_ptr<Task>> tasks_;
  std::vector<flow::Event> events_;
  bool stopping_ = false;
  bool busy_ = false;
  bool check_wanted_ = false;
  bool disk_wanted_ = false;
  std::atomic<bool> cancel_jobs_{false};

  std::thread writer_;
  std::thread jobs_;
};

// "Sam K.": the first name and the initial of the last; and "Sam".
std::string greeting_of(const std::string& name);
std::string first_name_of(const std::string& name);

}  // namespace countersign::shell
