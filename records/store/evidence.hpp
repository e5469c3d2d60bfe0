#pragma once
// The mark of a fault: the file `evidence` of a data directory, one line that says what was found and when. Whoever finds that
// a ledger contradicts itself leaves it, and while it is there nobody opens ledger or vault for writing: what lies on the disk
// is evidence, and a program that started anew would not know. Only `restore` takes it away, into the archive.

#include "base/result.hpp"
#include "base/time.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::records {

// Fails with corrupt while the mark is there: says what it says, the file and the cure.
Status refuse_evidence(const DataDir& data);

// Leaves the mark, mode 0600; the first one stays. Fails with io or disk_full: whoever found the fault must then stop by
// itself.
Status leave_evidence(const DataDir& data, const Error& fault, WallTime at);

}  // namespace countersign::records
