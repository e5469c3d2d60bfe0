// erase, void and retention, through the real program.

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

std::string column(const fs::path& database, const std::string& sql) {
  const Ran ran = run_program({"/usr/bin/sqlite3", "-readonly", database.string(), sql});
  REQUIRE_MESSAGE(ran.code == 0, "sqlite3 (package sqlite3): " << ran.err);
  return ran.out.substr(0, ran.out.find('\n'));
}

std::string bytes_from_hex(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return out;
}

// What must be nowhere on the disk once the person is erased: a piece of the middle of each.
std::vector<std::string> traces_of(const DemoShop& shop, const PersonId& person) {
  const std::string id = "x'" + to_hex(person) + "'";
  std::vector<std::string> out;
  for (const auto& [file, sql] :
       {std::pair{"ledger.db", "SELECT hex(b.sealed) FROM body AS b JOIN leaf AS l ON l.idx = b.idx WHERE l.subject = " + id},
        {"ledger.db", "SELECT hex(badge_hmac) FROM person WHERE id = " + id},
        {"vault.db", "SELECT hex(for_hr) FROM identity WHERE person = " + id},
        {"vault.db", "SELECT hex(own) FROM identity WHERE person = " + id},
        {"vault.db", "SELECT hex(for_hr) FROM person_key WHERE person = " + id},
        {"vault.db", "SELECT hex(by_pin) FROM person_key WHERE person = " + id}}) {
    const std::string bytes = bytes_from_hex(column(shop.data / file, sql));
    REQUIRE(bytes.size() >= 32);
    out.push_back(bytes.substr(bytes.size() / 2, 16));
  }
  return out;
}

Json completion(const DemoShop& shop) {
  Json sum = {{"people", 0}, {"acknowledged", 0}};
  for (const Json& line : Json::parse(shop.run({"report", "completion", "--json"}).out))
    for (const char* key : {"people", "acknowledged"}) sum[key] = sum[key].get<int>() + line[key].get<int>();
  return sum;
}

}  // namespace

TEST_CASE("erase takes every trace out of ledger and vault, and the proofs still hold") {
  const DemoShop shop;
  const auto traces = traces_of(shop, shop.noor);
  REQUIRE(shop.run({"proof", to_hex(shop.noor_signed), "--out", shop.file("proof")}).code == 0);
  const std::string whole = shop.all_bytes();
  for (const std::string& trace : traces) CHECK(contains(whole, trace));

  const Ran unsure = shop.run_as_hr({"erase", "4402"});  // nobody to ask
  CHECK(unsure.code == 2);
  CHECK(shop.run({"erase", "4402", "--yes"}).code == 2);
  CHECK(shop.run_as_hr({"erase", "0000", "--yes"}).code == 2);
  CHECK(shop.run_as_hr({"erase", to_hex(PersonId{}), "--yes"}).code == 2);
  CHECK(shop.all_bytes() == whole);

  const Ran done = shop.run_as_hr({"erase", "4402", "--yes"});
  CAPTURE(done.err);
  REQUIRE(done.code == 0);
  CHECK(contains(done.out, to_hex(shop.noor)));
  CHECK(contains(done.out, "older copy of vault.db"));
  const std::string after = shop.all_bytes();
  for (const std::string& trace : traces) CHECK_FALSE(contains(after, trace));
  CHECK_FALSE(contains(shop.run_as_hr({"roster", "list"}).out, "Noor"));
  CHECK(shop.run_as_hr({"erase", "4402", "--yes"}).code == 2);
  const Json verified = Json::parse(shop.run({"verify", "--json"}).out);
  CHECK(verified["ok"] == true);
  CHECK(verified["erased_parts"] == 1);
  CHECK(shop.run({"verify", "--proof", shop.file("proof")}).code == 0);
  for (const char* file : {"ledger.db", "vault.db"}) CHECK(column(shop.data / file, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("erase by random id, and --json") {
  const DemoShop shop;
  const Json erased = Json::parse(shop.run_as_hr({"erase", to_hex(shop.sam), "--yes", "--json"}).out);
  CHECK(erased["id"] == to_hex(shop.sam));
  CHECK(erased["erased_at_index"] == shop.records_before);
}

TEST_CASE("an erasure that was cut off after the ledger is finished by the next program") {
  const DemoShop shop;
  const auto traces = traces_of(shop, shop.noor);
  {
    auto ledger = must(records::Ledger::open(shop.dir));
    must(ledger.erase(shop.noor, record_of(shop.noor, records::Erased{"hr"})));
  }
  CHECK(contains(shop.all_bytes(), traces[3]));
  CHECK(shop.run({"status"}).code == 0);
  for (const std::string& trace : traces) CHECK_FALSE(contains(shop.all_bytes(), trace));
}

TEST_CASE("void: the record stays, and no longer counts") {
  const DemoShop shop;
  const std::string index = std::to_string(shop.records_before - 2);
  const std::string before = shop.all_bytes();
  CHECK(shop.run({"void", index}).code == 2);
  CHECK(shop.run({"void", index, "--reason", ""}).code == 2);
  CHECK(shop.run({"void", index, "--reason", "two\nlines"}).code == 2);
  CHECK(shop.run({"void", index, "--reason", std::string(201, 'x')}).code == 2);
  CHECK(shop.run({"void", "0", "--reason", "no completion"}).code == 2);
  CHECK(shop.run({"void", "9999", "--reason", "not there"}).code == 2);
  CHECK(shop.run({"void", "minus", "--reason", "no number"}).code == 2);
  CHECK(shop.all_bytes() == before);

  const Ran done = shop.run({"void", index, "--reason", "signed for somebody else"});
  CAPTURE(done.err);
  REQUIRE(done.code == 0);
  CHECK(shop.run({"void", index, "--reason", "again"}).code == 2);
  CHECK(shop.records_now() == shop.records_before + 1);
  REQUIRE(shop.run({"export", "csv", "--out", shop.file("out.csv")}).code == 0);
  const std::string csv = bytes_of(shop.file("out.csv"));
  const auto row = [&](const RecordId& id) {
    return csv.substr(csv.find(to_hex(id)), csv.find('\n', csv.find(to_hex(id))) - csv.find(to_hex(id)));
  };
  CHECK(contains(row(shop.noor_signed), ",voided,"));
  CHECK(contains(row(shop.sam_signed), ",completed,"));
  CHECK(shop.run({"verify"}).code == 0);
}

TEST_CASE("a voided acknowledgement is open again in reports") {
  const DemoShop shop;
  {
    auto ledger = must(records::Ledger::open(shop.dir));
    auto record = acknowledgement(shop.sam);
    auto& fact = std::get<records::Acknowledged>(record.facts);
    fact.version = Json::parse(shop.run({"status", "--json"}).out)["policies"][0]["version"];
    must(ledger.append(record));
  }
  const int before = completion(shop)["acknowledged"];
  CHECK(before >= 1);
  REQUIRE(shop.run({"void", std::to_string(shop.records_before), "--reason", "the wrong person"}).code == 0);
  REQUIRE(shop.run({"void", std::to_string(shop.records_before - 1), "--reason", "the wrong person"}).code == 0);
  CHECK(completion(shop)["acknowledged"] == before - 1);
}

TEST_CASE("retention: lists who left long ago, erases only when told, and leaves the rest") {
  const DemoShop shop;
  const auto person = [&](const char* badge) { return must(must(records::Roster::open(shop.dir)).by_badge(badge)).value().id; };
  const PersonId old_timer = person("4403");
  {
    auto ledger = must(records::Ledger::open(shop.dir));
    auto record = acknowledgement(old_timer);
    record.stamp.at = {1'262'304'000'000, 0};  // 2010
    must(ledger.append(record));
  }
  CHECK(Json::parse(shop.run({"retention", "--json"}).out).empty());  // works here still
  const std::string roster = bytes_of(fs::path(COUNTERSIGN_SOURCE_DIR) / "admin" / "demo" / "roster.csv");
  const auto first_lines = roster.substr(0, roster.find('\n', roster.find("4417")) + 1);
  write_bytes(shop.file("left.csv"), first_lines);
  REQUIRE(shop.run_as_hr({"roster", "import", shop.file("left.csv"), "--retire-missing"}).code == 0);

  const std::string before = shop.all_bytes();
  const Ran list = shop.run({"retention"});
  CHECK(list.code == 0);
  CHECK(contains(list.out, to_hex(old_timer)));
  CHECK_FALSE(contains(list.out, to_hex(shop.noor)));
  CHECK(contains(list.err, "not listed"));
  CHECK(shop.run({"retention", "--yes"}).code == 2);
  CHECK(shop.run({"retention", "--years", "0"}).code == 2);
  CHECK(shop.run({"retention", "--years", "many"}).code == 2);
  const Json named = Json::parse(shop.run_as_hr({"retention", "--json"}).out);
  REQUIRE(named.size() == 1);
  CHECK(named[0]["badge"] == "4403");
  CHECK(named[0]["last_record"] == "2010-01-01");
  CHECK(Json::parse(shop.run({"retention", "--years", "90", "--json"}).out).empty());
  CHECK(shop.all_bytes() == before);

  const Ran done = shop.run_as_hr({"retention", "--yes"});
  CAPTURE(done.err);
  REQUIRE(done.code == 0);
  CHECK(contains(done.err, "1 erased"));
  CHECK(shop.run_as_hr({"erase", "4403", "--yes"}).code == 2);
  CHECK(contains(shop.run_as_hr({"roster", "list"}).out, "Noor"));
  CHECK(shop.run({"verify"}).code == 0);
}
