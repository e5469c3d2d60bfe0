#pragma once
// Who has left and been quiet for longer than records about people are kept.

#include <vector>

#include "admin/job.hpp"
#include "base/time.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin {

constexpr int retention_years = 6;  // when nothing else is said
constexpr int retention_years_max = 100;

struct ExpiredPerson {
  records::Person person;
  WallTime last_record;
  std::uint64_t record_count = 0;
};

struct Expired {
  std::vector<ExpiredPerson> people;  // the longest quiet first
  int without_records = 0;            // retired, and no record says since when
};

// Retired people whose last record is from before `before`, in all generations of the ledger. Fails as Ledger and Roster do.
Result<Expired> expired_people(const records::DataDir& data, const records::Roster& roster, CivilDate before,
                               const Progress& progress);

}  // namespace countersign::admin
