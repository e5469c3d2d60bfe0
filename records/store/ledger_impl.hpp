#pragma once
// What the files of the ledger share. Private to records/store.

#include "records/store/ledger.hpp"
#include "records/store/sqlite.hpp"

namespace countersign::records {

struct Ledger::Impl {
  Database database;
  DataDir data;
  LedgerOptions options;
  std::string origin;
  // Set by a failed write or fsync: what the disk holds is then unknown until the file is opened again.
  std::optional<Error> broken;
};

Error corrupt_leaf(const std::string& file, std::uint64_t index, const std::string& what);

}  // namespace countersign::records
