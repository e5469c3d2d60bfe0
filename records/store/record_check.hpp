#pragma once
// What can be said of a stored record by itself, without the database: pure, on any thread. Private to records/store.

#include <optional>
#include <string>
#include <vector>

#include "records/store/ledger.hpp"

namespace countersign::records {

struct StoredRow {
  Leaf leaf;
  std::optional<PersonId> person;  // the column `subject`
  std::string subject;             // the same in hexadecimal; "" if there is none
  // What the record says, once it was checked:
  bool has_private_part = false;
  std::string document;  // SHA-256 in hexadecimal; "" if it names none
};

struct RowFault {
  std::uint64_t index = 0;
  std::string what;
};

// The first row whose record does not match its hash, whose columns do not say what the record says, whose private part does
// not match its hash, or which is of another log; nullopt if there is none. Fills in what the records before it say.
std::optional<RowFault> first_fault(std::vector<StoredRow>& rows, const std::string& origin);

}  // namespace countersign::records
