#pragma once
// Keys for tests and programs, without the cost of wrapping them. Without doctest.

#include "records/store/roster.hpp"

namespace countersign::test {

// One HR key for a whole run.
records::HrKey hr_key();
// Open and unlocked with it.
Result<records::Roster> unlocked_roster(const records::DataDir& data);
// A person's key, for those whom no roster knows.
const records::Secret& any_key();

}  // namespace countersign::test
