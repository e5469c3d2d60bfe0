// HR erases somebody who is signed in at the kiosk: what the kiosk still holds open writes nothing more about them.

#include <doctest/doctest.h>

#include "records/store/people.hpp"
#include "records/store/progress.hpp"
#include "tests/records/used_terminal.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

constexpr auto& badge = UsedTerminal::badge;

NewRecord with_body(NewRecord record, Json body) {
  record.body = std::move(body);
  return record;
}

// Everything that a kiosk has open while somebody is signed in.
struct SignedIn : UsedTerminal {
  Ledger ledger = must(Ledger::open(data));
  ProgressStore progress = must(ProgressStore::open(data));
  SignIn sign_in = open_sign_in(data);
  std::shared_ptr<const Secret> key = must(sign_in.check_pin(badge, pin, try_at(morning()))).key;
  NewRecord earlier = signed_acknowledgement(noor);

  SignedIn() { must(ledger.append(earlier, key.get())); }

  // By another program. With the vault, or cut off before it.
  void erase(bool with_vault) const {
    must(must(Ledger::open(data)).erase(noor, record_of(noor, Erased{"hr"})));
    if (with_vault) must(Roster::open(data));
  }
};

}  // namespace

TEST_CASE("whoever is erased while signed in leaves nothing more, and the ledger stays whole") {
  for (const bool with_vault : {false, true}) {
    CAPTURE(with_vault);
    SignedIn kiosk;
    kiosk.erase(with_vault);
    const std::string before = bytes_of(kiosk.data.ledger());
    const PersonId& noor = kiosk.noor;
    const NewRecord refused[] = {
        with_body(record_of(noor, QuizFinished{ModuleId{"why"}, sha256("quiz"), 1, 500, false, 40}), {{"answers", {"b"}}}),
        with_body(record_of(noor, Declined{PolicyId{"social-media"}, "1.0", sha256("document")}), {{"reason", "I leave"}}),
        with_body(record_of(noor, Voided{0, "signed for another", "hr"}), {{"note", "private"}}),
        acknowledgement(noor),
        record_of(noor, ModuleFinished{ModuleId{"why"}, 300}),
        record_of(noor, PinSet{}),
    };
    for (const NewRecord& record : refused) {
      CAPTURE(kind_of(record.facts));
      CHECK(kiosk.ledger.append(record, kiosk.key.get()).error().code == ErrorCode::not_found);
    }
    CHECK(kiosk.ledger.append_all({{acknowledgement(person_number(9)), nullptr}, {refused[0], kiosk.key}}).error().code ==
          ErrorCode::not_found);
    CHECK(kiosk.progress.save(noor, *kiosk.key, "card 4").error().code == ErrorCode::not_found);
    CHECK(kiosk.sign_in.set_pin(noor, badge, "907155", *kiosk.key).error().code == ErrorCode::not_found);
    CHECK(bytes_of(kiosk.data.ledger()) == before);
    CHECK(fault(kiosk.data) == "");

    // What was there keeps its receipt, others go on, and a record of theirs can still be voided.
    CHECK(must(kiosk.ledger.append(kiosk.earlier, kiosk.key.get())).index == 1);
    must(kiosk.ledger.append(signed_acknowledgement(person_number(9)), &any_key()));
    must(kiosk.ledger.append(record_of(noor, Voided{1, "signed for another", "hr"})));
    must(kiosk.progress.save(person_number(9), any_key(), "card 1"));
    CHECK(fault(kiosk.data) == "");
  }
}

TEST_CASE("no other program puts a private part of somebody who was erased into the ledger") {
  const SignedIn kiosk;
  kiosk.erase(true);
  const Database other = must(Database::open(kiosk.data.ledger(), OpenMode::read_write, milliseconds{0}));
  CHECK_FALSE(other.execute("INSERT INTO body(idx, sealed) VALUES (1, x'00')").ok());
  CHECK(fault(kiosk.data) == "");
}

TEST_CASE("a PIN or a code for somebody whose key has gone meanwhile is not said to be set") {
  SignedIn kiosk;
  must(must(open_people(kiosk.data)).database.execute("DELETE FROM main.person_key"));
  CHECK(kiosk.sign_in.set_pin(kiosk.noor, badge, "907155", *kiosk.key).error().code == ErrorCode::not_found);
  CHECK(kiosk.sign_in.issue_code(kiosk.noor, hr_key(), morning()).error().code == ErrorCode::not_found);
}
