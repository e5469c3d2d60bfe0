// What the kiosk's writer does when the disk is full, the ledger is faulty or in use, or a person was erased meanwhile.

#include "kiosk/shell/effect_runner.hpp"

#include <doctest/doctest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "records/store/sqlite.hpp"
#include "tests/records/raw_ledger.hpp"
#include "tests/records/used_terminal.hpp"
#include "tests/support/failing_vfs.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds patience{60};  // a hang is a failure; nothing waits this long
constexpr char new_pin[] = "739154";

// What the program logs; `heard` is called on the thread that logs, before it goes on.
class Listener : public spdlog::sinks::base_sink<std::mutex> {
 public:
  std::function<void(const std::string&)> heard = [](const std::string&) {};

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    heard(std::string(message.payload.data(), message.payload.size()));
  }
  void flush_() override {}
};

template <class T>
bool any(const std::vector<flow::Event>& events) {
  return std::any_of(events.begin(), events.end(), [](const auto& event) { return std::holds_alternative<T>(event); });
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

// Noor's terminal with a runner on it.
class Running {
 public:
  explicit Running(const UsedTerminal& terminal, shell::CheckPatience check = {}, std::optional<Error> refused = {})
      : before_(spdlog::default_logger()) {
    listener_->heard = [this](const std::string& line) { hear(line); };
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", listener_));
    pack_.id = PolicyId{"social-media"};
    pack_.texts[Language{"en"}].document = "document";
    pack_.texts[Language{"en"}].document_sha256 = sha256("document");
    world_.pack = &pack_;
    world_.quizzes = &quizzes_;
    const DataDir& data = terminal.data;
    shell::Stores stores{must(Ledger::open(data, {.busy_timeout = milliseconds{0}})), must(Roster::open(data)),
                         open_sign_in(data), must(ProgressStore::open(data))};
    if (refused) stores.ledger.refuse(*refused);
    runner_.emplace(
        data, std::move(stores), world_, clock_, chance_, [this] { wake(); }, check);
  }
  ~Running() {
    runner_.reset();
    spdlog::set_default_logger(before_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  shell::EffectRunner& runner() { return *runner_; }
  // Runs the effect to its end and gives what came of it.
  std::vector<flow::Event> after(const flow::Effect& effect) {
    runner_->run(effect, clock_.now());
    wait([this] { return runner_->idle(); });
    return std::exchange(events_, {});
  }
  template <class T>
  T answer_to(const flow::Effect& effect) {
    const auto events = after(effect);
    const auto found = std::find_if(events.begin(), events.end(), [](const auto& e) { return std::holds_alternative<T>(e); });
    REQUIRE(found != events.end());
    return std::get<T>(*found);
  }
  // Of what came since the last after().
  template <class T>
  bool came() const {
    return any<T>(events_);
  }
  template <class T>
  void wait_for() {
    wait([this] { return came<T>(); });
  }
  void wait_for_line(const char* part) {
    wait([&] { return std::any_of(lines_.begin(), lines_.end(), [&](const auto& line) { return has(line, part); }); });
  }
  void wait_until_idle() {
    wait([this] { return runner_->idle(); });
  }
  void advance(milliseconds by) { clock_.advance(by); }
  void on_line(const char* part, std::function<void()> act) { acts_[part] = std::move(act); }

 private:
  void hear(const std::string& line) {
    for (const auto& [part, act] : acts_)
      if (has(line, part.c_str())) act();
    {
      const std::lock_guard lock(mutex_);
      lines_.push_back(line);
    }
    woken_.notify_all();
  }
  void wake() {
    { const std::lock_guard lock(mutex_); }
    woken_.notify_all();
  }
  void wait(const std::function<bool()>& holds) {
    std::unique_lock lock(mutex_);
    const bool held = woken_.wait_for(lock, patience, [&] {
      for (auto& event : runner_->take_events()) events_.push_back(std::move(event));
      return holds();
    });
    REQUIRE(held);
  }

  std::shared_ptr<spdlog::logger> before_;
  std::shared_ptr<Listener> listener_ = std::make_shared<Listener>();
  std::map<std::string, std::function<void()>> acts_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::vector<std::string> lines_;
  std::vector<flow::Event> events_;
  content::Pack pack_;
  quiz::Quizzes quizzes_;
  flow::World world_;
  shell::Clock clock_{morning()};
  shell::Chance chance_{7};
  std::optional<shell::EffectRunner> runner_;
};

flow::CheckPin pin_check(const std::string& pin = UsedTerminal::pin) { return {UsedTerminal::badge, pin, 1}; }

flow::SetPin change_of_pin(const UsedTerminal& terminal, const std::string& pin = new_pin) {
  return {terminal.noor, UsedTerminal::badge, UsedTerminal::pin, pin, false, 2};
}

bool opens(const DataDir& data, const std::string& pin) {
  return must(open_sign_in(data).check_pin(UsedTerminal::badge, pin, try_at(morning()))).problem == SignInProblem::none;
}

int leaves_of_kind(const DataDir& data, const std::string& kind) {
  const auto leaves = must(must(Ledger::open(data, {.read_only = true})).page(0, 2000));
  return static_cast<int>(std::count_if(leaves.begin(), leaves.end(), [&](const Leaf& leaf) { return leaf.kind == kind; }));
}

std::vector<std::string> kinds_of(const DataDir& data) {
  std::vector<std::string> kinds;
  for (const Leaf& leaf : must(must(Ledger::open(data, {.read_only = true})).page(0, 2000))) kinds.push_back(leaf.kind);
  return kinds;
}

constexpr char before_the_end[] = "the last question";
constexpr char after_the_quiz[] = "the next module";

flow::NoteRecord finished_module(const UsedTerminal& terminal) {
  return {record_of(terminal.noor, ModuleFinished{ModuleId{"accounts"}, 60})};
}

// What the disk holds of Noor's place.
std::string place_of(const UsedTerminal& terminal) {
  const auto key = must(open_sign_in(terminal.data).check_pin(UsedTerminal::badge, UsedTerminal::pin, try_at(morning()))).key;
  return must(must(ProgressStore::open(terminal.data)).load(terminal.noor, *key)).value_or("");
}

std::map<std::string, std::string> all_bytes(const DataDir& data) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(data.root))
    if (entry.is_regular_file()) all[entry.path().string()] = bytes_of(entry.path());
  return all;
}

// A record in the middle says what nobody signed: quick checks pass, the full one does not.
void falsify(const UsedTerminal& terminal) {
  must(must(Ledger::open(terminal.data)).append(about_nobody(Opened{"countersign-test 1"})));
  behind_the_triggers(terminal.data, [](const RawLedger& raw) {
    const Cell record{"leaf", "record", raw.rowids("leaf").front()};
    std::string bytes = raw.read(record);
    bytes.replace(bytes.find("Drivers"), 7, "Drovers");
    raw.write(record, bytes);
  });
}

}  // namespace

TEST_CASE("on a full disk every write of a session lets the ballast go and is kept") {
  struct Case {
    const char* name;
    std::function<bool(Running&, const UsedTerminal&)> kept;
  };
  const std::vector<Case> cases = {
      {"checking a PIN",
       [](Running& running, const UsedTerminal&) {
         return running.answer_to<flow::SignInAnswered>(pin_check()).notice == flow::SignInNotice::none;
       }},
      {"checking a code",
       [](Running& running, const UsedTerminal&) {
         const flow::CheckCode code{UsedTerminal::badge, "00000-00000", 1};
         return running.answer_to<flow::SignInAnswered>(code).notice == flow::SignInNotice::wrong;
       }},
      {"setting a PIN",
       [](Running& running, const UsedTerminal& terminal) {
         return !running.answer_to<flow::PinSetAnswered>(change_of_pin(terminal)).failed && opens(terminal.data, new_pin) &&
                leaves_of_kind(terminal.data, "pin_set") == 1;
       }},
      {"saving the place",
       [](Running& running, const UsedTerminal& terminal) {
         return !any<flow::ProgressSaveFailed>(running.after(flow::SaveProgress{terminal.noor, "card 4"}));
       }},
      {"saving a record",
       [](Running& running, const UsedTerminal& terminal) {
         const NewRecord record = signed_acknowledgement(terminal.noor);
         return running.answer_to<flow::Saved>(flow::SaveRecord{record}).receipt.id == record.id;
       }},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    FailingVfs disk;
    const UsedTerminal terminal;
    Running running(terminal);
    running.answer_to<flow::SignInAnswered>(pin_check());
    write_bytes(terminal.data.ballast(), "room");
    running.on_line("is let go", [&] { disk.heal(); });
    disk.full_after(0);
    CHECK(each.kept(running, terminal));
    CHECK_FALSE(fs::exists(terminal.data.ballast()));
  }
}

TEST_CASE("a full disk without a ballast is told, and is no fault of the ledger") {
  FailingVfs disk;
  const UsedTerminal terminal;
  Running running(terminal);
  running.answer_to<flow::SignInAnswered>(pin_check());
  disk.full_after(0);
  CHECK(running.answer_to<flow::SignInAnswered>(pin_check()).notice == flow::SignInNotice::cannot_read);
  CHECK(running.answer_to<flow::PinSetAnswered>(change_of_pin(terminal)).failed);
  CHECK(running.answer_to<flow::ProgressSaveFailed>(flow::SaveProgress{terminal.noor, "card 4"}).reason ==
        ErrorCode::disk_full);
  CHECK(running.answer_to<flow::SaveFailed>(flow::SaveRecord{signed_acknowledgement(terminal.noor)}).reason ==
        ErrorCode::disk_full);
  disk.heal();
  CHECK(running.answer_to<flow::SignInAnswered>(pin_check()).notice == flow::SignInNotice::none);
}

TEST_CASE("a note that the disk refused goes before everything else, and no place is saved as being past it") {
  struct Case {
    const char* name;
    std::function<void(Running&, const UsedTerminal&)> next_write;
  };
  const std::vector<Case> cases = {
      {"the place",
       [](Running& running, const UsedTerminal& terminal) {
         CHECK_FALSE(any<flow::ProgressSaveFailed>(running.after(flow::SaveProgress{terminal.noor, after_the_quiz})));
         CHECK(place_of(terminal) == after_the_quiz);
       }},
      {"a record",
       [](Running& running, const UsedTerminal& terminal) {
         running.answer_to<flow::Saved>(flow::SaveRecord{signed_acknowledgement(terminal.noor)});
         const auto kinds = kinds_of(terminal.data);
         CHECK(kinds.at(kinds.size() - 2) == "module_finished");
       }},
      {"a PIN", [](Running& running, const UsedTerminal&) { running.after(pin_check()); }},
      {"nothing: room again is enough",
       [](Running& running, const UsedTerminal&) {
         running.runner().look_at_disk();
         running.wait_until_idle();
       }},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    FailingVfs disk;
    const UsedTerminal terminal;
    Running running(terminal);
    running.answer_to<flow::SignInAnswered>(pin_check());
    running.after(flow::SaveProgress{terminal.noor, before_the_end});
    disk.full_after(0);
    CHECK(running.answer_to<flow::ProgressSaveFailed>(finished_module(terminal)).reason == ErrorCode::disk_full);
    CHECK(any<flow::ProgressSaveFailed>(running.after(flow::SaveProgress{terminal.noor, after_the_quiz})));
    disk.heal();
    // Whoever kills the program here finds the end of the quiz still to be done.
    CHECK(place_of(terminal) == before_the_end);
    CHECK(leaves_of_kind(terminal.data, "module_finished") == 0);
    each.next_write(running, terminal);
    CHECK(leaves_of_kind(terminal.data, "module_finished") == 1);
  }
}

TEST_CASE("while another program holds the ledger a note waits, even after its person has left, and the end writes it") {
  const UsedTerminal terminal;
  {
    Running running(terminal);
    running.answer_to<flow::SignInAnswered>(pin_check());
    {
      const Database other = must(Database::open(terminal.data.ledger(), OpenMode::read_write, milliseconds{0}));
      must(other.execute("BEGIN EXCLUSIVE"));
      CHECK(running.answer_to<flow::ProgressSaveFailed>(finished_module(terminal)).reason == ErrorCode::locked);
      running.after(flow::ForgetKeys{});
    }
    CHECK(leaves_of_kind(terminal.data, "module_finished") == 0);
  }
  CHECK(leaves_of_kind(terminal.data, "module_finished") == 1);
}

TEST_CASE("a saved place that cannot be read is told and left as it is; one of another version is begun anew") {
  struct Case {
    const char* name;
    const char* saved;
    bool lost;
  };
  for (const Case& each :
       {Case{"garbled", "Noor was here", true}, Case{"another version of the policy", R"({"version":"0.1"})", false}}) {
    CAPTURE(std::string(each.name));
    const UsedTerminal terminal;
    Running running(terminal);
    running.answer_to<flow::SignInAnswered>(pin_check());
    running.after(flow::SaveProgress{terminal.noor, each.saved});
    std::atomic<bool> said{false};
    running.on_line("a saved place cannot be read", [&] { said = true; });
    running.on_line("Noor", [] { FAIL_CHECK("the log names somebody"); });
    const auto answer = running.answer_to<flow::SignInAnswered>(pin_check());
    CHECK(answer.place_lost == each.lost);
    CHECK_FALSE(answer.progress);
    CHECK(said == each.lost);
    CHECK(place_of(terminal) == each.saved);
  }
}

TEST_CASE("a place that does not open with its person's key is lost, not begun anew") {
  const UsedTerminal terminal;
  Running running(terminal);
  running.answer_to<flow::SignInAnswered>(pin_check());
  running.after(flow::SaveProgress{terminal.noor, "card 4"});
  behind_the_triggers(terminal.data, [](const RawLedger& raw) { raw.execute("UPDATE progress SET sealed = zeroblob(64)"); });
  CHECK(running.answer_to<flow::SignInAnswered>(pin_check()).place_lost);
}

TEST_CASE("once the full check has found a fault not one byte is written, whatever is asked") {
  const UsedTerminal terminal;
  falsify(terminal);
  const auto hr = must(make_hr_key("a passphrase for tests", {16 * 1024, 1})).file;
  must(hr.save(terminal.data.hr_key()));
  must(hr.save(terminal.data.root / "hr-key.next"));  // a change that was cut off: opening the key would complete it
  std::map<std::string, std::string> before;
  {
    Running running(terminal);
    running.answer_to<flow::SignInAnswered>(pin_check());
    running.runner().start_full_check();
    running.wait_for<flow::LedgerFault>();
    running.wait_until_idle();
    before = all_bytes(terminal.data);
    CHECK(running.answer_to<flow::SignInAnswered>(pin_check()).notice == flow::SignInNotice::cannot_read);
    CHECK(running.answer_to<flow::SignInAnswered>(flow::CheckCode{UsedTerminal::badge, "00000-00000", 1}).notice ==
          flow::SignInNotice::cannot_read);
    CHECK(running.answer_to<flow::PinSetAnswered>(change_of_pin(terminal)).failed);
    running.after(flow::SaveProgress{terminal.noor, "card 4"});
    CHECK(running.answer_to<flow::SaveFailed>(flow::SaveRecord{signed_acknowledgement(terminal.noor)}).reason ==
          ErrorCode::corrupt);
    running.after(flow::NoteRecord{about_nobody(Opened{"countersign-test 1"})});
    running.after(flow::SaveCalibration{5});
    CHECK(running.answer_to<flow::PassphraseAnswered>(flow::CheckPassphrase{"a passphrase for tests", 3}).right);
  }
  CHECK(all_bytes(terminal.data) == before);
}

TEST_CASE("an append that finds the ledger damaged ends all writing at once, and for the next start too") {
  const UsedTerminal terminal;
  {
    Running running(terminal);
    running.answer_to<flow::SignInAnswered>(pin_check());
    behind_the_triggers(terminal.data, [](const RawLedger& raw) {
      raw.write({"checkpoint", "note", raw.rowids("checkpoint").back()}, "not a checkpoint");
    });
    const auto events = running.after(flow::SaveRecord{signed_acknowledgement(terminal.noor)});
    CHECK(any<flow::SaveFailed>(events));
    CHECK(any<flow::LedgerFault>(events));
    const auto before = all_bytes(terminal.data);
    CHECK(running.answer_to<flow::SignInAnswered>(pin_check()).notice == flow::SignInNotice::cannot_read);
    CHECK_FALSE(any<flow::LedgerFault>(running.after(flow::SaveProgress{terminal.noor, "card 4"})));
    CHECK(all_bytes(terminal.data) == before);
  }
  const auto next = shell::open_stores(terminal.data, shell::Clock());
  REQUIRE_FALSE(next.ok());
  CHECK(next.error().code == ErrorCode::corrupt);
  CHECK(next.error().where == terminal.data.evidence().string());
}

TEST_CASE("a full check that finds the ledger in use waits for it, and then finds the fault") {
  const UsedTerminal terminal;
  falsify(terminal);
  Running running(terminal, {milliseconds{0}, milliseconds{1}, 1'000'000});
  {
    const Database other = must(Database::open(terminal.data.ledger(), OpenMode::read_write, milliseconds{0}));
    must(other.execute("BEGIN EXCLUSIVE"));
    running.runner().start_full_check();
    running.wait_for_line("the full check of the ledger waits");
    CHECK_FALSE(running.came<flow::LedgerFault>());
  }
  running.wait_for<flow::LedgerFault>();
}

TEST_CASE("a full check that never gets at the ledger gives up, says so, and calls it no fault") {
  const UsedTerminal terminal;
  Running running(terminal, {milliseconds{0}, milliseconds{0}, 3});
  const Database other = must(Database::open(terminal.data.ledger(), OpenMode::read_write, milliseconds{0}));
  must(other.execute("BEGIN EXCLUSIVE"));
  running.runner().start_full_check();
  running.wait_for_line("the full check of the ledger is left to the next start");
  running.wait_until_idle();
  CHECK_FALSE(running.came<flow::LedgerFault>());
}

TEST_CASE("a PIN whose leaves cannot be appended is not set, and the next try sets it with its leaves") {
  const UsedTerminal terminal;
  const std::string code = must(open_sign_in(terminal.data).issue_code(terminal.noor, hr_key(), morning()));
  Running running(terminal, {}, Error{ErrorCode::io, "the disk refused a write", "", ""});
  CHECK(running.answer_to<flow::SignInAnswered>(flow::CheckCode{UsedTerminal::badge, code, 1}).notice ==
        flow::SignInNotice::none);
  const flow::SetPin first{terminal.noor, UsedTerminal::badge, "", new_pin, true, 2};
  const auto failed = running.answer_to<flow::PinSetAnswered>(first);
  CHECK(failed.failed);
  CHECK(failed.fault == flow::PinFault::none);
  CHECK_FALSE(opens(terminal.data, new_pin));
  CHECK(opens(terminal.data, UsedTerminal::pin));
  CHECK(leaves_of_kind(terminal.data, "pin_set") == 0);

  CHECK_FALSE(running.answer_to<flow::PinSetAnswered>(first).failed);
  CHECK(opens(terminal.data, new_pin));
  CHECK(leaves_of_kind(terminal.data, "enrolled") == 1);
  CHECK(leaves_of_kind(terminal.data, "pin_set") == 1);
  CHECK(running.answer_to<flow::PinSetAnswered>(first).fault == flow::PinFault::same_as_before);
  CHECK(leaves_of_kind(terminal.data, "pin_set") == 1);
}

TEST_CASE("when the leaves of a PIN are written it is not in force, and a disk that fills then leaves the old one") {
  FailingVfs disk;
  const UsedTerminal terminal;
  SignIn sign_in = open_sign_in(terminal.data);
  const auto key = must(sign_in.check_pin(UsedTerminal::badge, UsedTerminal::pin, try_at(morning()))).key;
  const auto set = sign_in.set_pin(terminal.noor, UsedTerminal::badge, new_pin, *key, [&]() -> Status {
    CHECK_FALSE(opens(terminal.data, new_pin));
    disk.full_after(0);
    return Done{};
  });
  CHECK(set.error().code == ErrorCode::disk_full);
  disk.heal();
  CHECK_FALSE(opens(terminal.data, new_pin));
  CHECK(opens(terminal.data, UsedTerminal::pin));
}

TEST_CASE("a person erased while signed in is told that nothing was saved, and the terminal goes on") {
  const UsedTerminal terminal;
  Running running(terminal);
  running.answer_to<flow::SignInAnswered>(pin_check());
  must(must(Ledger::open(terminal.data)).erase(terminal.noor, record_of(terminal.noor, Erased{})));
  const auto events = running.after(flow::SaveRecord{signed_acknowledgement(terminal.noor)});
  CHECK(any<flow::SaveFailed>(events));
  CHECK_FALSE(any<flow::LedgerFault>(events));
  CHECK(running.answer_to<flow::PinSetAnswered>(change_of_pin(terminal)).failed);
  CHECK(leaves_of_kind(terminal.data, "pin_set") == 0);
  running.answer_to<flow::ProgressSaveFailed>(flow::SaveProgress{terminal.noor, "card 4"});
  const NewRecord other = about_nobody(Opened{"countersign-test 1"});
  CHECK(running.answer_to<flow::Saved>(flow::SaveRecord{other}).receipt.id == other.id);
}

TEST_CASE("a lock-out is on record once, however often somebody goes on trying, and once more after a new code") {
  const UsedTerminal terminal;
  const auto try_wrong_pins = [&](Running& running, int tries) {
    for (int i = 0; i < tries; ++i) {
      running.advance(std::chrono::minutes{15});
      running.answer_to<flow::SignInAnswered>(pin_check("000001"));
    }
    return leaves_of_kind(terminal.data, "locked_out");
  };
  {
    Running running(terminal);
    CHECK(try_wrong_pins(running, tries_max - 1) == 0);
    CHECK(try_wrong_pins(running, 1) == 1);
    CHECK(try_wrong_pins(running, 3) == 1);
  }
  Running restarted(terminal);
  CHECK(try_wrong_pins(restarted, 3) == 1);
  must(open_sign_in(terminal.data).issue_code(terminal.noor, hr_key(), morning()));
  restarted.advance(std::chrono::minutes{15});
  CHECK(try_wrong_pins(restarted, tries_max - 1) == 1);
  CHECK(try_wrong_pins(restarted, 3) == 2);
}

TEST_CASE("a file of HR's key that does not read is told apart from a wrong passphrase") {
  const UsedTerminal terminal;
  must(must(make_hr_key("a passphrase for tests", {16 * 1024, 1})).file.save(terminal.data.hr_key()));
  Running running(terminal);
  const auto answer_to = [&](const char* typed) {
    return running.answer_to<flow::PassphraseAnswered>(flow::CheckPassphrase{typed, 1});
  };
  CHECK(answer_to("a passphrase for tests").right);
  CHECK_FALSE(answer_to("another passphrase").right);
  CHECK_FALSE(answer_to("another passphrase").unreadable);
  Json key = Json::parse(bytes_of(terminal.data.hr_key()));
  key["version"] = 1000;  // a newer program's
  for (const std::string& file : {key.dump(), std::string("hr key")}) {
    write_bytes(terminal.data.hr_key(), file);
    CHECK_FALSE(answer_to("a passphrase for tests").right);
    CHECK(answer_to("a passphrase for tests").unreadable);
  }
}
