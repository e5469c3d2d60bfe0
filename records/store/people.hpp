#pragma once
// The vault with the ledger attached: what Roster and SignIn stand on. Private to records/store.

#include "records/store/data_dir.hpp"
#include "records/store/roster.hpp"
#include "records/store/sqlite.hpp"
#include "records/vault/pin.hpp"

namespace countersign::records {

struct People {
  Database database;  // main: vault, "ledger": ledger
  Pepper pepper;
};

Result<People> open_people(const DataDir& data);

Digest badge_hmac(const Pepper& pepper, const std::string& badge);
// The row of one of the people_* statements.
Person person_of(const Statement& row);
Result<std::optional<Person>> find_person(const People& people, const PersonId& id);
// Retired people are not found.
Result<std::optional<Person>> find_badge(const People& people, const Digest& hmac);

}  // namespace countersign::records
