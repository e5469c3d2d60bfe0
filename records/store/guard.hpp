#pragma once
// What a connection may still do once it is set up. Private to records/store.

#include <sqlite3.h>

namespace countersign::records {

// After this, UPDATE and DELETE on log, leaf, body and document, every DDL, ATTACH, extension loading and all pragmas but
// quick_check, integrity_check and data_version are refused (SQLITE_AUTH). The triggers of the ledger repeat it.
void install_guard(sqlite3* connection);

}  // namespace countersign::records
