#pragma once
// Who has acknowledged the policy and who has not: read from the ledger page by page, beside a running kiosk.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/job.hpp"
#include "base/time.hpp"
#include "records/store/ledger.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin {

struct PolicyState {
  std::string version;  // published last
  WallTime published_at;
};

struct PersonState {
  bool acknowledged = false;  // the version published last
  bool declined = false;      // and nothing acknowledged since
  WallTime at;
};

// What one walk through the ledger tells.
struct LedgerState {
  std::string origin;
  std::uint64_t leaves = 0;  // of the ledger that is written to
  std::optional<WallTime> last_record;
  std::optional<WallTime> last_export;
  std::map<PolicyId, PolicyState> policies;
  std::map<PolicyId, std::map<PersonId, PersonState>> people;
  std::optional<Error> left_out;  // the fault of an archived ledger: what it says after that is not in here
};

// In all generations, the oldest first: what was acknowledged before a `restore` still counts. What is damaged in an archived
// one is left out, and said.
Result<LedgerState> read_ledger_state(const records::DataDir& data, const Progress& progress);

struct CompletionLine {
  PolicyId policy;
  std::string version;
  std::string group;
  std::string site;
  int people = 0;  // to whom it is assigned and who work here
  int acknowledged = 0;
  int declined = 0;
  int open = 0;
  int overdue = 0;            // of the open ones
  int due_dates_unknown = 0;  // of the open ones: as due_dates_unknown() below
};

struct OverdueLine {
  records::Person person;
  PolicyId policy;
  std::string version;
  CivilDate due;
  int days = 0;  // since the due date
  bool declined = false;
};

struct People {
  std::vector<records::Person> list;
  std::vector<records::Assignment> assignments;
};
Result<People> read_people(const records::Roster& roster);

// By policy, group and site. A policy without any assignment counts for everybody.
std::vector<CompletionLine> completion_report(const LedgerState& state, const People& people, CivilDate today);
// The longest overdue first.
std::vector<OverdueLine> overdue_report(const LedgerState& state, const People& people, CivilDate today);
// How many people have not acknowledged and may or may not be overdue: their due date counts from a first day that is not
// known, because the roster is locked or lacks it.
int due_dates_unknown(const LedgerState& state, const People& people, CivilDate today);

}  // namespace countersign::admin
