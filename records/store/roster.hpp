#pragma once
// Who works here and what is assigned to whom. Names and roster fields are sealed: only group and site can be read without
// HR's key (docs/record_format.md, "vault.db").

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "records/model/record.hpp"
#include "records/store/change_lock.hpp"
#include "records/store/data_dir.hpp"
#include "records/vault/hr_key.hpp"

namespace countersign::records {

struct RosterRow {
  std::string badge;
  std::string name;
  std::string group;
  std::string site;
  std::string email;
  std::string language;  // BCP 47 or empty
  std::string hired_on;  // ISO date or empty
  std::string manager;
  std::string employee_id;  // empty: the badge
  bool operator==(const RosterRow&) const = default;
};

struct Person {
  PersonId id;
  RosterRow row;  // without HR's key only group and site
  bool retired = false;
  bool has_pin = false;
};

struct ImportPlan {
  std::vector<std::string> added;  // badges
  std::vector<std::string> changed;
  std::vector<std::string> retired;  // only with retire_missing
  std::size_t unchanged = 0;
};

struct Assignment {
  PolicyId policy;
  std::string group;            // "*": everybody
  std::string due_on;           // ISO date, or empty
  int due_days_after_hire = 0;  // 0: not used
};

class Roster {
 public:
  // Makes vault and pepper in `data`, whose ledger exists; everything will be sealed to `hr`. Refuses existing files.
  static Result<Roster> create(const DataDir& data, const BoxKey& hr);
  // Finishes an erasure that was cut off (erase.hpp). While a fault is marked (evidence.hpp) it only reads: whatever would
  // write fails with corrupt.
  static Result<Roster> open(const DataDir& data);
  Roster(Roster&&) noexcept;
  Roster& operator=(Roster&&) noexcept;
  ~Roster();

  // From now on names and the other fields are there, and import() works. See open_hr_key().
  void unlock(HrKey key);
  const HrKey* hr_key() const;  // null while locked

  // One transaction over both files: all rows or none. Rows are already checked (admin/roster): a badge that is there
  // twice is refused. A retired person who is in `rows` works here again. With `dry_run` nothing is written.
  // Fails with refused, nothing written, when `progress` stops it or the roster is locked.
  Result<ImportPlan> import(const std::vector<RosterRow>& rows, bool retire_missing, bool dry_run,
                            const StoreProgress& progress = {});
  Result<std::vector<Person>> list() const;  // by name (locked: by id), retired ones last
  Result<std::optional<Person>> by_badge(const std::string& badge) const;
  Result<std::optional<Person>> by_id(const PersonId& id) const;

  // What opens the private parts of a person's records. Fails with refused while locked, not_found when there is none (whoever
  // was erased), corrupt when it does not open.
  Result<Secret> person_key(const PersonId& id) const;

  // Seals everything to another HR key, in one transaction. Fails with refused while locked.
  Status seal_anew(const HrKey& next);

  // One due date a policy and group: a second assign() replaces the first.
  Status assign(const Assignment& assignment);
  Result<std::vector<Assignment>> assignments() const;
  // The earliest due date that applies to `person` for `policy`; nullopt if nothing with a date is assigned.
  Result<std::optional<CivilDate>> due(const Person& person, const PolicyId& policy) const;

 private:
  struct Impl;
  explicit Roster(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// HR's key of `data`, opened by its passphrase; completes a rotation that was cut off. Fails with refused when the
// passphrase is wrong. About half a second: never in a frame.
Result<HrKey> open_hr_key(const DataDir& data, const std::string& passphrase);
// The file as it is now, after completing a rotation that was cut off; one that is going on is waited for (ChangeLock).
Result<HrKeyFile> hr_key_file(const DataDir& data);
// A new HR key in place of the one that `roster` was unlocked with, wrapped under `passphrase`; gives the new recovery code.
// The lock must have been taken before the old key was opened. Refused while a fault is marked (evidence.hpp).
Result<std::string> rotate_hr_key(const ChangeLock& lock, const DataDir& data, Roster& roster, const std::string& passphrase,
                                  HashCost cost = hr_cost);

// The same as Roster::due(), for lists: the caller has read the assignments once.
std::optional<CivilDate> due_date(const Person& person, const PolicyId& policy, const std::vector<Assignment>& assignments);

}  // namespace countersign::records
