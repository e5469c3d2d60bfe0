#pragma once
// The vault with the ledger attached: what Roster, SignIn and erasing stand on. Private to records/store.

#include "records/store/data_dir.hpp"
#include "records/store/roster.hpp"
#include "records/store/sqlite.hpp"
#include "records/vault/hr_key.hpp"
#include "records/vault/pepper.hpp"

namespace countersign::records {

struct People {
  Database database;  // main: vault, "ledger": ledger
  Pepper pepper;
  Status may_write = Done{};  // fails while a fault is marked
};

// Puts a restored vault in place first, if that was cut off. Fails with corrupt while a fault is marked (evidence.hpp).
Result<People> open_people(const DataDir& data);
// The same, but while a fault is marked it opens for reading only.
Result<People> open_people_even_if_marked(const DataDir& data);
// Where the vault of a restore waits until the ledger of that generation is in force.
std::filesystem::path vault_of_generation(const DataDir& data, std::uint64_t generation);
Status finish_vault_restore(const DataDir& data, const Database& ledger);

Digest badge_hmac(const Pepper& pepper, const std::string& badge);
// The row of one of the people_* statements; roster fields only with HR's key.
Result<Person> person_of(const Statement& row, const HrKey* hr);
Result<std::optional<Person>> first_person(Statement& rows, const HrKey* hr);
Result<std::optional<Person>> find_person(const People& people, const PersonId& id, const HrKey* hr = nullptr);
// Retired people are not found.
Result<std::optional<Person>> find_badge(const People& people, const Digest& hmac);

// A person's key, as HR opens it. Fails with not_found or corrupt.
Result<Secret> person_key_for_hr(const People& people, const PersonId& id, const HrKey& hr);

// A change of HR's key that was cut off: the vault says which of the two files holds. Under a ChangeLock.
Status finish_hr_key_rotation(const DataDir& data);

// To which HR key the vault is sealed.
Status put_hr_public(const People& people, const BoxKey& hr);
Result<BoxKey> hr_public(const People& people);
Status seal_people_anew(const People& people, const HrKey& now, const HrKey& next);

// Removes from the vault whoever the ledger says is erased: the second half of an erasure.
Status finish_erasures(const People& people);

}  // namespace countersign::records
