// The verbs that look after the ledger, as people run them: what they say, what they leave, and their exit codes.

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "records/log/proof.hpp"
#include "records/model/canonical.hpp"
#include "tests/records/raw_ledger.hpp"
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

namespace {

// A changed record, and all signed again with the terminal's own key. The copies beside are made to agree.
void rewrite_history(const DemoShop& shop, std::int64_t index) {
  const std::string seed = bytes_of(shop.dir.device_key());
  const auto ledger = must(records::Ledger::open(shop.dir, {.read_only = true}));
  const auto key = must(records::SigningKey::from_seed(
      ledger.origin(),
      std::span<const std::byte, records::seed_bytes>(reinterpret_cast<const std::byte*>(seed.data()), records::seed_bytes)));
  behind_the_triggers(shop.dir, [&](const RawLedger& raw) {
    const Cell cell{"leaf", "record", index};
    std::string record = raw.read(cell);
    raw.write(cell, record.replace(record.find("badge+pin"), 9, "badge+pen"));
    sign_again(raw, key);
  });
  write_bytes(shop.dir.checkpoint(), must(ledger.checkpoint()));
}

}  // namespace

TEST_CASE("what was kept elsewhere tells whether the ledger goes on from it, and names what differs") {
  const DemoShop shop;
  std::vector<std::string> kept;
  const auto keep = [&](const std::string& name, const std::string& text) {
    write_bytes(shop.file(name), text);
    kept.push_back(shop.file(name));
  };
  const auto ledger = must(records::Ledger::open(shop.dir, {.read_only = true}));
  const records::Receipt receipt = must(ledger.receipt(shop.noor_signed));
  const std::string line = records::receipt_text(receipt, "Northwind | Parcels");
  const std::string note = must(ledger.checkpoint());
  keep("checkpoint.txt", note);
  keep("earlier.txt", must(ledger.checkpoint_over(receipt.index)));
  keep("proof", records::format_proof(must(ledger.proof(shop.noor_signed))));
  keep("receipt.txt", line + "\r\n");
  must(must(records::Ledger::open(shop.dir)).append(record_of(shop.sam, records::Opened{"test"})));
  const auto verify = [&](const std::string& file) { return shop.run({"verify", "--checkpoint", file}); };
  for (const std::string& file : kept) {
    CAPTURE(file);
    const Ran ran = verify(file);
    CHECK_MESSAGE(ran.code == 0, ran.err);
    CHECK(contains(ran.out, "goes on from"));
  }
  CHECK(contains(verify(kept[3]).out, "the receipt of " + std::to_string(receipt.size) + " records"));
  CHECK(verify(shop.file("none")).code == 3);
  CHECK(shop.run({"verify", "--checkpoint", kept[0], "--proof", kept[2]}).code == 2);

  struct Case {
    std::string text;
    std::string from;
    std::string to;
    std::string named;
  };
  const std::string root = to_hex(receipt.root);
  const std::string other_code = receipt.code[0] == 'A' ? "B" : "A";
  const Case cases[] = {
      {line, receipt.code, other_code + receipt.code.substr(1), "has the code " + receipt.code},
      {line, to_hex(shop.noor_signed), to_hex(shop.sam_signed), "is not the one that the receipt names"},
      {line, root, root.substr(1) + root.front(), "records are not those that it speaks of"},
      {line, receipt.origin, "countersign/elsewhere/t1/1", "it is of the log countersign/elsewhere/t1/1"},
      {line, "tree " + std::to_string(receipt.size), "tree 999", "records are missing"},
      {line, " | leaf", "", "this is no receipt"},
      {line, receipt.code, receipt.code + "\x1b[2J", "this is no receipt"},
      {note, "\n" + std::to_string(shop.records_before) + "\n", "\n1\n", "not signed with a key"},
      {note, note, "something else\n", "this is no checkpoint, proof or receipt"},
      {bytes_of(kept[2]), "index ", "index 9", "There is no such leaf"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.named);
    std::string text = each.text;
    REQUIRE(contains(text, each.from));
    write_bytes(shop.file("changed"), text.replace(text.find(each.from), each.from.size(), each.to));
    const Ran ran = verify(shop.file("changed"));
    CHECK(ran.code == 1);
    CHECK_MESSAGE(contains(ran.err, each.named), ran.err);
  }

  rewrite_history(shop, static_cast<std::int64_t>(receipt.index));
  CHECK(shop.run({"verify", "--all-notes"}).code == 0);  // all that lies on the machine agrees
  for (const std::string& file : kept) {
    CAPTURE(file);
    const Ran ran = verify(file);
    CHECK(ran.code == 1);
    CHECK_MESSAGE(contains(ran.err, "records are not those that it speaks of"), ran.err);
    CHECK_FALSE(contains(ran.out, "nothing wrong"));
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
