#include <doctest/doctest.h>

#include "records/log/checkpoint.hpp"
#include "records/model/canonical.hpp"
#include "records/model/stored_fields.hpp"
#include "tests/records/log_support.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

TEST_CASE("canonical JSON follows RFC 8785") {
  struct Case {
    const char* input;
    const char* expected;
  };
  const Case cases[] = {
      {R"({"b":1,"a":"x"})", R"({"a":"x","b":1})"},
      {R"({ "list" : [ 3, -1, true, null ] })", R"({"list":[3,-1,true,null]})"},
      {R"({"aa":1,"a":2,"B":3})", R"({"B":3,"a":2,"aa":1})"},
      {R"({"t":"\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\/"})", "{\"t\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"},
      {R"({"t":"\b\t\f\r\u001f\u007f"})", "{\"t\":\"\\b\\t\\f\\r\\u001f\x7f\"}"},
      {R"([9007199254740991,-9007199254740991])", "[9007199254740991,-9007199254740991]"},
      {R"({})", "{}"},
      {R"("é")", "\"é\""},
  };
  for (const auto& [input, expected] : cases) CHECK(must(canonical_json(Json::parse(input))) == expected);
}

TEST_CASE("what RFC 8785 would write in more than one way is refused") {
  const Json bad[] = {Json(1.5),        Json(1e300),      Json(9007199254740992LL),     Json(-9007199254740992LL),
                      Json(UINT64_MAX), Json("\xC3\x28"), Json(std::string("a\0b", 3)), Json{{"\xC3\xA9", 1}},
                      Json{{"", 1}}};
  for (const Json& json : bad) CHECK(canonical_json(json).ok() == false);
  Json deep = 1;
  for (int i = 0; i < 40; ++i) deep = Json::array({deep});
  CHECK(canonical_json(deep).ok() == false);
}

TEST_CASE("a leaf is these bytes, and the receipt's code comes from its hash") {
  NewRecord record = signed_acknowledgement(person_number(7));
  record.id.bytes.fill(std::byte{0xab});
  record.stamp.at = {1'795'440'727'120, 60};
  const std::string body = must(salted_body_bytes(record.body, record.id.bytes));
  CHECK(body == R"({"salt":"abababababababababababababababab","signature":{"method":"typed","typed_name":"Noor Example"}})");
  const std::string leaf = must(leaf_bytes(record, origin, 12, PrivateHashes{sha256(body), sha256("sealed")}));
  CHECK(leaf == R"({"app":"countersign-test 1","at":1795440727120,"body_sha256":")" + to_hex(sha256(body)) +
                    R"(","boot_id":"00000000-0000-4000-8000-000000000001","clock_synced":true,"consent_sha256":")" +
                    to_hex(sha256("consent")) + R"(","document_sha256":")" + to_hex(sha256("document")) +
                    R"(","duration_s":612,"group":"Drivers","identified_by":"badge+pin","idx":12,"kind":"acknowledged",)"
                    R"("language":"en","method":"typed","origin":"countersign/northwind/t1/1","policy":"social-media",)"
                    R"("record_id":"abababababababababababababababab","score_thousandths":875,"sealed_sha256":")" +
                    to_hex(sha256("sealed")) +
                    R"(","since_boot_ms":123456,)"
                    R"("site":"North yard","statements":["read","comply"],"statements_sha256":")" +
                    to_hex(sha256("statements")) +
                    R"(","subject":"07000000000000000000000000000077","utc_offset_min":60,"v":1,"version":"1.0"})");
  // The golden example of docs/record_format.md.
  CHECK(to_hex(leaf_hash(leaf)) == "544c2f066c8192a812a48be9209e0d7bcd18d55fb055b867ed20963b2facf3da");
  CHECK(receipt_code(leaf_hash(leaf)) == "AH62-Y1KC");
}

TEST_CASE("the leaf of a refusal names what was refused, as that of a signature does") {
  NewRecord record = record_of(
      person_number(7),
      Declined{
          PolicyId{"social-media"}, "1.0", sha256("document"), sha256("statements"), sha256("consent"), {StatementId{"read"}}});
  record.id.bytes.fill(std::byte{0xab});
  const std::string leaf = must(leaf_bytes(record, origin, 12, PrivateHashes{sha256("reason"), sha256("sealed")}));
  CHECK(leaf == R"({"app":"countersign-test 1","at":1795425300000,"body_sha256":")" + to_hex(sha256("reason")) +
                    R"(","boot_id":"00000000-0000-4000-8000-000000000001","clock_synced":true,"consent_sha256":")" +
                    to_hex(sha256("consent")) + R"(","document_sha256":")" + to_hex(sha256("document")) +
                    R"(","group":"Drivers","identified_by":"badge+pin","idx":12,"kind":"declined","language":"en",)"
                    R"("origin":"countersign/northwind/t1/1","policy":"social-media",)"
                    R"("record_id":"abababababababababababababababab","sealed_sha256":")" +
                    to_hex(sha256("sealed")) +
                    R"(","since_boot_ms":123456,"site":"North yard","statements":["read"],"statements_sha256":")" +
                    to_hex(sha256("statements")) +
                    R"(","subject":"07000000000000000000000000000077","utc_offset_min":60,"v":1,"version":"1.0"})");
}

TEST_CASE("a checkpoint is these bytes, and so is its key") {
  std::array<std::byte, seed_bytes> seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::byte>(i);
  const SigningKey key = must(SigningKey::from_seed(origin, seed));
  // The golden example of docs/record_format.md.
  CHECK(key.verifier().text() == "countersign/northwind/t1/1+c87c09cd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
  CHECK(must(sign_checkpoint({origin, 3, tree_of(3).root()}, key)) ==
        "countersign/northwind/t1/1\n3\nnBy+IAtFYSRdUl6A39NwwVgyC5VMXQyP2OXkURU4uxE=\n\n"
        "\u2014 countersign/northwind/t1/1 "
        "yHwJzaC3im0zzdIkYLzAyvF7BOlkngJwNruZ6xX6xKlSh1ylsMIyBkr+ssQ3huzGMolRxjL6N/7+uGKOA/jZ3+1Wgw0=\n");
}

TEST_CASE("a receipt is this line") {
  Receipt receipt;
  receipt.id.bytes.fill(std::byte{0xab});
  receipt.index = 12;
  receipt.size = 13;
  receipt.leaf_hash = sha256("leaf");
  receipt.root = sha256("root");
  receipt.origin = origin;
  receipt.signed_at = {1'795'440'727'120, 60};
  receipt.code = "AH62-Y1KC";
  CHECK(
      receipt_text(receipt, "Northwind") ==
      "Countersign AH62-Y1KC | Northwind | 2026-11-23T14:32:07.120+01:00 | record abababababababababababababababab | leaf 12 | "
      "tree 13 " +
          to_hex(sha256("root")) + " | countersign/northwind/t1/1");
}

TEST_CASE("the receipt code is the first 40 bits in Crockford's alphabet") {
  Digest digest;
  CHECK(receipt_code(digest) == "0000-0000");
  digest.bytes.fill(std::byte{0xff});
  CHECK(receipt_code(digest) == "ZZZZ-ZZZZ");
  digest.bytes[0] = std::byte{0x08};
  CHECK(receipt_code(digest) == "13ZZ-ZZZZ");
}

TEST_CASE("every kind of record names its kind and fits") {
  const std::vector<std::pair<Facts, std::string>> kinds = {
      {Acknowledged{}, "acknowledged"},
      {Declined{}, "declined"},
      {QuizFinished{}, "quiz_finished"},
      {ModuleFinished{}, "module_finished"},
      {QuestionAsked{}, "question_asked"},
      {CopyRequested{}, "copy_requested"},
      {Enrolled{}, "enrolled"},
      {PinSet{}, "pin_set"},
      {CodeIssued{"hr"}, "code_issued"},
      {LockedOut{}, "locked_out"},
      {Assigned{}, "assigned"},
      {PolicyPublished{}, "policy_published"},
      {Exported{"csv", 9, "hr"}, "exported"},
      {Opened{"test"}, "opened"},
      {ClockStepped{-5000}, "clock_stepped"},
      {Erased{"hr"}, "erased"},
      {Voided{3, "twice", "hr"}, "voided"},
      {KeyRotated{}, "key_rotated"},
      {Continued{}, "continued"},
  };
  CHECK(kinds.size() == std::variant_size_v<Facts>);
  for (const auto& [facts, kind] : kinds) {
    CHECK(kind_of(facts) == kind);
    const Json leaf = must(parse_stored(must(leaf_bytes(record_of(person_number(1), facts), origin, 0, {}))));
    CHECK(leaf["kind"] == kind);
    CHECK_FALSE(leaf.contains("body_sha256"));
  }
}

TEST_CASE("fields of a stored record are those that stand directly in it, by name and type") {
  StoredFields fields;
  REQUIRE(
      fields.read(R"({"a":{"kind":"inner","n":9},"kind":"o\u0301\"k","l":["x",{"n":8}],"n":-7,"passed":true,"z":null})").ok());
  CHECK(fields.text("kind") == "o\u0301\"k");
  CHECK(fields.integer("n") == -7);
  CHECK(fields.is_true("passed"));
  CHECK(fields.text("n").empty());
  CHECK_FALSE(fields.integer("kind"));
  CHECK_FALSE(fields.is_true("kind"));
  CHECK(fields.text("l").empty());
  CHECK(fields.text("z").empty());
  REQUIRE(fields.read(R"({"n":1})").ok());
  CHECK(fields.text("kind").empty());
  for (const char* text : {"", "7", "null", "\"text\"", "[1]", "{", R"({"a":1}x)", R"({"a":})"}) {
    CAPTURE(text);
    CHECK(fields.read(text).error().code == ErrorCode::corrupt);
    CHECK_FALSE(fields.integer("n"));
  }
  for (const char* text :
       {R"({"a":1,"a":2})", R"({"b":1,"a":2})", R"({"a":{"k":1,"k":1}})", R"({"a":[1,{"l":[],"k":{}}]})", R"({"":1})",
        R"({"a":"\"","b":{"k":1,"k":2}})", R"({"a":"\"","a":1})", R"({"a":1,"\u0061":2})", R"({"a":{"k":1,"\u006b":2}})"}) {
    CAPTURE(text);
    CHECK(fields.read(text).error().code == ErrorCode::corrupt);
    CHECK(parse_stored(text).error().code == ErrorCode::corrupt);
  }
  for (const char* text : {R"({"a":{"k":1,"l":2},"b":{"k":1}})", R"({"a":[{"k":1},{"k":"\""}],"b":{},"c":[]})"}) {
    CAPTURE(text);
    CHECK(fields.read(text).ok());
    CHECK(must(parse_stored(text)) == Json::parse(text));
  }
  CHECK_FALSE(fields.read(std::string(100, '[')).ok());
  CHECK_FALSE(fields.read("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}").ok());
}

TEST_CASE("fields are the same with and without escapes, which a parser reads") {
  for (const auto& [facts, body] :
       std::vector<std::pair<Facts, bool>>{{Acknowledged{}, true}, {QuizFinished{}, false}, {PolicyPublished{}, false}}) {
    NewRecord record = record_of(person_number(1), facts);
    for (const std::string site : {"North yard", "the \"yard\"\\\n"}) {
      record.site = site;
      const std::string bytes = must(leaf_bytes(record, origin, 7, {}));
      const Json json = must(parse_stored(bytes));
      StoredFields fields;
      REQUIRE(fields.read(bytes).ok());
      for (const auto& item : json.items()) {
        const std::string& key = item.key();
        const Json& value = item.value();
        CAPTURE(key);
        CHECK(fields.text(key) == text_field(json, key.c_str()));
        CHECK(fields.integer(key).value_or(-1) == integer_field(json, key.c_str(), -1));
        CHECK(fields.is_true(key) == (value == true));
      }
    }
  }
}

TEST_CASE("a record over 65,535 bytes is refused, and so is a body that is no object or too large") {
  NewRecord record = acknowledgement(person_number(1));
  record.group = std::string(70'000, 'x');
  CHECK(leaf_bytes(record, origin, 0, {}).error().code == ErrorCode::too_large);
  CHECK(body_bytes(Json("text")).error().code == ErrorCode::bad_input);
  CHECK(body_bytes(Json{{"t", std::string(body_bytes_max, 'x')}}).error().code == ErrorCode::too_large);
  CHECK(must(body_bytes(nullptr)).empty());
}

TEST_CASE("a signature comes back as it was, to the micrometre") {
  Signature drawn{SignatureMethod::drawn, "", {{{1.5F, 2.25F, 0}, {10.125F, 3.0F, 16}}, {{-0.5F, 80.0F, 900}}}};
  CHECK(must(signature_from_json(to_json(drawn))) == drawn);
  const Signature typed{SignatureMethod::typed, "Noor Example", {}};
  CHECK(must(signature_from_json(to_json(typed))) == typed);
  CHECK(canonical_json(to_json(drawn)).ok());
}

TEST_CASE("a stored signature that makes no sense is refused") {
  for (const char* text :
       {"null", "{}", R"({"method":"waved"})", R"({"method":1})", R"({"method":"drawn","strokes_um_ms":7})",
        R"({"method":"drawn","strokes_um_ms":[[[1,2]]]})", R"({"method":"drawn","strokes_um_ms":[[[1,2,"x"]]]})",
        R"({"method":"drawn","strokes_um_ms":[[[1,2,99999999999]]]})", R"({"method":"typed","typed_name":4})"})
    CHECK(signature_from_json(Json::parse(text)).ok() == false);
}
