// Vaults and key files that are not what they should be: an error that names the file, and not one byte of any file changed.
// Ledgers: bad_files_test.cpp.

#include <doctest/doctest.h>

#include <functional>
#include <map>

#include "base/json.hpp"
#include "records/store/people.hpp"
#include "records/vault/minisign.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace fs = std::filesystem;

namespace {

constexpr char passphrase[] = "a passphrase for tests";

struct Terminal {
  TempDir temp;
  DataDir data{temp.path / "data"};

  Terminal() {
    fs::create_directories(data.root);
    must(must(Ledger::create(data, origin)).append(signed_acknowledgement(person_number(1)), &any_key()));
    NewHrKey hr = must(make_hr_key(passphrase, {16 * 1024, 1}));
    must(hr.file.save(data.hr_key()));
    must(ExportKey::make().save(data.export_key()));
    Roster roster = must(Roster::create(data, hr.file.open));
    roster.unlock(std::move(hr.key));
    std::vector<RosterRow> rows = small_roster();
    for (int i = 0; i < 200; ++i) {
      rows.push_back(rows[0]);
      rows.back().badge = "7" + std::to_string(1000 + i);
    }
    must(roster.import(rows, false, false));
  }
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::directory_iterator(data.root))
      out[entry.path().filename().string()] = entry.is_regular_file() ? bytes_of(entry.path()) : "a directory";
    return out;
  }
};

using Damage = std::function<std::string(const std::string&)>;
struct Case {
  const char* name;
  ErrorCode expected;
  Damage damage;
};

std::string with_bytes(std::string bytes, std::size_t at, const std::string& put) { return bytes.replace(at, put.size(), put); }

Damage always(const std::string& bytes) {
  return [bytes](const std::string&) { return bytes; };
}

// Each case in place of `file`: `use` fails as expected and names it, and every file is as it was.
void check_table(const Terminal& terminal, const fs::path& file, const std::vector<Case>& cases,
                 const std::function<Status(const DataDir&)>& use) {
  const std::string good = bytes_of(file);
  must(use(terminal.data));
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    write_bytes(file, each.damage(good));
    const auto before = terminal.files();
    const Status used = use(terminal.data);
    REQUIRE_FALSE(used.ok());
    CHECK_MESSAGE(used.error().code == each.expected, used.error().text());
    CHECK_MESSAGE(used.error().where.find(file.filename().string()) != std::string::npos, used.error().text());
    CHECK_FALSE(used.error().cure.empty());
    CHECK(terminal.files() == before);
  }
  fs::remove(file);
  const auto before = terminal.files();
  const Status missing = use(terminal.data);
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == ErrorCode::not_found);
  CHECK(missing.error().where.find(file.filename().string()) != std::string::npos);
  CHECK(terminal.files() == before);
  fs::create_directory(file);
  CHECK_FALSE(use(terminal.data).ok());
  fs::remove(file);
  write_bytes(file, good);
  must(use(terminal.data));
}

template <class T>
Status status_of(const Result<T>& result) {
  return result ? Status(Done{}) : Status(result.error());
}

// The value of one key of hr-key changed.
Damage with_value(const char* key, const Json& value) {
  return [key = std::string(key), value](const std::string& bytes) {
    Json json = Json::parse(bytes);
    json[key] = value;
    return json.dump();
  };
}

}  // namespace

TEST_CASE("a vault that is none of ours is refused and left alone") {
  const Terminal terminal;
  const std::vector<Case> cases = {
      {"empty", ErrorCode::corrupt, always("")},
      {"half a header", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 60); }},
      {"cut in the first page", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 3000); }},
      {"cut by its last page", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, bytes.size() - 4096); }},
      {"cut in the middle of a page", ErrorCode::corrupt,
       [](const auto& bytes) { return bytes.substr(0, bytes.size() - 100); }},
      {"a text file", ErrorCode::corrupt, always(std::string(5000, 'x'))},
      {"zeros", ErrorCode::corrupt, [](const auto& bytes) { return std::string(bytes.size(), '\0'); }},
      {"another program's", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 68, "FOSL"); }},
      {"a ledger", ErrorCode::corrupt, always(bytes_of(terminal.data.ledger()))},
      {"never completed", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 60, std::string(4, '\0')); }},
      {"newer", ErrorCode::refused, [](const auto& bytes) { return with_bytes(bytes, 60, std::string("\0\0\0\x02", 4)); }},
      {"put into WAL mode", ErrorCode::corrupt, [](const auto& bytes) { return with_bytes(bytes, 18, "\x02\x02"); }},
      {"schema page garbled", ErrorCode::corrupt,
       [](const auto& bytes) { return with_bytes(bytes, 100, std::string(2000, '\x5a')); }},
  };
  check_table(terminal, terminal.data.vault(), cases, [](const DataDir& data) { return status_of(Roster::open(data)); });
  check_table(terminal, terminal.data.vault(), cases, [](const DataDir& data) { return status_of(SignIn::open(data)); });
}

TEST_CASE("a ledger that is none of ours is named by the roster too") {
  const Terminal terminal;
  const std::vector<Case> cases = {
      {"empty", ErrorCode::corrupt, always("")},
      {"cut by its last page", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, bytes.size() - 4096); }},
      {"a vault", ErrorCode::corrupt, always(bytes_of(terminal.data.vault()))},
      {"newer", ErrorCode::refused, [](const auto& bytes) { return with_bytes(bytes, 60, std::string("\0\0\0\x02", 4)); }},
      {"schema page garbled", ErrorCode::corrupt,
       [](const auto& bytes) { return with_bytes(bytes, 100, std::string(2000, '\x5a')); }},
  };
  check_table(terminal, terminal.data.ledger(), cases, [](const DataDir& data) { return status_of(Roster::open(data)); });
}

TEST_CASE("a vault whose rows were garbled says so when they are read") {
  const Terminal terminal;
  const std::string good = bytes_of(terminal.data.vault());
  const HrKey hr = must(open_hr_key(terminal.data, passphrase));
  const char* changes[] = {
      "UPDATE identity SET for_hr = zeroblob(length(for_hr))", "UPDATE identity SET for_hr = x''",
      "UPDATE identity SET for_hr = (SELECT j.for_hr FROM identity AS j WHERE j.person <> identity.person LIMIT 1)"};
  for (const char* change : changes) {
    CAPTURE(std::string(change));
    write_bytes(terminal.data.vault(), good);
    must(must(Database::open(terminal.data.vault(), OpenMode::read_write, milliseconds{0})).execute(change));
    const auto before = terminal.files();
    Roster roster = must(Roster::open(terminal.data));
    roster.unlock({{hr.pair.open, hr.pair.secret.copy()}, hr.data_key.copy()});
    const auto listed = roster.list();
    REQUIRE_FALSE(listed.ok());
    CHECK(listed.error().code == ErrorCode::corrupt);
    CHECK(listed.error().where.find("vault.db") != std::string::npos);
    CHECK_FALSE(listed.error().cure.empty());
    CHECK(terminal.files() == before);
  }
}

TEST_CASE("a pepper that is not 32 bytes is named") {
  const Terminal terminal;
  const std::vector<Case> cases = {
      {"empty", ErrorCode::corrupt, always("")},
      {"cut short", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 31); }},
      {"too long", ErrorCode::corrupt, [](const auto& bytes) { return bytes + '\n'; }},
      {"another file", ErrorCode::corrupt, always(std::string(100'000, 'x'))},
  };
  check_table(terminal, terminal.data.pepper(), cases, [](const DataDir& data) { return status_of(Roster::open(data)); });
  check_table(terminal, terminal.data.pepper(), cases, [](const DataDir& data) { return status_of(SignIn::open(data)); });
}

TEST_CASE("a device key that is not 32 bytes is named; one of another ledger is told apart") {
  const Terminal terminal;
  const std::vector<Case> cases = {
      {"empty", ErrorCode::corrupt, always("")},
      {"cut short", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 31); }},
      {"too long", ErrorCode::corrupt, [](const auto& bytes) { return bytes + '\n'; }},
      {"another file", ErrorCode::corrupt, always(std::string(100'000, 'x'))},
  };
  check_table(terminal, terminal.data.device_key(), cases, [](const DataDir& data) { return status_of(Ledger::open(data)); });
  write_bytes(terminal.data.device_key(), std::string(32, '\x11'));
  const auto before = terminal.files();
  const auto opened = Ledger::open(terminal.data);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().code == ErrorCode::corrupt);
  CHECK(opened.error().what.find("another key than this terminal's") != std::string::npos);
  must(Ledger::open(terminal.data, {.read_only = true}));
  CHECK(terminal.files() == before);
}

TEST_CASE("an HR key that cannot be read is named, and told apart from a wrong passphrase") {
  const Terminal terminal;
  const std::string other = must(make_hr_key(passphrase, {16 * 1024, 1})).file.by_passphrase;
  const std::vector<Case> cases = {
      {"empty", ErrorCode::corrupt, always("")},
      {"cut short", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, bytes.size() / 2); }},
      {"not JSON", ErrorCode::corrupt, always("hr key")},
      {"a list", ErrorCode::corrupt, always("[1,2]")},
      {"too long", ErrorCode::corrupt, always(std::string(100'000, ' '))},
      {"newer", ErrorCode::refused, with_value("version", 2)},
      {"no version", ErrorCode::corrupt, with_value("version", nullptr)},
      {"a public key of 31 bytes", ErrorCode::corrupt, with_value("public", std::string(40, 'A') + "AA==")},
      {"another public key", ErrorCode::corrupt, with_value("public", std::string(43, 'A') + "=")},
      {"no passphrase line", ErrorCode::corrupt, with_value("passphrase", "")},
      {"a passphrase line that is none", ErrorCode::corrupt, with_value("passphrase", "argon2id$m=16,t=1$x")},
      {"one that asks for too much", ErrorCode::corrupt,
       with_value("passphrase", "argon2id$m=99999999,t=1$AAAAAAAAAAAAAAAAAAAAAA==$AA==")},
      {"another key's passphrase line", ErrorCode::corrupt, with_value("passphrase", other)},
      {"no recovery line", ErrorCode::corrupt, with_value("recovery", 7)},
      {"a data key that is none", ErrorCode::corrupt, with_value("data_key", "AAAA")},
      {"a data key that is not base64", ErrorCode::corrupt, with_value("data_key", "***")},
  };
  check_table(terminal, terminal.data.hr_key(), cases,
              [](const DataDir& data) { return status_of(open_hr_key(data, passphrase)); });
  CHECK(open_hr_key(terminal.data, "not the passphrase").error().code == ErrorCode::refused);
}

TEST_CASE("an export key that is not 40 bytes is named") {
  const Terminal terminal;
  const std::vector<Case> cases = {
      {"empty", ErrorCode::corrupt, always("")},
      {"cut short", ErrorCode::corrupt, [](const auto& bytes) { return bytes.substr(0, 39); }},
      {"too long", ErrorCode::corrupt, [](const auto& bytes) { return bytes + '\n'; }},
      {"another file", ErrorCode::corrupt, always(std::string(100'000, 'x'))},
  };
  check_table(terminal, terminal.data.export_key(), cases,
              [](const DataDir& data) { return status_of(ExportKey::load(data.export_key())); });
}
