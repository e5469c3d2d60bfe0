// Jobs that touch several files, with the power cut at each of their operations in turn: whatever comes next finds the state
// before or after, and does the job again. The disk is tests/support/volatile_vfs.hpp.

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <functional>

#include "records/store/file_check.hpp"
#include "records/store/people.hpp"
#include "records/store/restore.hpp"
#include "records/store/verify.hpp"
#include "tests/records/used_terminal.hpp"
#include "tests/support/volatile_calls.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace fs = std::filesystem;

namespace {

struct Job {
  std::function<bool(const DataDir&)> run;               // whether it answered "done"
  std::function<void(const DataDir&, bool done)> check;  // what is there, with the power on
};

constexpr std::uint64_t seeds = 1;  // what a cut leaves of the operations that wait is chance

// Cuts at the first operation, the second, and so on, until the job ends before the cut. After each: check, the job again,
// check.
void cut_everywhere(const fs::path& prepared, const Job& job) {
  int cuts = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    for (std::int64_t at = 1;; ++at) {
      const TempDir temp;
      const DataDir data{fs::canonical(temp.path) / "data"};
      fs::copy(prepared, data.root, fs::copy_options::recursive);
      VolatileVfs vfs(data.root);
      const CallsOnDisk calls(vfs.disk(), Syncing::all);
      Chance chance(seed * 1'000'000 + static_cast<std::uint64_t>(at));
      CAPTURE(seed);
      CAPTURE(at);
      vfs.disk().cut_power_at(at);
      const bool answered = job.run(data);
      const bool in_time = vfs.disk().powered();
      if (in_time)
        vfs.disk().cut_power_at(VolatileDisk::never);
      else
        vfs.crash(chance);
      job.check(data, answered && in_time);
      if (in_time) {
        CHECK(answered);
        break;
      }
      ++cuts;
      CHECK(job.run(data));
      job.check(data, true);
    }
  }
  MESSAGE(cuts << " cuts");
  CHECK(cuts > 30);
}

constexpr auto& badge = UsedTerminal::badge;
constexpr auto& pin = UsedTerminal::pin;

bool signs_in(const DataDir& data) {
  return must(open_sign_in(data).check_pin(badge, pin, try_at(morning(60 * 60'000)))).problem == SignInProblem::none;
}

}  // namespace

TEST_CASE("an erasure happens in both files or in none") {
  const UsedTerminal terminal;
  const auto run = [&](const DataDir& data) {
    auto ledger = Ledger::open(data);
    if (!ledger) return false;
    const auto erased = ledger->erase(terminal.noor, record_of(terminal.noor, Erased{"hr"}));
    return erased || erased.error().code == ErrorCode::not_found;
  };
  const auto check = [&](const DataDir& data, bool done) {
    CHECK(fault(data) == "");
    const auto ledger = must(Ledger::open(data));
    const bool gone = must(ledger.size()) == 2;
    CHECK((gone || !done));
    CHECK(must(ledger.page(0, 1)).front().body.empty() == gone);
    const Roster roster = open_roster(data);
    CHECK(must(roster.by_badge(badge)).has_value() == !gone);
    CHECK(must(roster.list()).size() == (gone ? 2 : 3));
    CHECK(person_key_for_hr(must(open_people(data)), terminal.noor, hr_key()).ok() == !gone);
    CHECK(signs_in(data) == !gone);
  };
  cut_everywhere(terminal.data.root, {run, check});
}

TEST_CASE("a change of the device key is in the ledger and in the file, or in neither") {
  const UsedTerminal terminal;
  const auto keys = [](const DataDir& data) { return must(must(Ledger::open(data, {.read_only = true})).keys()).size(); };
  const auto run = [&](const DataDir& data) {
    auto ledger = Ledger::open(data);
    return ledger && (must(ledger->keys()).size() == 2 || ledger->rotate_key(about_nobody(Opened{}), "hr"));
  };
  const auto check = [&](const DataDir& data, bool done) {
    CHECK(fault(data) == "");
    const std::size_t signers = keys(data);
    CHECK((signers == 2 || !done));
    must(must(Ledger::open(data)).append(acknowledgement(terminal.noor)));
    CHECK(fault(data) == "");
  };
  cut_everywhere(terminal.data.root, {run, check});
}

namespace {

constexpr char passphrase[] = "a passphrase for tests";
constexpr char next_passphrase[] = "another one for tests";

bool opens(const DataDir& data, const char* typed) {
  auto key = open_hr_key(data, typed);
  if (!key) {
    CHECK(key.error().code == ErrorCode::refused);
    return false;
  }
  Roster roster = must(Roster::open(data));
  roster.unlock(std::move(*key));
  CHECK(must(roster.by_badge(badge))->row.name == "Noor Example");
  return true;
}

}  // namespace

TEST_CASE("a change of HR's key leaves one passphrase that opens the names") {
  const TempDir temp;
  const DataDir prepared{temp.path / "data"};
  fs::create_directories(prepared.root);
  {
    must(Ledger::create(prepared, origin));
    NewHrKey hr = must(make_hr_key(passphrase, {16 * 1024, 1}));
    must(hr.file.save(prepared.hr_key()));
    Roster roster = must(Roster::create(prepared, hr.file.open));
    roster.unlock(std::move(hr.key));
    must(roster.import(small_roster(), false, false));
  }
  const auto run = [](const DataDir& data) {
    if (open_hr_key(data, next_passphrase)) return true;
    auto key = open_hr_key(data, passphrase);
    auto roster = Roster::open(data);
    if (!key || !roster) return false;
    roster->unlock(std::move(*key));
    return rotate_hr_key(must(ChangeLock::take(data)), data, *roster, next_passphrase, {16 * 1024, 1}).ok();
  };
  const auto check = [](const DataDir& data, bool done) {
    const bool next = opens(data, next_passphrase);
    CHECK((next || !done));
    CHECK(opens(data, passphrase) == !next);
  };
  cut_everywhere(prepared.root, {run, check});
}

namespace {

// Two records are in the backup, a third one came after it.
struct Restorable : UsedTerminal {
  Restorable() {
    Ledger ledger = must(Ledger::open(data));
    must(ledger.append(acknowledgement(noor)));
    fs::create_directories(data.archive());
    must(ledger.backup(data.archive() / "restored.db"));
    must(backup_vault(data, data.root / "vault-copy.db"));
    must(ledger.append(acknowledgement(noor)));
  }
};

// Records of the ledger that was set aside last.
std::uint64_t set_aside(const DataDir& data) {
  const fs::path second = data.archive() / "ledger-2.db";
  return must(must(Ledger::open_copy(fs::exists(second) ? second : data.archive() / "ledger-1.db")).size());
}

// What was signed after the backup is kept beside, whatever happens.
void check_restored(const DataDir& data, bool done) {
  CHECK(fault(data) == "");
  const auto ledger = must(Ledger::open(data));
  const bool next = generation_of(ledger.origin()) > 1;
  CHECK((next || !done));
  CHECK(must(ledger.size()) == (next ? 1 : 3));
  CHECK((must(ledger.page(0, 1)).front().kind == "continued") == next);
  CHECK(must(must(Ledger::open_copy(data.archive() / "restored.db")).size()) == 2);
  if (next) CHECK(set_aside(data) == 3);
  CHECK(must(open_roster(data).list()).size() == 3);
  CHECK(signs_in(data));
}

void cut_restore(bool with_vault) {
  const Restorable terminal;
  const auto run = [&](const DataDir& data) {
    const auto ledger = Ledger::open(data, {.read_only = true});
    if (ledger && generation_of(ledger->origin()) == 2) return true;
    const bool again = fs::exists(data.archive() / "ledger-1.db") || fs::exists(data.archive() / "vault-1.db");
    RestoreWanted wanted{data.archive() / "restored.db", {}, about_nobody(Continued{}), "hr", again ? "2" : "1"};
    if (with_vault) wanted.vault = data.root / "vault-copy.db";
    if (!ledger) return false;
    const auto restored = restore(data, hr_key(), wanted);
    return restored && !restored->unfinished;
  };
  cut_everywhere(terminal.data.root, {run, check_restored});
}

}  // namespace

TEST_CASE("a restored ledger is in force as a whole or not at all") { cut_restore(false); }
TEST_CASE("a ledger restored with its vault is in force with it or not at all") { cut_restore(true); }

namespace {

constexpr char form_1[] =
    "PRAGMA application_id = 0x54455354; CREATE TABLE t(n INTEGER PRIMARY KEY, word TEXT) STRICT; PRAGMA user_version = 1;";
constexpr char form_2[] = "ALTER TABLE t ADD COLUMN size INTEGER; UPDATE t SET size = length(word); PRAGMA user_version = 2;";
constexpr char form_3[] =
    "CREATE TABLE u(n INTEGER PRIMARY KEY, word TEXT) STRICT; INSERT INTO u SELECT n, upper(word) FROM t; PRAGMA user_version "
    "= 3;";
constexpr std::array forms = {form_1, form_2, form_3};
const FileKind third{"test file", 0x54455354, forms};

struct OldFile {
  TempDir temp;
  fs::path file = temp.path / "test.db";

  OldFile() {
    const FileKind first = third.at_form(1);
    const auto made = must(create_checked(file, first));
    must(made.execute("INSERT INTO t VALUES(1, 'harbour'), (2, 'yard')"));
  }
  static Result<Database> open(const fs::path& file, OpenMode mode = OpenMode::read_write) {
    return open_checked(file, third, mode, milliseconds{0});
  }
};

std::string words(const Database& database, const char* sql) {
  Statement rows = database.prepare(sql);
  std::string out;
  while (must(rows.step())) out += rows.text(0) + " ";
  return out;
}

void check_migrated(const fs::path& file) {
  const auto now = must(OldFile::open(file, OpenMode::read_only));
  CHECK(words(now, "SELECT word || size FROM t ORDER BY n") == "harbour7 yard4 ");
  CHECK(words(now, "SELECT word FROM u ORDER BY n") == "HARBOUR YARD ");
  const auto before = must(
      open_checked(file.parent_path() / "archive" / "test-form1.db", third.at_form(1), OpenMode::read_only, milliseconds{0}));
  CHECK(words(before, "SELECT word FROM t ORDER BY n") == "harbour yard ");
}

}  // namespace

TEST_CASE("a file of an earlier form is copied and brought to this one by its first opening for writing") {
  const OldFile old;
  CHECK(OldFile::open(old.file, OpenMode::read_only).error().code == ErrorCode::refused);
  CHECK_FALSE(fs::exists(old.temp.path / "archive"));
  must(OldFile::open(old.file));
  check_migrated(old.file);
  must(OldFile::open(old.file));
  CHECK(std::distance(fs::directory_iterator(old.temp.path / "archive"), {}) == 1);
  CHECK(open_checked(old.file, third.at_form(2), OpenMode::read_write, milliseconds{0}).error().code == ErrorCode::refused);
}

TEST_CASE("a file that is not what its form says is neither copied nor changed") {
  const OldFile old;
  must(must(Database::open(old.file, OpenMode::read_write, milliseconds{0})).execute("CREATE TABLE v(n INTEGER)"));
  const std::string before = bytes_of(old.file);
  CHECK(OldFile::open(old.file).error().code == ErrorCode::corrupt);
  CHECK(bytes_of(old.file) == before);
  CHECK_FALSE(fs::exists(old.temp.path / "archive"));
}

TEST_CASE("a migration that fails leaves the form before it") {
  const OldFile old;
  static constexpr std::array broken = {
      form_1, form_2, "CREATE TABLE u(n INTEGER) STRICT; INSERT INTO u VALUES('x'); PRAGMA user_version = 3;"};
  CHECK_FALSE(open_checked(old.file, {"test file", 0x54455354, broken}, OpenMode::read_write, milliseconds{0}).ok());
  const auto second = must(open_checked(old.file, third.at_form(2), OpenMode::read_only, milliseconds{0}));
  CHECK(words(second, "SELECT word || size FROM t ORDER BY n") == "harbour7 yard4 ");
}

TEST_CASE("a migration is whole or has not begun") {
  const OldFile old;
  fs::create_directories(old.temp.path / "archive");  // the disk of this test keeps folders
  const auto run = [](const DataDir& data) { return OldFile::open(data.root / "test.db").ok(); };
  const auto check = [](const DataDir& data, bool done) {
    const fs::path file = data.root / "test.db";
    if (done) return check_migrated(file);
    bool found = false;
    for (const int form : {1, 2, 3}) {
      const auto at = open_checked(file, third.at_form(form), OpenMode::read_only, milliseconds{0});
      if (!at) continue;
      found = true;
      CHECK(words(*at, "SELECT word FROM t ORDER BY n") == "harbour yard ");
    }
    if (!found) CHECK(OldFile::open(file).ok());  // a journal that only a writer may roll back
  };
  cut_everywhere(old.temp.path, {run, check});
}

namespace {

// Of many pages, so that the power goes between two of them.
struct LargeRoster : UsedTerminal {
  LargeRoster() {
    std::vector<RosterRow> rows = small_roster();
    for (int i = 0; i < 200; ++i) {
      rows.push_back(rows[0]);
      rows.back().badge = "7" + std::to_string(1000 + i);
    }
    must(open_roster(data).import(rows, false, false));
  }
};

std::string people_in(const fs::path& vault) {
  const auto database = must(open_checked(vault, vault_file, OpenMode::read_only, milliseconds{0}));
  return words(database, "SELECT hex(person) || hex(for_hr) || hex(own) FROM identity ORDER BY person") +
         words(database, "SELECT hex(person) || hex(for_hr) || by_pin FROM person_key ORDER BY person");
}

}  // namespace

TEST_CASE("a backup of the vault is whole under its name, or has no name yet") {
  const LargeRoster terminal;
  const auto copy_of = [](const DataDir& data) { return data.root / "vault-copy.db"; };
  const auto run = [&](const DataDir& data) { return fs::exists(copy_of(data)) || backup_vault(data, copy_of(data)); };
  const auto check = [&](const DataDir& data, bool done) {
    CHECK(people_in(data.vault()) == people_in(terminal.data.vault()));
    const bool there = fs::exists(copy_of(data));
    CHECK((there || !done));
    if (there) CHECK(people_in(copy_of(data)) == people_in(terminal.data.vault()));
  };
  cut_everywhere(terminal.data.root, {run, check});
}
