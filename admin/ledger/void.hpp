#pragma once
// A completion that no longer counts. The record itself stays as it was signed.

#include <cstdint>
#include <string>

#include "admin/people/actions.hpp"

namespace countersign::admin {

constexpr std::size_t void_reason_characters_max = 200;

// Appends `voided`; its subject is that of the record. Fails with bad_input when there is no such completion in this ledger, it
// has been voided already, or the reason is empty, too long or has control characters.
Result<records::Receipt> void_record(const records::DataDir& data, std::uint64_t index, const std::string& reason,
                                     const Actor& actor);

}  // namespace countersign::admin
