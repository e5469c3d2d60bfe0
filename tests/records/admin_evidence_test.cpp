// The mark of a fault (records/store/evidence.hpp), and the lock that changes of people and keys take (change_lock.hpp).

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <future>

#include "records/store/change_lock.hpp"
#include "records/store/evidence.hpp"
#include "records/store/progress.hpp"
#include "records/store/sign_in.hpp"
#include "tests/records/raw_ledger.hpp"
#include "tests/records/shop.hpp"
#include "tests/records/test_keys.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

const Error fault_of_a_test{ErrorCode::corrupt, "record 5: it was\nchanged", "/somewhere/ledger.db", "cure"};

void change_first_record(const DemoShop& shop) {
  behind_the_triggers(shop.dir, [](const RawLedger& raw) {
    const Cell record{"leaf", "record", raw.rowids("leaf").front()};
    std::string bytes = raw.read(record);
    bytes.back() = ' ';
    raw.write(record, bytes);
  });
}

void spoil_last_checkpoint(const DemoShop& shop) {
  behind_the_triggers(shop.dir, [](const RawLedger& raw) {
    raw.write({"checkpoint", "note", raw.rowids("checkpoint").back()}, "not a checkpoint");
  });
}

// No file grows while it lives.
class NoRoom {
 public:
  NoRoom() : signal_before_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{0, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoom() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_before_);
  }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  rlimit before_{};
  void (*signal_before_)(int);
};

bool check_goes_on(std::uint64_t, std::uint64_t) { return true; }

void check_nothing_more_is_appended(const DemoShop& shop, records::Ledger& ledger) {
  const std::string before = shop.all_bytes();
  CHECK(ledger.append(acknowledgement(shop.sam)).error().code == ErrorCode::corrupt);
  CHECK(shop.all_bytes() == before);
}

}  // namespace

TEST_CASE("a fault that the full check finds leaves a mark of one line, and the first one stays") {
  const DemoShop shop;
  change_first_record(shop);
  const auto check = [&] { return must(records::Ledger::open(shop.dir, {.read_only = true})).check(check_goes_on); };
  CHECK(check().error().code == ErrorCode::corrupt);
  const std::string mark = bytes_of(shop.dir.evidence());
  CHECK(std::count(mark.begin(), mark.end(), '\n') == 1);
  CHECK(mark.ends_with('\n'));
  CHECK(mark.starts_with("20"));
  CHECK(contains(mark, "ledger.db: record 0: "));
  CHECK((fs::status(shop.dir.evidence()).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK_FALSE(check().ok());
  CHECK(bytes_of(shop.dir.evidence()) == mark);
  const auto refused = records::Ledger::open(shop.dir);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::corrupt);
  CHECK(refused.error().where == shop.dir.evidence().string());
  CHECK(contains(refused.error().what, "record 0"));
  CHECK(contains(refused.error().cure, "restore"));
}

TEST_CASE("whoever is erased while the full check goes on is no fault") {
  const DemoShop shop;
  auto ledger = must(records::Ledger::open(shop.dir));
  // The check reads two pages of 256 before it first asks whether to go on.
  std::vector<records::PersonalRecord> many;
  for (int i = 0; i < 600; ++i) many.push_back({about_nobody(records::Opened{"countersign-test 1"}), nullptr});
  must(ledger.append_all(many));
  must(ledger.append(signed_acknowledgement(shop.noor), &any_key()));
  const auto reader = must(records::Ledger::open(shop.dir, {.read_only = true}));
  bool erased = false;
  const auto erase_once = [&](std::uint64_t, std::uint64_t) {
    if (!std::exchange(erased, true)) must(ledger.erase(shop.noor, record_of(shop.noor, records::Erased{"hr"})));
    return true;
  };
  CHECK(reader.check(erase_once).ok());
  CHECK_FALSE(fs::exists(shop.dir.evidence()));
}

TEST_CASE("a fault of a ledger that a restore has set aside marks nothing") {
  const DemoShop shop;
  REQUIRE(shop.run({"backup", "--out", shop.file("copy.db")}).code == 0);
  change_first_record(shop);
  const auto running = must(records::Ledger::open(shop.dir, {.read_only = true}));
  REQUIRE(shop.run_as_hr({"restore", shop.file("copy.db")}).code == 0);
  CHECK_FALSE(running.check(check_goes_on).ok());
  CHECK_FALSE(fs::exists(shop.dir.evidence()));
}

TEST_CASE("a fault of a backup is not one of the directory that it lies in") {
  const DemoShop shop;
  change_first_record(shop);
  CHECK_FALSE(must(records::Ledger::open_copy(shop.dir.ledger())).check(check_goes_on).ok());
  CHECK_FALSE(fs::exists(shop.dir.evidence()));
}

TEST_CASE("an append that finds the ledger damaged leaves the mark, and nothing more is appended") {
  const DemoShop shop;
  auto ledger = must(records::Ledger::open(shop.dir));
  spoil_last_checkpoint(shop);
  CHECK(ledger.append(acknowledgement(shop.sam)).error().code == ErrorCode::corrupt);
  CHECK(fs::exists(shop.dir.evidence()));
  check_nothing_more_is_appended(shop, ledger);
}

TEST_CASE("where the mark cannot be left, whoever found the fault still appends nothing more") {
  const DemoShop shop;
  auto ledger = must(records::Ledger::open(shop.dir));
  spoil_last_checkpoint(shop);
  {
    const NoRoom full;
    CHECK(ledger.append(acknowledgement(shop.sam)).error().code == ErrorCode::corrupt);
  }
  CHECK_FALSE(fs::exists(shop.dir.evidence()));
  check_nothing_more_is_appended(shop, ledger);
}

TEST_CASE("while a fault is marked what would write is refused, and what reads goes on") {
  const DemoShop shop;
  write_bytes(shop.file("staff.csv"), "badge,name,group\n9001,New One,Drivers\n");
  must(records::leave_evidence(shop.dir, fault_of_a_test, morning()));
  CHECK(bytes_of(shop.dir.evidence()) == "2026-11-23T10:15:00.000+01:00 ledger.db: record 5: it was changed\n");
  const std::string before = shop.all_bytes();
  const std::vector<std::vector<std::string>> writing = {
      {"roster", "import", shop.file("staff.csv")},
      {"erase", "4402", "--yes"},
      {"void", std::to_string(shop.records_before - 1), "--reason", "signed at the wrong terminal"},
      {"assign", "--policy", "social-media", "--group", "*", "--due", "2027-01-04"},
      {"code", "4417"},
      {"hr-key", "rotate"},
      {"device-key", "rotate"}};
  for (const auto& words : writing) {
    CAPTURE(words.front());
    const Ran ran = shop.run_as_hr(words);
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, shop.dir.evidence().string()));
    CHECK(contains(ran.err, "record 5: it was changed"));
    CHECK(contains(ran.err, "restore"));
  }
  CHECK(records::SignIn::open(shop.dir).error().code == ErrorCode::corrupt);
  CHECK(records::ProgressStore::open(shop.dir).error().code == ErrorCode::corrupt);
  const std::vector<std::vector<std::string>> reading = {{"verify"},
                                                         {"status"},
                                                         {"export", "csv", "--out", shop.file("out.csv")},
                                                         {"export", "bundle", "--out", shop.file("out.tar")},
                                                         {"proof", to_hex(shop.noor_signed), "--out", shop.file("out.proof")},
                                                         {"roster", "list"},
                                                         {"report", "completion"},
                                                         {"vkey"}};
  for (const auto& words : reading) {
    CAPTURE(words.front());
    const Ran ran = shop.run_as_hr(words);
    CHECK_MESSAGE(ran.code == 0, ran.err);
  }
  CHECK(contains(shop.run({"status"}).err, "record 5: it was changed"));
  CHECK(shop.run({"verify", "--bundle", shop.file("out.tar")}).code == 0);
  CHECK(shop.all_bytes() == before);
}

TEST_CASE("restore puts the mark into the archive, and the ledger is written to again") {
  const DemoShop shop;
  REQUIRE(shop.run({"backup", "--out", shop.file("copy.db")}).code == 0);
  must(records::leave_evidence(shop.dir, fault_of_a_test, morning()));
  const std::string mark = bytes_of(shop.dir.evidence());
  const Ran done = shop.run_as_hr({"restore", shop.file("copy.db")});
  REQUIRE_MESSAGE(done.code == 0, done.err);
  CHECK_FALSE(fs::exists(shop.dir.evidence()));
  int marks = 0;
  for (const auto& entry : fs::directory_iterator(shop.dir.archive()))
    if (entry.path().filename().string().starts_with("evidence-")) {
      ++marks;
      CHECK(bytes_of(entry.path()) == mark);
    }
  CHECK(marks == 1);
  must(must(records::Ledger::open(shop.dir)).append(acknowledgement(shop.sam)));
}

TEST_CASE("of two changes of people or keys at once the second is refused, and does nothing") {
  const DemoShop shop;
  write_bytes(shop.file("staff.csv"), "badge,name,group\n9001,New One,Drivers\n");
  write_bytes(shop.file("new"), "staple of another kind\n");
  write_bytes(shop.file("code"), "00000-00000-00000-00000-00000\n");
  REQUIRE(shop.run({"backup", "--out", shop.file("copy.db")}).code == 0);
  const std::string before = shop.all_bytes();
  const std::vector<std::vector<std::string>> changes = {
      {"passphrase", "change", "--new-passphrase-file", shop.file("new")},
      {"passphrase", "recover", "--recovery-file", shop.file("code"), "--new-passphrase-file", shop.file("new")},
      {"hr-key", "rotate"},
      {"roster", "import", shop.file("staff.csv")},
      {"erase", "4402", "--yes"},
      {"restore", shop.file("copy.db")}};
  {
    const auto held = must(records::ChangeLock::take(shop.dir));
    std::vector<std::future<Ran>> refused;
    for (const auto& words : changes) refused.push_back(std::async(std::launch::async, [&] { return shop.run_as_hr(words); }));
    for (auto& one : refused) {
      const Ran ran = one.get();
      CHECK(ran.code == 3);
      CHECK(contains(ran.err, "another program changes people or keys"));
    }
    CHECK(shop.all_bytes() == before);
    CHECK(shop.run_as_hr({"roster", "list"}).code == 0);  // reading takes no lock
  }
  CHECK(shop.run_as_hr(changes[3]).code == 0);
}

TEST_CASE("a second change waits for the first one") {
  const DemoShop shop;
  std::optional held(must(records::ChangeLock::take(shop.dir)));
  CHECK(records::ChangeLock::take(shop.dir, milliseconds{0}).error().code == ErrorCode::locked);
  std::promise<void> begun;
  auto second = std::async(std::launch::async, [&] {
    begun.set_value();
    return records::ChangeLock::take(shop.dir, milliseconds{60'000}).ok();
  });
  begun.get_future().wait();
  held.reset();
  CHECK(second.get());
  CHECK(records::ChangeLock::take(records::DataDir{shop.temp.path / "none"}).error().code == ErrorCode::not_found);
}

TEST_CASE("two processes that change HR's key and passphrase at once leave one passphrase that opens the names") {
  const DemoShop shop;
  const std::string next = "staple of another kind\n";
  write_bytes(shop.file("new"), next);
  auto rotated = std::async(std::launch::async, [&] { return shop.run_as_hr({"hr-key", "rotate"}); });
  const Ran changed = shop.run_as_hr({"passphrase", "change", "--new-passphrase-file", shop.file("new")});
  const Ran other = rotated.get();
  CHECK((changed.code == 0 || other.code == 0));
  if (changed.code == 0) write_bytes(shop.passphrase, next);
  CHECK(contains(shop.run_as_hr({"roster", "list"}).out, "Sam Kestrel"));
  CHECK_FALSE(fs::exists(shop.data / "hr-key.next"));
}
