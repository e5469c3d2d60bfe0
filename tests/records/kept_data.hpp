#pragma once
// The one place where the tests of power cuts, broken disks and killed programs meet the store's public face: a fresh data
// directory, one record, one check of everything. Without doctest, for programs use it too.

#include <optional>
#include <string>
#include <vector>

#include "records/store/ledger.hpp"
#include "records/store/progress.hpp"
#include "records/store/roster.hpp"
#include "records/store/sign_in.hpp"
#include "tests/records/test_keys.hpp"

namespace countersign::test {

// Ledger (with the document "document"), vault and pepper in `data.root`, which exists and is empty.
Status make_data(const records::DataDir& data);

// An acknowledgement whose leaf says `number`, so that contents can be told apart; with a body or without.
records::NewRecord numbered_record(int number, bool with_body);
// The number that a leaf says; -1: none.
int number_of(const records::Leaf& leaf);

// Opens as the kiosk does and recomputes everything. Fails as open() or check() does.
Result<records::Ledger> open_and_check(const records::DataDir& data);
// The leaves of a backup, opened by itself and recomputed. `folder` holds nothing but it, under a ledger's name.
Result<std::uint64_t> check_backup(const std::filesystem::path& folder);
Result<std::vector<records::Leaf>> all_leaves(const records::Ledger& ledger);

// Badges "0" to `count` - 1, all of one `group`.
std::vector<records::RosterRow> roster_rows(int count, const std::string& group);

PersonId numbered_person(int number);

#ifdef COUNTERSIGN_TEST_HOOKS
// With hashes that cost next to nothing.
Result<records::SignIn> cheap_sign_in(const records::DataDir& data);
#endif

}  // namespace countersign::test
