#pragma once
// What can be said of a stored record by itself, without the database: pure, on any thread. Private to records/store.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/store/ledger.hpp"

namespace countersign::records {

struct StoredRow {
  Leaf leaf;
  std::string subject;  // the column, in hexadecimal; "" if there is none
};

struct RowFault {
  std::uint64_t index = 0;
  std::string what;
};

// The first row whose record does not match its hash, whose columns do not say what the record says, whose private part does
// not match its hash, or which is of another log; nullopt if there is none.
std::optional<RowFault> first_fault(const std::vector<StoredRow>& rows, const std::string& origin);

// The record says that it has one.
bool has_private_part(const std::string& record);

// The value of a key that holds a SHA-256 in hexadecimal, "" if it is not there; `key` as in `"name":"`.
std::string hash_in(const std::string& record, std::string_view key);

}  // namespace countersign::records
