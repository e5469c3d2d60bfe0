// The verbs that look after the ledger, as people run them: what they say, what they leave, and their exit codes.

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "records/log/proof.hpp"
#include "records/model/canonical.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

// As another program would, past every guard of ours.
void tamper(const fs::path& database, const std::string& sql) {
  const Ran ran = run_program({"/usr/bin/sqlite3", database.string(), sql});
  REQUIRE_MESSAGE(ran.code == 0, "sqlite3 (package sqlite3): " << ran.err);
}

// A record in the middle with one word changed; the trigger is put back, so that only the record tells.
void change_record(const fs::path& ledger, std::uint64_t index) {
  const Ran trigger =
      run_program({"/usr/bin/sqlite3", ledger.string(), "SELECT sql FROM sqlite_schema WHERE name = 'leaf_keeps'"});
  tamper(
      ledger,
      "DROP TRIGGER leaf_keeps; UPDATE leaf SET record = CAST(replace(CAST(record AS TEXT), 'badge+pin', 'badge+pen') AS BLOB) "
      "WHERE idx = " +
          std::to_string(index) + "; " + trigger.out);
}

std::string vkey_of(const Shop& shop) { return Json::parse(shop.run({"vkey", "--json"}).out)["vkey"]; }

}  // namespace

TEST_CASE("verify: 0 and the counts, 1 and the first bad record, 3 when it cannot look") {
  const DemoShop shop;
  const std::string before = shop.all_bytes();
  const Ran fine = shop.run({"verify"});
  CAPTURE(fine.err);
  CHECK(fine.code == 0);
  CHECK(contains(fine.out, "nothing wrong"));
  const Json json = Json::parse(shop.run({"verify", "--all-notes", "--json"}).out);
  CHECK(json["ok"] == true);
  CHECK(json["records"] == shop.records_before);
  CHECK(json["private_parts"] == 1);
  CHECK(json["notes"] == shop.records_before + 1);  // and the one over no records
  CHECK(json["vkey"] == vkey_of(shop));
  CHECK(shop.run({"verify", "--key", vkey_of(shop)}).code == 0);
  CHECK(shop.run({"verify", "--key", "nonsense"}).code == 2);
  CHECK(shop.run({"verify", "--nonsense"}).code == 2);
  CHECK(run_program({ADMIN_PROGRAM, "verify"}).code == 2);
  const auto stranger =
      must(records::SigningKey::generate(must(records::Ledger::open(shop.dir, {.read_only = true})).origin()));
  CHECK(shop.run({"verify", "--key", stranger.verifier().text()}).code == 1);
  CHECK(shop.all_bytes() == before);

  change_record(shop.data / "ledger.db", shop.records_before - 2);
  const Ran bad = shop.run({"verify"});
  CHECK(bad.code == 1);
  CHECK(contains(bad.err, "record " + std::to_string(shop.records_before - 2) + ": "));
  CHECK_FALSE(contains(bad.out, "nothing wrong"));
  CHECK(Json::parse(shop.run({"verify", "--json"}).out)["ok"] == false);
  write_bytes(shop.data / "ledger.db", "garbage");
  CHECK(shop.run({"verify"}).code == 1);
  fs::remove(shop.data / "ledger.db");
  CHECK(shop.run({"verify"}).code == 3);
}

TEST_CASE("a fault at the end names its record too") {
  const DemoShop shop;
  change_record(shop.data / "ledger.db", shop.records_before - 1);
  const Ran bad = shop.run({"verify"});
  CHECK(bad.code == 1);
  CHECK(contains(bad.err, "record " + std::to_string(shop.records_before - 1) + ": "));
}

TEST_CASE("a proof needs nothing but the verifier key") {
  const DemoShop shop;
  const std::string key = vkey_of(shop);
  const std::string out = shop.file("noor.tlog-proof");
  const Json made = Json::parse(shop.run({"proof", to_hex(shop.noor_signed), "--out", out, "--json"}).out);
  CHECK(made["index"] == shop.records_before - 2);
  CHECK(made["kind"] == "acknowledged");
  const records::LogProof proof = must(records::parse_proof(bytes_of(out)));
  must(records::verify_proof(proof, proof.extra, must(records::parse_vkey(key))));
  const std::string by_code = shop.file("by-code.tlog-proof");
  const Ran code = shop.run({"proof", made["receipt"].get<std::string>(), "--out", by_code});
  CHECK(code.code == 0);
  CHECK(contains(code.out, to_hex(shop.noor_signed)));
  CHECK(bytes_of(by_code) == bytes_of(out));

  const auto verify = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {ADMIN_PROGRAM, "verify", "--proof", out});
    return run_program(more);
  };
  const Ran fine = verify({"--key", key});
  CAPTURE(fine.err);
  CHECK(fine.code == 0);
  CHECK(contains(fine.out, to_hex(shop.noor_signed)));
  CHECK(contains(fine.out, "nothing wrong"));
  write_bytes(shop.file("vkey"), key + "\n");
  CHECK(verify({"--key", shop.file("vkey")}).code == 0);
  CHECK(verify({"--data", shop.data.string()}).code == 0);
  const Ran without = verify({});
  CHECK(without.code == 2);
  CHECK(contains(without.err, "--key"));
  CHECK(run_program({ADMIN_PROGRAM, "verify", "--proof", shop.file("none"), "--key", key}).code == 3);
  for (const char* from : {"typed", "index ", "countersign/"}) {
    std::string text = bytes_of(out);
    if (std::string(from) == "typed") {
      records::LogProof other = proof;
      other.extra.replace(other.extra.find("typed"), 5, "drawn");
      text = records::format_proof(other);
    } else {
      text.replace(text.find(from), 1, "x");
    }
    write_bytes(shop.file("changed"), text);
    const Ran bad = run_program({ADMIN_PROGRAM, "verify", "--proof", shop.file("changed"), "--key", key});
    CHECK(bad.code == 1);
    CHECK(contains(bad.err, "changed: "));
  }
}

TEST_CASE("no proof is made of what is not there, and none replaces a file") {
  const DemoShop shop;
  const std::string out = shop.file("out.tlog-proof");
  for (const char* nothing : {"00000000000000000000000000000000", "7777-7777", "noor"}) {
    const Ran ran = shop.run({"proof", nothing, "--out", out});
    CHECK(ran.code == 2);
    CHECK(contains(ran.err, "no record"));
  }
  CHECK_FALSE(fs::exists(out));
  write_bytes(out, "before");
  CHECK(shop.run({"proof", to_hex(shop.noor_signed), "--out", out}).code == 2);
  CHECK(bytes_of(out) == "before");
  CHECK(shop.run({"proof", to_hex(shop.noor_signed), "--out", "/nonexistent/x"}).code == 3);
  CHECK(shop.run({"proof", to_hex(shop.noor_signed)}).code == 2);
  change_record(shop.data / "ledger.db", shop.records_before - 2);
  const std::string fresh = shop.file("fresh");
  const Ran damaged = shop.run({"proof", to_hex(shop.noor_signed), "--out", fresh});
  CHECK(damaged.code == 3);
  CHECK_FALSE(fs::exists(fresh));
}

TEST_CASE("vkey tells the keys that others need") {
  const DemoShop shop;
  const Ran ran = shop.run({"vkey"});
  CHECK(ran.code == 0);
  const Json json = Json::parse(shop.run({"vkey", "--json"}).out);
  CHECK(json["vkey"] == json["first_vkey"]);
  CHECK(json["rotations"].empty());
  CHECK(contains(ran.out, json["vkey"].get<std::string>()));
  CHECK(contains(ran.out, json["export_key"].get<std::string>()));
  fs::remove(shop.data / "export-key");
  CHECK(shop.run({"vkey"}).code == 3);
}

TEST_CASE("every verb of the ledger has help with an example") {
  for (const std::vector<std::string>& verb : {std::vector<std::string>{"verify"},
                                               {"proof"},
                                               {"vkey"},
                                               {"backup"},
                                               {"restore"},
                                               {"erase"},
                                               {"void"},
                                               {"retention"},
                                               {"passphrase"},
                                               {"passphrase", "change"},
                                               {"passphrase", "recover"},
                                               {"hr-key"},
                                               {"hr-key", "rotate"},
                                               {"device-key"},
                                               {"device-key", "rotate"},
                                               {"export", "bundle"}}) {
    auto words = verb;
    words.insert(words.begin(), ADMIN_PROGRAM);
    words.emplace_back("--help");
    const Ran help = run_program(words);
    CHECK(help.code == 0);
    CHECK(contains(help.out, "Example: countersign-admin"));
  }
}
