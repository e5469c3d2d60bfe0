// passphrase change and recover, hr-key rotate, device-key rotate, through the real program.

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "records/log/proof.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;

namespace {

std::string recovery_code_in(const std::string& text) {
  const std::string mark = "Recovery code: ";
  const auto at = text.find(mark);
  REQUIRE(at != std::string::npos);
  return text.substr(at + mark.size(), text.find('\n', at) - at - mark.size());
}

bool opens(const DemoShop& shop) { return contains(shop.run_as_hr({"roster", "list"}).out, "Sam Kestrel"); }

}  // namespace

TEST_CASE("passphrase change: the new one opens, the old one no longer, and a refusal changes nothing") {
  const DemoShop shop;
  const std::string before = shop.all_bytes();
  write_bytes(shop.file("new"), "staple of another kind\n");
  write_bytes(shop.file("short"), "short\n");
  write_bytes(shop.file("wrong"), "something else entirely\n");
  const auto change = [&](const std::string& old, const std::string& next) {
    return shop.run({"passphrase", "change", "--passphrase-file", old, "--new-passphrase-file", next});
  };
  const Ran wrong = change(shop.file("wrong"), shop.file("new"));
  CHECK(wrong.code == 3);
  CHECK(contains(wrong.err, "wrong"));
  CHECK(change(shop.passphrase, shop.file("short")).code == 2);
  CHECK(change(shop.passphrase, shop.file("none")).code == 3);
  CHECK(shop.run_as_hr({"passphrase", "change"}).code == 2);  // nobody to ask
  CHECK(shop.run({"passphrase"}).code == 2);
  CHECK(shop.all_bytes() == before);
  const Ran done = change(shop.passphrase, shop.file("new"));
  CAPTURE(done.err);
  CHECK(done.code == 0);
  CHECK(shop.run_as_hr({"roster", "list"}).code == 3);
  write_bytes(shop.passphrase, "staple of another kind\n");
  CHECK(opens(shop));
}

TEST_CASE("a file of HR's key from a newer program is told apart from a wrong passphrase") {
  const DemoShop shop;
  Json key = Json::parse(bytes_of(shop.data / "hr-key"));
  key["version"] = key["version"].get<int>() + 1;
  write_bytes(shop.data / "hr-key", key.dump());
  const std::string before = shop.all_bytes();
  write_bytes(shop.file("new"), "staple of another kind\n");
  for (const Ran& ran :
       {shop.run_as_hr({"roster", "list"}), shop.run_as_hr({"code", "4408"}), shop.run_as_hr({"hr-key", "rotate"}),
        shop.run_as_hr({"passphrase", "change", "--new-passphrase-file", shop.file("new")})}) {
    CAPTURE(ran.err);
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, "newer Countersign"));
    CHECK(contains(ran.err, (shop.data / "hr-key").string()));
    CHECK_FALSE(contains(ran.err, "passphrase"));
  }
  CHECK(shop.all_bytes() == before);
}

TEST_CASE("passphrase recover: the code opens once, and a new one comes out") {
  const DemoShop shop;
  const std::string before = shop.all_bytes();
  write_bytes(shop.file("code"), recovery_code_in(bytes_of(shop.data / "DEMO.txt")) + "\n");
  write_bytes(shop.file("new"), "staple of another kind\n");
  write_bytes(shop.file("wrong"), "00000-00000-00000-00000-00000\n");
  const auto recover = [&](const std::string& code) {
    return shop.run({"passphrase", "recover", "--recovery-file", shop.file(code), "--new-passphrase-file", shop.file("new")});
  };
  CHECK(recover("wrong").code == 3);
  CHECK(shop.run({"passphrase", "recover", "--new-passphrase-file", shop.file("new")}).code == 2);  // nobody to ask
  CHECK(shop.all_bytes() == before);
  const Ran done = recover("code");
  CAPTURE(done.err);
  REQUIRE(done.code == 0);
  CHECK(recover("code").code == 3);
  write_bytes(shop.file("code"), recovery_code_in(done.out) + "\n");
  CHECK(recover("code").code == 0);
  write_bytes(shop.passphrase, "staple of another kind\n");
  CHECK(opens(shop));
}

TEST_CASE("hr-key rotate: the same passphrase, a new recovery code, everybody still there") {
  const DemoShop shop;
  const std::string before = bytes_of(shop.data / "hr-key");
  write_bytes(shop.file("wrong"), "something else entirely\n");
  CHECK(shop.run({"hr-key", "rotate", "--passphrase-file", shop.file("wrong")}).code == 3);
  CHECK(shop.run({"hr-key", "rotate"}).code == 2);
  CHECK(bytes_of(shop.data / "hr-key") == before);
  const Ran done = shop.run_as_hr({"hr-key", "rotate"});
  CAPTURE(done.err);
  REQUIRE(done.code == 0);
  CHECK(recovery_code_in(done.out) != recovery_code_in(bytes_of(shop.data / "DEMO.txt")));
  CHECK(Json::parse(bytes_of(shop.data / "hr-key"))["public"] != Json::parse(before)["public"]);
  CHECK(opens(shop));
  CHECK(shop.run_as_hr({"code", "4408"}).code == 0);
}

TEST_CASE("device-key rotate: a record signed by both, old proofs and new ones, and a running program follows") {
  const DemoShop shop;
  const std::string first = Json::parse(shop.run({"vkey", "--json"}).out)["vkey"];
  const std::string old_proof = shop.file("old.tlog-proof");
  REQUIRE(shop.run({"proof", to_hex(shop.noor_signed), "--out", old_proof}).code == 0);
  auto running = must(records::Ledger::open(shop.dir));
  const Ran done = shop.run({"device-key", "rotate"});
  CAPTURE(done.err);
  REQUIRE(done.code == 0);
  must(running.append(acknowledgement(shop.sam)));
  REQUIRE(shop.run({"device-key", "rotate"}).code == 0);
  must(running.append(acknowledgement(shop.sam)));

  const Json keys = Json::parse(shop.run({"vkey", "--json"}).out);
  CHECK(keys["first_vkey"] == first);
  CHECK(keys["rotations"].size() == 2);
  CHECK(keys["rotations"][1]["new_vkey"] == keys["vkey"]);
  CHECK(keys["rotations"][0]["old_vkey"] == first);
  const Ran verified = shop.run({"verify", "--all-notes"});
  CAPTURE(verified.err);
  CHECK(verified.code == 0);
  for (const std::string& key : {first, keys["rotations"][1]["old_vkey"].get<std::string>(), keys["vkey"].get<std::string>()})
    CHECK(shop.run({"verify", "--key", key}).code == 0);
  const std::string new_proof = shop.file("new.tlog-proof");
  REQUIRE(shop.run({"proof", to_hex(shop.noor_signed), "--out", new_proof}).code == 0);
  CHECK(shop.run({"verify", "--proof", old_proof}).code == 0);
  CHECK(shop.run({"verify", "--proof", new_proof}).code == 0);
  CHECK(shop.run({"verify", "--proof", new_proof, "--key", first}).code == 1);
  CHECK(shop.run({"verify", "--proof", old_proof, "--key", first}).code == 0);
  write_bytes(shop.data / "device-key", "short");
  CHECK(shop.run({"device-key", "rotate"}).code == 3);
}
