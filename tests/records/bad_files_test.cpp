// Every file that is not a good ledger: an error that names it and says what to do, and not one byte written.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "records/store/progress.hpp"
#include "records/store/sqlite.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

DataDir ledger_with_records(const TempDir& temp, int count) {
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  for (int i = 0; i < count; ++i)
    must(ledger.append(signed_acknowledgement(person_number(static_cast<unsigned>(i))), &any_key()));
  return data;
}

void check_refused(const DataDir& data, ErrorCode expected) {
  const std::string before = bytes_of(data.ledger());
  for (const bool read_only : {false, true}) {
    const auto opened = Ledger::open(data, {.read_only = read_only});
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == expected);
    CHECK(opened.error().where.find("ledger.db") != std::string::npos);
    CHECK_FALSE(opened.error().cure.empty());
  }
  CHECK(ProgressStore::open(data).ok() == false);
  CHECK(SignIn::open(data).ok() == false);
  CHECK(bytes_of(data.ledger()) == before);
  CHECK_FALSE(std::filesystem::exists(data.ledger().string() + "-journal"));
}

std::string with_bytes(std::string bytes, std::size_t at, const std::string& put) { return bytes.replace(at, put.size(), put); }

// Through a connection without the guard, as another program would.
void tamper(const DataDir& data, const char* sql) {
  const Database database = must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0}));
  must(database.execute(sql));
}

}  // namespace

TEST_CASE("a file that is no ledger of ours is refused and left alone") {
  struct Case {
    const char* name;
    ErrorCode expected;
    std::function<std::string(const std::string&)> damage;
  };
  const Case cases[] = {
      {"empty", ErrorCode::corrupt, [](const auto&) { return std::string(); }},
      {"half a header", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 60); }},
      {"cut in the first page", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 3000); }},
      {"cut by its last page", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, bytes.size() - 4096); }},
      {"cut in the middle of a page", ErrorCode::corrupt,
       [](const auto& bytes) { return bytes.substr(0, bytes.size() - 100); }},
      {"a text file", ErrorCode::corrupt, [](const auto&) { return std::string(5000, 'x'); }},
      {"zeros", ErrorCode::corrupt, [](const auto& bytes) { return std::string(bytes.size(), '\0'); }},
      {"another program's", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 68, "FOSL"); }},
      {"the vault's id", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 68, "CSVT"); }},
      {"never completed", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 60, std::string(4, '\0')); }},
      {"newer", ErrorCode::refused, [](const auto& bytes) { return with_bytes(bytes, 60, std::string("\0\0\0\x02", 4)); }},
      {"put into WAL mode", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 18, "\x02\x02"); }},
      {"schema page garbled", ErrorCode::corrupt,
       [](const auto& bytes) { return with_bytes(bytes, 100, std::string(2000, '\x5a')); }},
  };
  const TempDir temp;
  const DataDir data = ledger_with_records(temp, 30);
  const std::string good = bytes_of(data.ledger());
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    write_bytes(data.ledger(), each.damage(good));
    check_refused(data, each.expected);
  }
  write_bytes(data.ledger(), good);
  CHECK(must(must(Ledger::open(data)).size()) == 30);
}

TEST_CASE("a missing ledger and a directory in its place are told apart from a damaged one") {
  const TempDir temp;
  const DataDir data{temp.path / "nothing"};
  CHECK(Ledger::open(data).error().code == ErrorCode::not_found);
  CHECK_FALSE(std::filesystem::exists(data.root));
  std::filesystem::create_directories(data.ledger());
  CHECK(Ledger::open(data).error().code == ErrorCode::corrupt);
}

TEST_CASE("a changed last record, a missing first one and a dropped trigger are found on opening") {
  const char* changes[] = {
      "DROP TRIGGER leaf_keeps; UPDATE leaf SET leaf_hash = zeroblob(32) WHERE idx = 4;"
      "CREATE TRIGGER leaf_keeps BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END;",
      "DROP TRIGGER leaf_stays; DROP TRIGGER body_stays; DELETE FROM body WHERE idx = 0; DELETE FROM leaf WHERE idx = 0;"
      "CREATE TRIGGER leaf_stays BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is append-only'); END;"
      "CREATE TRIGGER body_stays BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'body is append-only'); END;",
      "DROP TRIGGER document_keeps",
      "CREATE TABLE extra(x)",
  };
  for (const char* change : changes) {
    CAPTURE(std::string(change));
    const TempDir temp;
    const DataDir data = ledger_with_records(temp, 5);
    tamper(data, change);
    const auto opened = Ledger::open(data);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::corrupt);
  }
}

TEST_CASE("the full check names the first bad record, wherever it is") {
  const char* changes[] = {
      "UPDATE leaf SET record = replace(CAST(record AS TEXT), 'typed', 'drawn') WHERE idx = 700",
      "UPDATE leaf SET kind = 'declined' WHERE idx = 700",
      "UPDATE leaf SET subject = NULL WHERE idx = 700",
      "UPDATE leaf SET record_id = randomblob(16) WHERE idx = 700",
      "UPDATE body SET sealed = CAST('{}' AS BLOB) WHERE idx = 700",
      "DELETE FROM leaf WHERE idx = 700",
  };
  const TempDir temp;
  const DataDir data = ledger_with_records(temp, 1201);
  const std::string good = bytes_of(data.ledger());
  for (const char* change : changes) {
    CAPTURE(std::string(change));
    write_bytes(data.ledger(), good);
    std::filesystem::remove(data.evidence());  // of the change before
    const Ledger ledger = must(Ledger::open(data));
    must(ledger.check([](auto, auto) { return true; }));
    tamper(data, "PRAGMA foreign_keys = OFF; DROP TRIGGER leaf_keeps; DROP TRIGGER leaf_stays; DROP TRIGGER body_keeps");
    {
      const Database database = must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0}));
      must(database.execute("PRAGMA foreign_keys = OFF"));
      const auto changed = database.execute(change);
      // STRICT tables take only a BLOB for the record.
      if (!changed)
        must(database.execute(
            "UPDATE leaf SET record = CAST(replace(CAST(record AS TEXT), 'typed', 'drawn') AS BLOB) WHERE idx = 700"));
    }
    const auto checked = ledger.check([](auto, auto) { return true; });
    REQUIRE_FALSE(checked.ok());
    CHECK(checked.error().code == ErrorCode::corrupt);
    CHECK(checked.error().what.find("700") != std::string::npos);
    CHECK(std::filesystem::remove(data.evidence()));
  }
}

TEST_CASE("a directory that may not be written is named, with a cure") {
  if (::getuid() != 0) return;  // needs another user's rights to lose
  const TempDir temp;
  const DataDir data = ledger_with_records(temp, 2);
  namespace fs = std::filesystem;
  fs::permissions(temp.path, fs::perms::others_all | fs::perms::owner_all);
  fs::permissions(data.root, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(data.ledger(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_write);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(9);
    const auto writing = Ledger::open(data);
    const auto reading = Ledger::open(data, {.read_only = true});
    const bool named = !writing.ok() && writing.error().code == ErrorCode::io && !writing.error().cure.empty() &&
                       writing.error().where == data.root.string();
    ::_exit(named && reading.ok() ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}
