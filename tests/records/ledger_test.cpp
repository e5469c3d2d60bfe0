#include <doctest/doctest.h>

#include "records/model/canonical.hpp"
#include "records/store/progress.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

TEST_CASE("what was appended comes back byte for byte, in order, with its hash") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data, {.now = [] { return morning(250); }}));
  CHECK(must(ledger.size()) == 0);
  const NewRecord first = signed_acknowledgement(person_number(1));
  CHECK(ledger.append(first).error().code == ErrorCode::bad_input);  // nothing private without a key
  const Receipt receipt = must(ledger.append(first, &any_key()));
  CHECK(receipt.index == 0);
  CHECK(receipt.size == 1);
  CHECK(receipt.root == receipt.leaf_hash);  // a tree of one
  CHECK(receipt.origin == origin);
  CHECK(receipt.signed_at == morning());
  CHECK(receipt.recorded_at == morning(250));
  must(ledger.append(record_of(person_number(2), Enrolled{})));

  const auto leaves = must(ledger.page(0, 10));
  REQUIRE(leaves.size() == 2);
  CHECK(leaves[0].id == first.id);
  CHECK(leaves[0].kind == "acknowledged");
  CHECK(leaves[0].leaf_hash == receipt.leaf_hash);
  CHECK(leaf_hash(leaves[0].record) == receipt.leaf_hash);
  const std::string opened = must(open_body(leaves[0], any_key()));
  CHECK(leaves[0].record == must(leaf_bytes(first, origin, 0, PrivateHashes{sha256(opened), sha256(leaves[0].body)})));
  CHECK(leaves[0].body.find("Noor") == std::string::npos);
  CHECK(open_body(leaves[0], Secret::random()).error().code == ErrorCode::refused);
  const Json body = must(parse_stored(opened));
  CHECK(body["signature"] == first.body["signature"]);
  CHECK(body["salt"].get<std::string>().size() == 32);
  CHECK(leaves[1].body.empty());
  CHECK(must(ledger.page(0, 10, false))[0].body.empty());
  CHECK(must(ledger.page(1, 10)).size() == 1);
  CHECK(must(ledger.about(person_number(2))).size() == 1);
  must(ledger.check([](auto, auto) { return true; }));
}

TEST_CASE("the same record id again gives the first receipt and appends nothing") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  std::int64_t later = 0;
  Ledger ledger = must(Ledger::open(data, {.now = [&] { return morning(later += 1000); }}));
  const NewRecord record = signed_acknowledgement(person_number(1));
  const Receipt first = must(ledger.append(record, &any_key()));
  must(ledger.append(record_of(person_number(1), PinSet{})));
  Ledger another = must(Ledger::open(data));
  for (Ledger* each : {&ledger, &another}) {
    const Receipt again = must(each->append(record, &any_key()));
    CHECK(again.index == first.index);
    CHECK(again.size == first.size);
    CHECK(again.root == first.root);
    CHECK(again.leaf_hash == first.leaf_hash);
    CHECK(again.code == first.code);
    CHECK(again.signed_at == first.signed_at);
    CHECK(again.recorded_at == first.recorded_at);
  }
  CHECK(must(ledger.size()) == 2);
}

TEST_CASE("two connections take turns and never share an index") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger one = must(Ledger::open(data));
  Ledger two = must(Ledger::open(data));
  for (std::uint64_t i = 0; i < 10; ++i)
    CHECK(must((i % 2 == 0 ? one : two).append(record_of(person_number(1), Enrolled{}))).index == i);
  must(one.check([](auto, auto) { return true; }));
}

TEST_CASE("a record that cannot be written leaves the ledger as it was") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  NewRecord bad = acknowledgement(person_number(1));
  bad.group = "\xff";
  CHECK(ledger.append(bad).error().code == ErrorCode::bad_input);
  bad.group = std::string(70'000, 'x');
  CHECK(ledger.append(bad).error().code == ErrorCode::too_large);
  CHECK(must(ledger.size()) == 0);
  must(ledger.append(acknowledgement(person_number(1))));
}

TEST_CASE("a document is kept once and told by its hash") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  const std::string text = "The policy.\n";
  must(ledger.keep_document(sha256(text), text));
  must(ledger.keep_document(sha256(text), text));
  CHECK(must(ledger.document(sha256(text))) == text);
  CHECK(ledger.keep_document(sha256("other"), text).error().code == ErrorCode::bad_input);
  CHECK(ledger.document(sha256("other")).error().code == ErrorCode::not_found);
}

TEST_CASE("a read-only ledger reads and refuses to append") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  must(must(Ledger::open(data)).append(acknowledgement(person_number(1))));
  Ledger reader = must(Ledger::open(data, {.read_only = true}));
  CHECK(must(reader.size()) == 1);
  CHECK(reader.append(acknowledgement(person_number(1))).ok() == false);
  CHECK(must(reader.size()) == 1);
}

TEST_CASE("a backup is a whole ledger, and never replaces a file") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  for (int i = 0; i < 50; ++i) must(ledger.append(acknowledgement(person_number(1))));
  const DataDir copy{temp.path / "copy"};
  std::filesystem::create_directories(copy.root);
  must(ledger.backup(copy.ledger()));
  CHECK(ledger.backup(copy.ledger()).error().code == ErrorCode::bad_input);
  Ledger copied = must(Ledger::open(copy, {.read_only = true}));
  CHECK(must(copied.size()) == 50);
  must(copied.check([](auto, auto) { return true; }));
  CHECK(ledger.backup(temp.path / "missing" / "x.db").ok() == false);
  must(backup_vault(data, copy.vault()));
}

TEST_CASE("progress is kept a person, and the last saving counts") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  ProgressStore store = must(ProgressStore::open(data));
  CHECK_FALSE(must(store.load(person_number(1), any_key())).has_value());
  must(store.save(person_number(1), any_key(), "card 1"));
  must(store.save(person_number(1), any_key(), std::string("card\0two", 8)));
  must(store.save(person_number(2), any_key(), ""));
  ProgressStore again = must(ProgressStore::open(data));
  CHECK(must(again.load(person_number(1), any_key())) == std::string("card\0two", 8));
  CHECK(must(again.load(person_number(2), any_key())) == "");
  CHECK(again.load(person_number(1), Secret::random()).error().code == ErrorCode::refused);
  CHECK(store.save(person_number(1), any_key(), std::string(300 * 1024, 'x')).error().code == ErrorCode::too_large);
}

TEST_CASE("an origin that a checkpoint could not hold is refused") {
  for (const char* bad : {"", "countersign/North Wind/t1/1", "northwind/t1/1", "countersign/northwind/t1+/1"}) {
    const TempDir temp;
    CHECK(Ledger::create(DataDir{temp.path}, bad).error().code == ErrorCode::bad_input);
  }
  const TempDir temp;
  must(Ledger::create(DataDir{temp.path}, origin));
  CHECK(Ledger::create(DataDir{temp.path}, origin).ok() == false);
}

TEST_CASE("a second copy of the checkpoint is kept where settings.json says by a whole path, and anything else is refused") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  const auto copy = temp.path / "elsewhere";
  write_bytes(data.settings(), R"({"checkpoint_copy": ")" + copy.string() + R"("})");
  {
    Ledger ledger = must(Ledger::open(data));
    must(ledger.append(about_nobody(Opened{"countersign-test 1"})));
    must(ledger.write_checkpoint_copy());
    CHECK(bytes_of(copy) == must(ledger.checkpoint()));
  }
  for (const char* wrong : {R"("copies/checkpoint")", R"("")", "3", R"(["x"])"}) {
    CAPTURE(wrong);
    write_bytes(data.settings(), R"({"checkpoint_copy": )" + std::string(wrong) + "}");
    CHECK(Ledger::open(data).error().code == ErrorCode::bad_input);
    CHECK(Ledger::open(data).error().where == data.settings().string());
  }
}
