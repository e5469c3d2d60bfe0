// backup and restore, through the real program.

#include <doctest/doctest.h>

#include <algorithm>

#include "base/json.hpp"
#include "records/store/machine.hpp"
#include "records/store/restore.hpp"
#include "records/store/sign_in.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

std::string integrity(const fs::path& file) {
  const Ran ran = run_program({"/usr/bin/sqlite3", "-readonly", file.string(), "PRAGMA integrity_check"});
  return ran.code == 0 ? ran.out : "sqlite3 (package sqlite3): " + ran.err;
}

struct Office : DemoShop {
  std::string copy = file("ledger-copy.db");
  std::string vault_copy = file("vault-copy.db");

  void back_up() const {
    const Ran made = run({"backup", "--out", copy, "--vault", vault_copy});
    REQUIRE_MESSAGE(made.code == 0, made.err);
  }
  // What was signed after the backup.
  RecordId sign_more() const {
    const auto record = acknowledgement(sam);
    must(must(records::Ledger::open(dir)).append(record));
    return record.id;
  }
  Json restore(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"restore", copy, "--json"});
    const Ran done = run_as_hr(more);
    CAPTURE(done.err);
    REQUIRE(done.code == 0);
    return Json::parse(done.out);
  }
  int rows() const {
    fs::remove(file("rows.csv"));
    REQUIRE(run({"export", "csv", "--out", file("rows.csv")}).code == 0);
    const std::string csv = bytes_of(file("rows.csv"));
    return static_cast<int>(std::count(csv.begin(), csv.end(), '\n')) - 1;
  }
};

}  // namespace

TEST_CASE("a backup is verified, and says what is not in it") {
  const Office office;
  const Ran made = office.run({"backup", "--out", office.copy, "--vault", office.vault_copy});
  CAPTURE(made.err);
  REQUIRE(made.code == 0);
  CHECK(contains(made.out, std::to_string(office.records_before) + " records"));
  CHECK(contains(made.out, "pepper"));
  CHECK(contains(made.out, "keep few"));
  for (const std::string& file : {office.copy, office.vault_copy}) {
    CHECK(integrity(file) == "ok\n");
    CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
  }
  CHECK(office.run({"backup", "--out", office.file("b.db"), "--vault-out", office.file("v.db")}).code ==
        0);  // as it was called before
  CHECK(fs::exists(office.file("v.db")));
  CHECK(office.run({"backup", "--out", office.file("c.db"), "--vault", office.vault_copy}).code == 2);
  CHECK(office.run({"backup", "--out", office.file("c.db"), "--vault", office.file("c.db")}).code == 2);
  CHECK(office.run({"backup", "--out", "/nonexistent/c.db"}).code == 3);
  CHECK_FALSE(fs::exists(office.file("c.db")));
}

TEST_CASE("a damaged ledger gives no backup") {
  const Office office;
  const Ran ran =
      run_program({"/usr/bin/sqlite3", (office.data / "ledger.db").string(),
                   "DROP TRIGGER body_keeps; UPDATE body SET sealed = zeroblob(100); "
                   "CREATE TRIGGER body_keeps BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'body is append-only'); END;"});
  REQUIRE(ran.code == 0);
  const Ran made = office.run({"backup", "--out", office.copy, "--vault", office.vault_copy});
  CHECK(made.code == 3);
  CHECK(contains(made.err, "record " + std::to_string(office.records_before - 2)));
  CHECK(std::distance(fs::directory_iterator(office.temp.path), {}) == 3);
}

TEST_CASE("restore: a new generation goes on from the backup, and nobody has to sign again") {
  const Office office;
  office.back_up();
  const RecordId lost = office.sign_more();
  const int rows_then = 2;
  const std::string old_key = Json::parse(office.run({"vkey", "--json"}).out)["vkey"];
  auto kiosk = must(records::Ledger::open(office.dir));
  const Json done = office.restore();
  CHECK(done["origin"].get<std::string>().ends_with("/2"));
  CHECK(done["of_size"] == office.records_before);
  CHECK_FALSE(
      kiosk.append(acknowledgement(office.sam)).ok());  // a program that was left running writes nothing to the old file

  const auto ledger = must(records::Ledger::open(office.dir, {.read_only = true}));
  CHECK(must(ledger.size()) == 1);
  CHECK(must(ledger.page(0, 1)).front().kind == "continued");
  CHECK(integrity(office.data / "ledger.db") == "ok\n");
  const Ran verified = office.run({"verify"});
  CHECK_MESSAGE(verified.code == 0, verified.err);
  CHECK(office.rows() == rows_then);
  CHECK(Json::parse(office.run_as_hr({"roster", "list", "--json"}).out).size() == 24);
  auto sign_in = must(records::SignIn::open(office.dir));
  CHECK(must(sign_in.check_pin("4402", "204816", try_at(morning()))).problem == records::SignInProblem::none);
  CHECK(must(must(records::Ledger::open_copy(done["set_aside"].get<std::string>())).receipt(lost)).index ==
        office.records_before);
  int kept = 0;
  for (const auto& entry : fs::directory_iterator(office.data / "archive")) {
    CHECK((entry.status().permissions() & fs::perms::all) == fs::perms::owner_read);
    ++kept;
  }
  CHECK(kept == 2);
  CHECK(bytes_of(office.data / "checkpoint") == must(ledger.checkpoint()));

  // Proofs of both generations, and the old one's key still counts.
  REQUIRE(office.run({"proof", to_hex(office.noor_signed), "--out", office.file("old")}).code == 0);
  CHECK(run_program({ADMIN_PROGRAM, "verify", "--proof", office.file("old"), "--key", old_key}).code == 0);
  CHECK(office.run({"verify", "--proof", office.file("old")}).code == 0);
  must(must(records::Ledger::open(office.dir)).append(acknowledgement(office.sam)));
  CHECK(office.rows() == rows_then + 1);
  CHECK(office.run({"proof", to_hex(lost), "--out", office.file("none")}).code == 2);

  // And once more, from a backup of the second generation.
  REQUIRE(office.run({"backup", "--out", office.file("second.db")}).code == 0);
  const Ran again = office.run_as_hr({"restore", office.file("second.db")});
  REQUIRE_MESSAGE(again.code == 0, again.err);
  CHECK(office.rows() == rows_then + 1);
  CHECK(office.run({"verify"}).code == 0);
  fs::remove_all(office.data / "archive");
  CHECK(office.run({"status"}).code == 3);
  CHECK(office.run({"verify"}).code == 3);
}

TEST_CASE("restore with the vault, after which who was erased stays erased") {
  const Office office;
  office.back_up();
  REQUIRE(office.run_as_hr({"erase", "4402", "--yes"}).code == 0);
  const Json done = office.restore({"--vault", office.vault_copy});
  CHECK(done["erased_again"] == 1);
  CHECK(fs::exists(done["vault_set_aside"].get<std::string>()));
  const Ran list = office.run_as_hr({"roster", "list"});
  CHECK(contains(list.out, "Sam Kestrel"));
  CHECK_FALSE(contains(list.out, "Noor"));
  CHECK(office.run_as_hr({"erase", to_hex(office.noor), "--yes"}).code == 2);
  CHECK(office.run({"verify"}).code == 0);
  CHECK(integrity(office.data / "vault.db") == "ok\n");
  CHECK_FALSE(fs::exists(office.data / "vault.db.next-2"));
}

TEST_CASE("restore when today's ledger is damaged or gone") {
  for (const bool gone : {false, true}) {
    const Office office;
    office.back_up();
    if (gone)
      fs::remove(office.data / "ledger.db");
    else
      write_bytes(office.data / "ledger.db", "garbage");
    const Json done = office.restore();
    CHECK(done["origin"].get<std::string>().ends_with("/2"));
    CHECK(done["set_aside"].get<std::string>().empty() == gone);
    CHECK(office.rows() == 2);
    CHECK(office.run({"verify"}).code == 0);
  }
}

namespace {

// Two people come after the backup; the first of them, 9001, chooses a PIN.
struct Newcomers : Office {
  Newcomers() {
    back_up();
    write_bytes(file("staff.csv"), "badge,name,group\n9001,New One,Drivers\n9002,New Two,Drivers\n");
    REQUIRE(run_as_hr({"roster", "import", file("staff.csv")}).code == 0);
    const std::string code = Json::parse(run_as_hr({"code", "9001", "--json"}).out)["code"];
    auto sign_in = must(records::SignIn::open(dir));
    const auto answer = must(sign_in.check_code("9001", code, try_at(records::wall_time_now())));
    REQUIRE(answer.key != nullptr);
    person = answer.person->id;
    must(sign_in.set_pin(person, "9001", "730519", *answer.key));
  }
  PersonId person;

  std::string state_of(const std::string& badge) const {
    for (const Json& row : Json::parse(run_as_hr({"roster", "list", "--json"}).out))
      if (row["badge"] == badge) return row["state"];
    return "";
  }
};

}  // namespace

TEST_CASE("whoever was imported after the backup is carried over, and that they are enrolled is recorded anew") {
  const Newcomers office;
  REQUIRE(office.run_as_hr({"erase", "4402", "--yes"}).code == 0);
  const Json done = office.restore();
  CHECK(done["carried_over"] == 2);
  CHECK(done["left_out"] == 0);
  CHECK(done["erased_again"] == 1);
  CHECK(office.state_of("9001") == "enrolled");
  CHECK(office.state_of("9002") == "not enrolled");
  CHECK(office.state_of("4402").empty());
  const auto leaves = must(must(records::Ledger::open(office.dir, {.read_only = true})).page(0, 10));
  REQUIRE(leaves.size() == 3);
  CHECK(leaves[2].kind == "enrolled");
  CHECK(contains(leaves[2].record, to_hex(office.person)));
  auto sign_in = must(records::SignIn::open(office.dir));
  CHECK(must(sign_in.check_pin("9001", "730519", try_at(records::wall_time_now()))).problem == records::SignInProblem::none);
  CHECK(office.run({"verify"}).code == 0);
}

TEST_CASE("whoever cannot be carried over is told of, and can be imported again") {
  for (const bool older_vault : {false, true}) {
    const Newcomers office;
    if (!older_vault) write_bytes(office.data / "ledger.db", "garbage");
    const Json done =
        office.restore(older_vault ? std::vector<std::string>{"--vault", office.vault_copy} : std::vector<std::string>{});
    CHECK(done["carried_over"] == 0);
    CHECK(done["left_out"] == 2);
    CHECK(office.state_of("9001").empty());
    CHECK(contains(office.run_as_hr({"roster", "import", office.file("staff.csv")}).out, "2 added"));
    CHECK(office.state_of("9001") == "not enrolled");
  }
}

namespace {

fs::path restored_of(const Office& office) {
  for (const auto& entry : fs::directory_iterator(office.data / "archive"))
    if (entry.path().filename().string().starts_with("restored-")) return entry.path();
  return {};
}

}  // namespace

TEST_CASE("an archived ledger that is damaged is named, and what can be read is told all the same") {
  for (const bool one_record : {false, true}) {
    const Office office;
    office.back_up();
    office.sign_more();  // else what is set aside is the same ledger
    office.restore();
    const fs::path archived = restored_of(office);
    fs::permissions(archived, fs::perms::owner_read | fs::perms::owner_write);
    if (one_record)
      REQUIRE(run_program({"/usr/bin/sqlite3", archived.string(),
                           "DROP TRIGGER leaf_keeps; UPDATE leaf SET leaf_hash = zeroblob(32) WHERE idx = 1; CREATE TRIGGER "
                           "leaf_keeps BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END;"})
                  .code == 0);
    else
      write_bytes(archived, "garbage");
    const std::string name = archived.filename().string();
    must(must(records::Ledger::open(office.dir)).append(acknowledgement(office.sam)));

    const Ran exported = office.run({"export", "csv", "--out", office.file("rows.csv")});
    CHECK(exported.code == 3);
    CHECK(contains(exported.err, name));
    const std::string csv = bytes_of(office.file("rows.csv"));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 2);  // the headings, and what was signed since
    const Ran verified = office.run({"verify"});
    CHECK(verified.code != 0);
    CHECK(contains(verified.err, name));
    const Ran status = office.run({"status"});
    CHECK(contains(status.out, "records"));
    if (one_record) {
      CHECK(contains(exported.err, "record 1 "));
      continue;  // nothing that `status` counts is wrong
    }
    CHECK(contains(exported.err, "not a usable ledger"));
    CHECK(status.code == 3);
    CHECK(contains(status.err, name));
  }
}

TEST_CASE("a backup that fails leaves nothing behind, and no earlier one is touched") {
  const Office office;
  office.back_up();
  const std::string before = bytes_of(office.copy);
  const auto names = [&] {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(office.temp.path)) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  };
  const auto names_before = names();
  CHECK(office.run({"backup", "--out", office.copy}).code == 2);                                          // it is there
  CHECK(office.run({"backup", "--out", office.file("b.db"), "--vault", "/nonexistent/v.db"}).code == 3);  // half done
  CHECK(run_program({"/bin/sh", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh", ADMIN_PROGRAM, "--data",
                     office.data.string(), "backup", "--out", office.file("c.db")})
            .code == 3);  // no room
  CHECK(names() == names_before);
  CHECK(bytes_of(office.copy) == before);
}

TEST_CASE("a refused restore changes nothing") {
  const Office office;
  office.back_up();
  const std::string before = office.all_bytes();
  CHECK(office.run({"restore", office.copy}).code == 2);
  write_bytes(office.file("wrong"), "something else entirely\n");
  CHECK(office.run({"restore", office.copy, "--passphrase-file", office.file("wrong")}).code == 3);
  CHECK(office.run_as_hr({"restore"}).code == 2);
  CHECK(office.run_as_hr({"restore", office.file("none")}).code == 3);
  CHECK(office.run_as_hr({"restore", (office.data / "ledger.db").string()}).code == 2);
  CHECK(office.run_as_hr({"restore", office.vault_copy}).code == 1);
  CHECK(office.run_as_hr({"restore", office.copy, "--vault", office.copy}).code == 3);
  CHECK(office.run_as_hr({"restore", office.copy, "--key", "nonsense"}).code == 2);
  std::string bytes = bytes_of(office.copy);
  const auto at = bytes.find("\"typed\"");
  REQUIRE(at != std::string::npos);
  bytes[at + 1] = 'T';
  write_bytes(office.file("changed.db"), bytes);
  const Ran changed = office.run_as_hr({"restore", office.file("changed.db")});
  CHECK(changed.code == 1);
  CHECK(contains(changed.err, "record "));
  CHECK(office.all_bytes() == before);

  const TempDir other;  // a ledger of the same name, signed by a stranger
  const records::DataDir stranger = new_data(other);
  must(must(records::Ledger::open(stranger)).backup(office.file("stranger.db")));
  CHECK(office.run_as_hr({"restore", office.file("stranger.db")}).code == 1);
  CHECK(office.all_bytes() == before);
}

TEST_CASE("a restore that is cut off leaves the old state or the new one") {
  const Office office;
  office.back_up();
  // Before the rename: whatever lies beside is not looked at.
  write_bytes(office.data / "ledger.db.next", "half");
  write_bytes(office.data / "vault.db.next-2", "half");
  fs::create_directories(office.data / "archive");
  fs::create_hard_link(office.data / "ledger.db", office.data / "archive" / "ledger-cut.db");
  CHECK(office.run({"verify"}).code == 0);
  CHECK(office.run_as_hr({"roster", "list"}).code == 0);
  CHECK(office.rows() == 2);
  // After it: the copy of the checkpoint and the vault are still the old ones.
  const std::string checkpoint = bytes_of(office.data / "checkpoint");
  const std::string vault = bytes_of(office.data / "vault.db");
  office.restore({"--vault", office.vault_copy});
  CHECK_FALSE(fs::exists(office.data / "archive" / "ledger-cut.db"));
  const std::string restored = bytes_of(office.data / "vault.db");
  write_bytes(office.data / "checkpoint", checkpoint);
  write_bytes(office.data / "vault.db.next-2", restored);
  write_bytes(office.data / "vault.db", vault);
  CHECK(office.run({"status"}).code == 0);
  CHECK_FALSE(fs::exists(office.data / "vault.db.next-2"));
  CHECK(bytes_of(office.data / "vault.db") == restored);
  CHECK(office.run({"verify"}).code == 0);
  must(must(records::Ledger::open(office.dir)).append(acknowledgement(office.sam)));
  CHECK(contains(bytes_of(office.data / "checkpoint"), "/2\n"));
}
