// The plug pulled between two files: an erasure, a change of the device key, a change of HR's key. Whatever comes after
// opens what is there, and ends or forgets what was begun.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "records/store/people.hpp"
#include "records/store/verify.hpp"
#include "tests/records/used_terminal.hpp"
#include "tests/support/failing_vfs.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace fs = std::filesystem;

namespace {

constexpr auto& badge = UsedTerminal::badge;

fs::path beside(const fs::path& file) { return file.string() + ".next"; }

// In a process of its own that ends without closing anything, as one that was killed.
void in_killed_process(const std::function<bool()>& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(work() ? 0 : 1);
  int status = -1;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
}

std::int64_t vault_rows(const DataDir& data) {
  const People people = must(open_people(data));
  Statement count =
      people.database.prepare("SELECT (SELECT count(*) FROM main.identity) + (SELECT count(*) FROM main.person_key)");
  REQUIRE(must(count.step()));
  return count.integer(0);
}

}  // namespace

TEST_CASE("an erasure cut off between ledger and vault is ended by the next opening of the roster") {
  const UsedTerminal terminal;
  REQUIRE(vault_rows(terminal.data) == 6);
  in_killed_process([&] {
    auto ledger = Ledger::open(terminal.data);
    return ledger && ledger->erase(terminal.noor, record_of(terminal.noor, Erased{"hr"}));
  });
  CHECK(vault_rows(terminal.data) == 6);  // the key is still there
  CHECK(fault(terminal.data) == "");
  // Nobody signs in with it meanwhile.
  CHECK(must(open_sign_in(terminal.data).check_pin(badge, UsedTerminal::pin, try_at(morning()))).problem ==
        SignInProblem::wrong);
  Roster roster = open_roster(terminal.data);
  CHECK(vault_rows(terminal.data) == 4);
  CHECK_FALSE(must(roster.by_id(terminal.noor)));
  CHECK_FALSE(must(roster.by_badge(badge)));
  CHECK(person_key_for_hr(must(open_people(terminal.data)), terminal.noor, hr_key()).error().code == ErrorCode::not_found);
  open_roster(terminal.data);  // nothing is left to do
  CHECK(vault_rows(terminal.data) == 4);
  CHECK(fault(terminal.data) == "");
}

TEST_CASE("an erasure that the disk refused before its COMMIT has not happened, in either file") {
  const UsedTerminal terminal;
  in_killed_process([&] {
    FailingVfs disk;
    auto ledger = Ledger::open(terminal.data);
    disk.fail_delete(1, true);  // removing the journal is the commit
    return ledger && !ledger->erase(terminal.noor, record_of(terminal.noor, Erased{"hr"}));
  });
  CHECK(fault(terminal.data) == "");
  Roster roster = open_roster(terminal.data);
  CHECK(vault_rows(terminal.data) == 6);
  CHECK(must(roster.by_id(terminal.noor)));
  CHECK(must(must(Ledger::open(terminal.data)).size()) == 1);
}

namespace {

// As the disk is if the plug is pulled between the record and the new key's file: "before" and "after" are device-key's bytes.
struct Rotated {
  TempDir temp;
  DataDir data = new_data(temp);
  std::string before;
  std::string after;

  explicit Rotated(int times = 1) {
    must(must(Ledger::open(data)).append(signed_acknowledgement(person_number(1)), &any_key()));
    for (int i = 0; i < times; ++i) {
      before = bytes_of(data.device_key());
      must(must(Ledger::open(data)).rotate_key(about_nobody(Opened{}), "hr"));
      after = bytes_of(data.device_key());
    }
    REQUIRE(before != after);
  }
};

}  // namespace

TEST_CASE("a device key whose record is on disk but whose file was not put in place is put there") {
  const Rotated rotated;
  const DataDir& data = rotated.data;
  write_bytes(data.device_key(), rotated.before);
  write_bytes(beside(data.device_key()), rotated.after);
  must(Ledger::open(data, {.read_only = true}));  // a reader needs no key and touches nothing
  CHECK(bytes_of(data.device_key()) == rotated.before);
  must(must(Ledger::open(data)).append(acknowledgement(person_number(1))));
  CHECK(bytes_of(data.device_key()) == rotated.after);
  CHECK_FALSE(fs::exists(beside(data.device_key())));
  CHECK(fault(data) == "");
}

TEST_CASE("a device key whose record never came is forgotten") {
  for (const bool journal : {false, true}) {
    CAPTURE(journal);
    const TempDir temp;
    const DataDir data = new_data(temp);
    const std::string before = bytes_of(data.device_key());
    in_killed_process([&] {
      FailingVfs disk;
      auto ledger = Ledger::open(data);
      if (!ledger) return false;
      journal ? disk.fail_delete(1, true) : disk.fail_write(1, true);
      return !ledger->rotate_key(about_nobody(Opened{}), "hr");
    });
    CHECK(fs::exists(beside(data.device_key())));
    CHECK(fs::exists(data.ledger().string() + "-journal") == journal);
    must(must(Ledger::open(data)).append(acknowledgement(person_number(1))));
    CHECK_FALSE(fs::exists(beside(data.device_key())));
    CHECK(bytes_of(data.device_key()) == before);
    CHECK(fault(data) == "");
  }
}

TEST_CASE("half a new device key beside the old one, which still signs, is forgotten; one that may be needed is kept") {
  const Rotated rotated;
  const DataDir& data = rotated.data;
  write_bytes(beside(data.device_key()), rotated.before.substr(0, 7));
  CHECK(fault(data) == "");
  CHECK_FALSE(fs::exists(beside(data.device_key())));
  // The ledger says that a newer one signs, and the file beside is the only other one: nothing is thrown away.
  write_bytes(data.device_key(), rotated.before);
  write_bytes(beside(data.device_key()), rotated.after.substr(0, 31));
  CHECK(Ledger::open(data).error().code == ErrorCode::corrupt);
  CHECK(bytes_of(beside(data.device_key())) == rotated.after.substr(0, 31));
  CHECK(bytes_of(data.device_key()) == rotated.before);
}

TEST_CASE("a copy of the checkpoint that lags behind two changes of key is of this ledger still") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  must(must(Ledger::open(data)).rotate_key(about_nobody(Opened{}), "hr"));
  {
    Ledger ledger = must(Ledger::open(data));
    must(ledger.append(acknowledgement(person_number(1))));
  }
  const std::string lagging = bytes_of(data.checkpoint());  // signed by the second key alone
  must(must(Ledger::open(data)).rotate_key(about_nobody(Opened{}), "hr"));
  write_bytes(data.checkpoint(), lagging);
  CHECK(fault(data) == "");
}

TEST_CASE("a kiosk that runs while another program changes the device key goes on under the new key") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger kiosk = must(Ledger::open(data));
  must(kiosk.append(acknowledgement(person_number(1))));
  must(must(Ledger::open(data)).rotate_key(about_nobody(Opened{}), "hr"));
  const Receipt receipt = must(kiosk.append(acknowledgement(person_number(2))));
  CHECK(receipt.index == 2);
  CHECK(fault(data) == "");
  CHECK(kiosk.vkey() == must(Ledger::open(data)).vkey());
  must(kiosk.rotate_key(about_nobody(Opened{}), "hr"));
  CHECK(fault(data) == "");
}

namespace {

constexpr char passphrase[] = "a passphrase for tests";
constexpr char next_passphrase[] = "another one for tests";

// HR's key in its file, changed once; "before" and "after" are the file's bytes.
struct HrRotated {
  TempDir temp;
  DataDir data{temp.path / "data"};
  std::string before;
  std::string after;
  std::string vault_before;

  HrRotated() {
    fs::create_directories(data.root);
    must(Ledger::create(data, origin));
    NewHrKey hr = must(make_hr_key(passphrase, {16 * 1024, 1}));
    must(hr.file.save(data.hr_key()));
    Roster roster = must(Roster::create(data, hr.file.open));
    roster.unlock(std::move(hr.key));
    must(roster.import(small_roster(), false, false));
    before = bytes_of(data.hr_key());
    vault_before = bytes_of(data.vault());
    must(rotate_hr_key(must(ChangeLock::take(data)), data, roster, next_passphrase, {16 * 1024, 1}));
    after = bytes_of(data.hr_key());
    REQUIRE(before != after);
    REQUIRE_FALSE(fs::exists(beside(data.hr_key())));
  }
  std::string name_with(const std::string& typed) const {
    Roster roster = must(Roster::open(data));
    roster.unlock(must(open_hr_key(data, typed)));
    return must(roster.by_badge(badge))->row.name;
  }
};

}  // namespace

TEST_CASE("HR's new key, cut off before the vault was sealed to it, is forgotten") {
  const HrRotated hr;
  write_bytes(hr.data.vault(), hr.vault_before);
  write_bytes(hr.data.hr_key(), hr.before);
  write_bytes(beside(hr.data.hr_key()), hr.after);
  CHECK(open_hr_key(hr.data, next_passphrase).error().code == ErrorCode::refused);
  CHECK(hr.name_with(passphrase) == "Noor Example");
  CHECK_FALSE(fs::exists(beside(hr.data.hr_key())));
  CHECK(bytes_of(hr.data.hr_key()) == hr.before);
}

TEST_CASE("HR's new key, cut off after the vault was sealed to it, is put in place") {
  const HrRotated hr;
  write_bytes(hr.data.hr_key(), hr.before);
  write_bytes(beside(hr.data.hr_key()), hr.after);
  CHECK(open_hr_key(hr.data, passphrase).error().code == ErrorCode::refused);
  CHECK(hr.name_with(next_passphrase) == "Noor Example");
  CHECK_FALSE(fs::exists(beside(hr.data.hr_key())));
  CHECK(bytes_of(hr.data.hr_key()) == hr.after);
}

TEST_CASE("while the vault is sealed to a key that is in neither file, neither file is thrown away") {
  const HrRotated hr;
  write_bytes(hr.data.hr_key(), hr.before);
  write_bytes(beside(hr.data.hr_key()), hr.after.substr(0, hr.after.size() / 2));
  const auto opened = open_hr_key(hr.data, next_passphrase);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().code == ErrorCode::corrupt);
  CHECK(opened.error().where == beside(hr.data.hr_key()).string());
  CHECK_FALSE(opened.error().cure.empty());
  CHECK(bytes_of(hr.data.hr_key()) == hr.before);
  CHECK(bytes_of(beside(hr.data.hr_key())) == hr.after.substr(0, hr.after.size() / 2));
}
