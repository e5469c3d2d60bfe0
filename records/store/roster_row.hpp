#pragma once
// Roster fields as sealed text. Private to records/store.

#include <string>

#include "records/store/roster.hpp"
#include "records/vault/hr_key.hpp"

namespace countersign::records {

std::string seal_for_hr(const HrKey& hr, const PersonId& person, const RosterRow& row);
// Fails with corrupt: the row was changed, or is sealed to another HR key.
Result<RosterRow> open_for_hr(const HrKey& hr, const PersonId& person, std::string_view sealed);

// A person's own key, as HR keeps it: under the data key, which is sealed to HR's public key.
std::string seal_key_for_hr(const HrKey& hr, const PersonId& person, const Secret& key);
Result<Secret> open_key_for_hr(const HrKey& hr, const PersonId& person, std::string_view sealed);

std::string seal_own(const Secret& key, const PersonId& person, const RosterRow& row);
Result<RosterRow> open_own(const Secret& key, const PersonId& person, std::string_view sealed);

}  // namespace countersign::records
