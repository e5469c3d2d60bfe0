#pragma once
// Reads leaves back into what My records shows.

#include <set>

#include "kiosk/flow/screens.hpp"
#include "records/store/ledger.hpp"

namespace countersign::shell {

// Newest first; kinds that mean nothing to the person (locked_out, assigned ...) are left out.
// `voided`: indexes of the ledger's records that no longer count.
std::vector<flow::RecordRow> rows_of(const std::vector<records::Leaf>& leaves, const std::set<std::uint64_t>& voided);

// The last acknowledgement of the person whose leaves these are was voided, so that another one is due.
bool must_sign_again(const std::vector<records::Leaf>& leaves, const std::set<std::uint64_t>& voided);

// The private part needs the person's key; without one it is left out. Fails with corrupt when the leaf or its body does not
// read, refused when another key is needed.
Result<flow::RecordDetail> detail_of(const records::Leaf& leaf, const records::Ledger& ledger, const records::Secret* key,
                                     const flow::World& world);

}  // namespace countersign::shell
