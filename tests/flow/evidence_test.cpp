// Once the ledger is known to be faulty nothing is written any more.

#include "tests/flow/support.hpp"

namespace countersign::flow::test {

TEST_CASE("a fault of the ledger ends the session without saving its place") {
  Disk disk;
  Kiosk kiosk(disk);
  kiosk.sign_in();
  kiosk.post(ContinuePressed{});
  const auto saved = kiosk.all<SaveProgress>().size();
  const auto noted = kiosk.all<NoteRecord>().size();
  kiosk.post(LedgerFault{{{"ledger.db", 0, "", "leaf 3 does not match", "call IT"}}});
  REQUIRE(kiosk.shows<FaultScreen>());
  CHECK(kiosk.all<SaveProgress>().size() == saved);
  CHECK(kiosk.all<NoteRecord>().size() == noted);
}

}  // namespace countersign::flow::test
