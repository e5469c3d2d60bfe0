// A receipt that is given at the second try is worth as much as one given at the first: a disk whose syncs fail, then the same
// record again, then a power cut before anything else is written.

#include <doctest/doctest.h>

#include <functional>

#include "tests/records/scratch.hpp"
#include "tests/support/failing_vfs.hpp"
#include "tests/support/volatile_calls.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

namespace fs = std::filesystem;

using Fail = void (FailingVfs::*)(std::int64_t nth, bool lasting);

struct Outcome {
  bool failed = false;       // the first try
  bool found_again = false;  // the second try found the record there
  bool lost = false;         // its receipt was given, and after the power cut the record is not there
};

// The first try fails at the n-th operation that `fail` counts.
Outcome try_twice(const fs::path& prepared, const NewRecord& record, Fail fail, std::int64_t nth, std::uint64_t seed) {
  const TempDir temp;
  const DataDir data{fs::canonical(temp.path) / "data"};
  fs::copy(prepared, data.root, fs::copy_options::recursive);
  VolatileVfs vfs(data.root);
  const CallsOnDisk calls(vfs.disk(), Syncing::all);
  Outcome out;
  {
    FailingVfs failing;
    {
      Ledger ledger = must(Ledger::open(data));
      (failing.*fail)(nth, false);
      out.failed = !ledger.append(record, &any_key());
      failing.heal();
    }
    Ledger ledger = must(Ledger::open(data));
    out.found_again = must(ledger.size()) == 2;
    must(ledger.append(record, &any_key()));
    vfs.disk().cut_power_at(1);  // before the copy of the checkpoint, whose folder is synced as well
  }
  Chance chance(seed);
  vfs.crash(chance);
  out.lost = must(must(Ledger::open(data)).size()) != 2 || fault(data) != "";
  return out;
}

}  // namespace

TEST_CASE("a receipt given again after a failed sync survives the power cut that comes next") {
  const TempDir temp;
  const DataDir prepared = new_data(temp);
  must(must(Ledger::open(prepared)).append(signed_acknowledgement(person_number(1)), &any_key()));
  const NewRecord record = signed_acknowledgement(person_number(2));
  constexpr std::uint64_t seeds = 8;  // what a cut leaves is chance
  int failures = 0;
  int found_again = 0;
  int lost = 0;
  for (const Fail fail : {&FailingVfs::fail_sync, &FailingVfs::fail_delete, &FailingVfs::fail_folder_sync}) {
    bool met = true;
    for (std::int64_t nth = 1; met; ++nth) {
      met = false;
      for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(nth);
        CAPTURE(seed);
        const Outcome outcome = try_twice(prepared.root, record, fail, nth, seed);
        met = met || outcome.failed;
        failures += outcome.failed ? 1 : 0;
        found_again += outcome.failed && outcome.found_again ? 1 : 0;
        lost += outcome.lost ? 1 : 0;
      }
    }
  }
  MESSAGE("failed first tries: ", failures, ", of which the record was found again: ", found_again, ", lost: ", lost);
  CHECK(lost == 0);
  CHECK(failures > static_cast<int>(2 * seeds));
  CHECK(found_again > 0);
}
