// What cron and scripts are told: 1 when `verify` looked and found a fault, 3 when something could not be read or opened.

#include <doctest/doctest.h>

#include <functional>

#include "base/json.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;

namespace {

std::string with_bytes(std::string bytes, std::size_t at, const std::string& put) { return bytes.replace(at, put.size(), put); }

}  // namespace

TEST_CASE("a ledger that is cut short, another program's, newer or garbled: 1 from verify, 3 from every other verb") {
  struct Case {
    const char* name;
    std::function<std::string(const std::string&)> damage;
  };
  const std::vector<Case> cases = {
      {"empty", [](const auto&) { return std::string(); }},
      {"cut short", [](const auto& bytes) { return bytes.substr(0, bytes.size() / 2); }},
      {"another program's", [](const auto& bytes) { return with_bytes(bytes, 68, "FOSL"); }},
      {"newer", [](const auto& bytes) { return with_bytes(bytes, 60, std::string("\0\0\0\x7f", 4)); }},
      {"garbled", [](const auto& bytes) { return with_bytes(bytes, 0, "garbage garbage"); }},
  };
  const DemoShop shop;
  const auto ledger = shop.data / "ledger.db";
  const std::string good = bytes_of(ledger);
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    const std::string bad = each.damage(good);
    write_bytes(ledger, bad);
    const Ran verified = shop.run({"verify", "--json"});
    CAPTURE(verified.err);
    CHECK(verified.code == 1);
    CHECK(contains(verified.err, ledger.string()));
    CHECK(Json::parse(verified.out)["ok"] == false);
    const Ran status = shop.run({"status"});
    CHECK(status.code == 3);
    CHECK(contains(status.err, ledger.string()));
    CHECK(bytes_of(ledger) == bad);
  }
}

TEST_CASE("a wrong passphrase is 3 from every verb that asks for it, and none at all is 2") {
  const DemoShop shop;
  const std::string before = shop.all_bytes();
  write_bytes(shop.passphrase, "something else entirely\n");
  for (const std::vector<std::string>& verb : {std::vector<std::string>{"roster", "list"},
                                               {"status"},
                                               {"code", "4408"},
                                               {"hr-key", "rotate"},
                                               {"erase", "4402", "--yes"}}) {
    const Ran wrong = shop.run_as_hr(verb);
    CAPTURE(wrong.err);
    CHECK(wrong.code == 3);
    CHECK(contains(wrong.err, "the passphrase is wrong"));
  }
  CHECK(shop.run({"code", "4408"}).code == 2);
  CHECK(shop.all_bytes() == before);
}
