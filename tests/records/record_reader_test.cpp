// What My records makes of leaves.

#include "kiosk/shell/record_reader.hpp"

#include <doctest/doctest.h>

#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

struct Signed {
  TempDir temp;
  DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  PersonId noor = person_number(1);
  RecordId first = sign();

  RecordId sign() {
    const NewRecord record = signed_acknowledgement(noor);
    must(ledger.append(record, &any_key()));
    return record.id;
  }
  void take_back(std::uint64_t index) { must(ledger.append(record_of(noor, Voided{index, "signed by another", "hr"}))); }
  std::vector<Leaf> leaves() const { return must(ledger.about(noor)); }
  std::set<std::uint64_t> voided() const { return must(ledger.voided()); }
};

}  // namespace

TEST_CASE("a signature that was voided is listed as such, and another one is due until it is there") {
  Signed person;
  must(person.ledger.append(record_of(person.noor, QuizFinished{})));
  CHECK_FALSE(shell::must_sign_again(person.leaves(), person.voided()));
  person.take_back(0);
  auto rows = shell::rows_of(person.leaves(), person.voided());
  REQUIRE(rows.size() == 2);  // newest first; HR's own record is not among them
  CHECK(rows[0].kind == "quiz_finished");
  CHECK_FALSE(rows[0].voided);
  CHECK(rows[1].kind == "acknowledged");
  CHECK(rows[1].voided);
  CHECK(shell::must_sign_again(person.leaves(), person.voided()));
  person.sign();
  CHECK_FALSE(shell::must_sign_again(person.leaves(), person.voided()));
  rows = shell::rows_of(person.leaves(), person.voided());
  CHECK_FALSE(rows[0].voided);
  CHECK(rows[2].voided);
  CHECK_FALSE(shell::must_sign_again({}, person.voided()));
}

TEST_CASE("a record is proved and opened with the person's key, and with no other") {
  const Signed person;
  content::Pack pack;
  pack.organisation.name = "Northwind";
  flow::World world;
  world.pack = &pack;
  const Leaf leaf = person.leaves().front();
  const auto detail = must(shell::detail_of(leaf, person.ledger, &any_key(), world));
  CHECK(detail.row.id == person.first);
  CHECK(detail.document == "document");
  CHECK(detail.statements.size() == 2);
  CHECK(detail.proved);
  CHECK(detail.signature.typed_name == "Noor Example");
  CHECK(detail.receipt_text.find(origin) != std::string::npos);
  CHECK(must(shell::detail_of(leaf, person.ledger, nullptr, world)).signature.typed_name.empty());
  const HrKey other = hr_key();
  CHECK(shell::detail_of(leaf, person.ledger, &other.data_key, world).error().code == ErrorCode::refused);
}
