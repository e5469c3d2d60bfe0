// questions list, through the real program: what people have told HR, with name and words.

#include <doctest/doctest.h>

#include <algorithm>

#include "base/json.hpp"
#include "records/store/machine.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;

namespace {

// Noor Example has asked, declined and asked for a copy of what she had signed before; then asked once more a day later.
struct AskedShop : DemoShop {
  std::shared_ptr<const records::Secret> noors_key;
  RecordId question;
  RecordId decline;
  RecordId copy;
  std::uint64_t first = records_before;

  AskedShop() {
    auto sign_in = must(records::SignIn::open(dir));
    noors_key = must(sign_in.check_pin("4402", "204816", try_at(records::wall_time_now()))).key;
    REQUIRE(noors_key != nullptr);
    const records::QuestionAsked fact{ClauseId{"PH-2"}, ModuleId{"photos"}};
    question = tell(fact, "May I post a picture of the yard?", noors_key.get());
    decline = tell(records::Declined{PolicyId{"social-media"}, "1.0", sha256("document")}, "Not before I have read it at home.",
                   noors_key.get());
    copy = tell(records::CopyRequested{to_hex(noor_signed)}, "", nullptr);
    tell(fact, "And of my own lorry?", noors_key.get(), morning(24LL * 60 * 60 * 1000));
  }

  RecordId tell(records::Facts facts, const std::string& words, const records::Secret* key, WallTime at = morning()) const {
    auto record = record_of(noor, std::move(facts));
    record.stamp.at = at;
    if (key != nullptr) record.body = {{"words", words}};
    must(must(records::Ledger::open(dir)).append(record, key));
    return record.id;
  }

  Ran list(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"questions", "list"});
    return run_as_hr(std::move(options));
  }

  Json json(std::vector<std::string> options = {}) const {
    options.emplace_back("--json");
    const Ran ran = list(std::move(options));
    CAPTURE(ran.err);
    CHECK(ran.code == 0);
    return Json::parse(ran.out);
  }
};

std::vector<std::string> column(const Json& rows, const char* key) {
  std::vector<std::string> out;
  for (const Json& row : rows) out.push_back(row[key]);
  return out;
}

}  // namespace

TEST_CASE("questions list shows each question, decline and request for a copy with name and words, the oldest first") {
  const AskedShop shop;
  const std::string before = shop.all_bytes();
  const Ran ran = shop.list();
  CAPTURE(ran.err);
  CHECK(ran.code == 0);
  CHECK(shop.all_bytes() == before);
  const std::string who = "  Noor Example, NW-4402, Drivers, North yard\n";
  const std::string asked = "2026-11-23T10:15:00.000+01:00  question" + who;
  const std::string declined = "2026-11-23T10:15:00.000+01:00  decline " + who;
  const std::string wanted = "2026-11-23T10:15:00.000+01:00  copy    " + who;
  const std::string later = "2026-11-24T10:15:00.000+01:00  question" + who;
  for (const std::string& part : {asked + "  clause PH-2, module photos, social-media 1.0, in en, record " +
                                      std::to_string(shop.first) + "\n  | May I post a picture of the yard?\n",
                                  declined + "  social-media 1.0, in en, record " + std::to_string(shop.first + 1) +
                                      "\n  | Not before I have read it at home.\n",
                                  wanted + "  of acknowledged, receipt ", std::string("  | And of my own lorry?\n")})
    CHECK_MESSAGE(contains(ran.out, part), ran.out << "\nlacks\n" << part);
  CHECK(ran.out.find(asked) < ran.out.find(declined));
  CHECK(ran.out.find(declined) < ran.out.find(wanted));
  CHECK(ran.out.find(wanted) < ran.out.find(later));
}

TEST_CASE("questions list --json has the fields that docs/deployment.md lists") {
  const AskedShop shop;
  const Json rows = shop.json();
  REQUIRE(rows.size() == 4);
  CHECK(column(rows, "kind") == std::vector<std::string>{"question", "decline", "copy", "question"});
  const std::string docs = bytes_of(std::filesystem::path(COUNTERSIGN_SOURCE_DIR) / "docs" / "deployment.md");
  for (const auto& [key, value] : rows[0].items()) CHECK_MESSAGE(contains(docs, "`" + key + "`"), key);
  const Json receipt = Json::parse(shop.run({"proof", to_hex(shop.noor_signed), "--out", shop.file("proof"), "--json"}).out);
  const Json common = {{"at", "2026-11-23T10:15:00.000+01:00"},
                       {"voided", false},
                       {"state", "readable"},
                       {"person", to_hex(shop.noor)},
                       {"name", "Noor Example"},
                       {"employee_id", "NW-4402"},
                       {"group", "Drivers"},
                       {"site", "North yard"},
                       {"language", "en"},
                       {"policy", "social-media"},
                       {"version", "1.0"},
                       {"module", ""},
                       {"clause", ""},
                       {"of_record", ""},
                       {"of_kind", ""},
                       {"of_receipt", ""},
                       {"words", ""}};
  const auto check = [&](std::size_t index, Json own) {
    Json whole = common;
    own["leaf_index"] = shop.first + index;
    whole.update(own);
    CHECK(rows[index] == whole);
  };
  check(0, {{"record_id", to_hex(shop.question)},
            {"kind", "question"},
            {"module", "photos"},
            {"clause", "PH-2"},
            {"words", "May I post a picture of the yard?"}});
  check(1, {{"record_id", to_hex(shop.decline)}, {"kind", "decline"}, {"words", "Not before I have read it at home."}});
  check(2, {{"record_id", to_hex(shop.copy)},
            {"kind", "copy"},
            {"of_record", to_hex(shop.noor_signed)},
            {"of_kind", "acknowledged"},
            {"of_receipt", receipt["receipt"]}});
}

TEST_CASE("questions list --kind and --since leave the others out") {
  const AskedShop shop;
  CHECK(shop.json({"--kind", "question"}).size() == 2);
  CHECK(column(shop.json({"--kind", "decline"}), "words") == std::vector<std::string>{"Not before I have read it at home."});
  CHECK(column(shop.json({"--kind", "copy"}), "record_id") == std::vector<std::string>{to_hex(shop.copy)});
  CHECK(column(shop.json({"--since", "2026-11-24"}), "words") == std::vector<std::string>{"And of my own lorry?"});
  CHECK(shop.json({"--since", "2026-11-25"}).empty());
  const Ran none = shop.list({"--since", "2026-11-25"});
  CHECK(none.code == 0);
  CHECK(none.out == "There are no questions, declines or requests for a copy.\n");
  CHECK(shop.list({"--since", "soon"}).code == 2);
  CHECK(shop.list({"--kind", "complaint"}).code == 2);
}

TEST_CASE("without the right passphrase questions list shows nothing") {
  const AskedShop shop;
  write_bytes(shop.file("wrong"), "something else\n");
  const auto run = [&](std::vector<std::string> verb, bool with_file) {
    if (with_file) verb.insert(verb.end(), {"--passphrase-file", shop.file("wrong")});
    return shop.run(std::move(verb));
  };
  for (const bool with_file : {false, true}) {
    const Ran ran = run({"questions", "list"}, with_file);
    const Ran other = run({"code", "4402"}, with_file);  // cannot do without it either
    CHECK(ran.code != 0);
    CHECK(ran.code == other.code);
    CHECK(ran.err == other.err);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, "passphrase"));
  }
  CHECK(shop.run({"questions", "list", "--passphrase-file", shop.file("none")}).code == 3);
  CHECK(shop.run({"questions"}).code == 2);
  for (const std::vector<std::string>& verb :
       {std::vector<std::string>{"questions", "--help"}, {"questions", "list", "--help"}}) {
    const Ran help = shop.run(verb);
    CHECK(help.code == 0);
    CHECK(contains(help.out, "Example: countersign-admin"));
  }
  write_bytes(shop.data / "ledger.db", "garbage");
  CHECK(shop.list().code == 3);
}

TEST_CASE("of somebody who was erased the row stays, without name and words") {
  const AskedShop shop;
  REQUIRE(shop.run_as_hr({"erase", "4402", "--yes"}).code == 0);
  const Ran text = shop.list();
  CHECK(text.code == 0);
  CHECK(contains(text.out, "question  erased, " + to_hex(shop.noor) + ", Drivers, North yard\n"));
  CHECK(contains(text.out, "  | (erased)\n"));
  const Json rows = shop.json();
  REQUIRE(rows.size() == 4);
  for (const Json& row : rows) {
    CHECK(row["state"] == "erased");
    for (const char* key : {"name", "employee_id", "words"}) CHECK(row[key] == "");
  }
  for (const std::string& gone : {std::string("Noor"), std::string("NW-4402"), std::string("yard?"), std::string("at home")}) {
    CHECK_FALSE(contains(text.out, gone));
    CHECK_FALSE(contains(rows.dump(), gone));
  }
}

TEST_CASE("a voided decline stays in questions list and is marked") {
  const AskedShop shop;
  REQUIRE(shop.run({"void", std::to_string(shop.first + 1), "--reason", "the wrong person"}).code == 0);
  const Json rows = shop.json();
  REQUIRE(rows.size() == 4);
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i]["voided"] == (i == 1));
  CHECK(contains(shop.list({"--kind", "decline"}).out, "North yard  (voided)\n"));
}

TEST_CASE("words that would steer a terminal reach it as text") {
  const AskedShop shop;
  const std::string words =
      "a\x1b[2Jb\r\u009b31mc\u202ed\x7f\u2028"
      "e\tf\n2026-11-23  question  Sam Kestrel\n\n\u00e9\u20ac\U0001F600";
  shop.tell(records::QuestionAsked{}, words, shop.noors_key.get());
  const Ran text = shop.list();
  CHECK(text.code == 0);
  CHECK(contains(text.out,
                 "  | a\\u001B[2Jb\\u000D\\u009B31mc\\u202Ed\\u007F\\u2028e\\u0009f\n"
                 "  | 2026-11-23  question  Sam Kestrel\n  | \n  | \u00e9\u20ac\U0001F600\n"));
  const Ran json = shop.list({"--json"});
  CHECK(Json::parse(json.out).back()["words"] == words);
  for (const Ran& ran : {text, json})
    CHECK(std::none_of(ran.out.begin(), ran.out.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7f; }));
  CHECK(std::all_of(json.out.begin(), json.out.end(), [](char c) { return c >= 0; }));
  CHECK_FALSE(contains(text.out, "\u009b"));
  CHECK_FALSE(contains(text.out, "\u202e"));
}

TEST_CASE("long words are broken at blanks") {
  const AskedShop shop;
  std::string words;
  for (int i = 0; i < 60; ++i) words += "m\u00e9dia ";
  shop.tell(records::QuestionAsked{}, words + std::string(120, 'x'), shop.noors_key.get());
  const std::string out = shop.list().out;
  std::string full = "  |";
  for (int i = 0; i < 15; ++i) full += " m\u00e9dia";
  CHECK(contains(out, full + "\n" + full + "\n"));
  CHECK(contains(out, "  | " + std::string(120, 'x') + "\n"));
}

TEST_CASE("a message that does not open is said to be there, the others are listed, and the exit code is 3") {
  const AskedShop shop;
  shop.tell(records::QuestionAsked{}, "sealed for somebody else", &any_key());
  shop.tell(records::QuestionAsked{}, "the last one", shop.noors_key.get());
  const Ran text = shop.list();
  CHECK(text.code == 3);
  CHECK(contains(text.out, "  | (cannot be read)\n"));
  CHECK(contains(text.out, "  | the last one\n"));
  CHECK(contains(text.err, "1 of 6 cannot be read"));
  const Ran json = shop.list({"--json"});
  CHECK(json.code == 3);
  CHECK(Json::parse(json.out)[4]["state"] == "unreadable");
}

TEST_CASE("what was asked before a restore is still listed") {
  const AskedShop shop;
  REQUIRE(shop.run({"backup", "--out", shop.file("copy.db")}).code == 0);
  const Ran restored = shop.run_as_hr({"restore", shop.file("copy.db")});
  CAPTURE(restored.err);
  REQUIRE(restored.code == 0);
  shop.tell(records::CopyRequested{to_hex(shop.noor_signed)}, "", nullptr, morning(48LL * 60 * 60 * 1000));
  const Json rows = shop.json();
  CHECK(column(rows, "words") == std::vector<std::string>{"May I post a picture of the yard?",
                                                          "Not before I have read it at home.", "", "And of my own lorry?",
                                                          ""});
  CHECK(rows[4]["of_receipt"] == rows[2]["of_receipt"]);
  CHECK(rows[4]["of_kind"] == "acknowledged");
}
