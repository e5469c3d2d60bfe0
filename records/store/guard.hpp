#pragma once
// What a connection may still do once it is set up. Private to records/store.

#include <sqlite3.h>

namespace countersign::records {

// After this, UPDATE and DELETE on log, leaf, body, node, checkpoint and document, every DDL, ATTACH, extension loading and all
// pragmas but quick_check, integrity_check and data_version are refused (SQLITE_AUTH). The triggers of the ledger repeat it.
void install_guard(sqlite3* connection);

// While it lives, private parts may be deleted. The trigger still asks for the leaf that says so.
class EraseScope {
 public:
  explicit EraseScope(sqlite3* connection);
  ~EraseScope();
  EraseScope(const EraseScope&) = delete;
  EraseScope& operator=(const EraseScope&) = delete;

 private:
  sqlite3* connection_;
};

}  // namespace countersign::records
