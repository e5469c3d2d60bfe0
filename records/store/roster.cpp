#include "records/store/roster.hpp"

#include <unistd.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.hpp"
#include "records/store/file_check.hpp"
#include "records/store/people.hpp"
#include "records/store/roster_row.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

struct Roster::Impl {
  People people;
  std::optional<HrKey> hr;
};

namespace {

using ByBadge = std::unordered_map<std::string, Person>;

struct Change {
  PersonId id;
  const RosterRow* row;
};

struct Changes {
  std::vector<const RosterRow*> added;
  std::vector<Change> changed;
  std::vector<PersonId> retired;
};

RosterRow with_employee_id(RosterRow row) {
  if (row.employee_id.empty()) row.employee_id = row.badge;
  return row;
}

Status refuse_twins(const std::vector<RosterRow>& rows) {
  std::unordered_set<std::string> seen;
  for (const RosterRow& row : rows)
    if (row.badge.empty() || !seen.insert(row.badge).second)
      return Error{ErrorCode::bad_input, "a badge is empty or there twice", "", "Give every row a badge of its own"};
  return Done{};
}

ImportPlan plan_of(const std::vector<RosterRow>& rows, const ByBadge& now, bool retire_missing, Changes& changes) {
  ImportPlan plan;
  std::unordered_set<std::string> kept;
  for (const RosterRow& row : rows) {
    const auto known = now.find(row.badge);
    kept.insert(row.badge);
    if (known == now.end()) {
      plan.added.push_back(row.badge);
      changes.added.push_back(&row);
    } else if (known->second.retired || known->second.row != row) {
      plan.changed.push_back(row.badge);
      changes.changed.push_back({known->second.id, &row});
    } else {
      ++plan.unchanged;
    }
  }
  if (!retire_missing) return plan;
  for (const auto& [badge, person] : now) {
    if (person.retired || kept.contains(badge)) continue;
    plan.retired.push_back(badge);
    changes.retired.push_back(person.id);
  }
  std::sort(plan.retired.begin(), plan.retired.end());
  return plan;
}

// Counts the rows that are written and asks now and then whether to go on.
class Meter {
 public:
  Meter(const StoreProgress& progress, std::size_t all) : progress_(progress), all_(all) {}
  Status step() {
    constexpr std::size_t rows_a_question = 1000;
    if (++done_ % rows_a_question != 0 || !progress_ || progress_(done_, all_)) return Done{};
    return Error{ErrorCode::refused, "stopped; nobody was imported", "", ""};
  }

 private:
  const StoreProgress& progress_;
  std::size_t all_;
  std::size_t done_ = 0;
};

Status add_all(const People& people, const HrKey& hr, const std::vector<const RosterRow*>& rows, Meter& meter) {
  Statement identity = people.database.prepare(sql::identity_insert);
  Statement person_key = people.database.prepare(sql::key_insert);
  Statement person = people.database.prepare(sql::person_insert);
  Secret key = Secret::random();
  for (const RosterRow* row : rows) {
    const PersonId id{random_16()};
    key.renew();
    auto done = identity.bind(id, Blob{seal_for_hr(hr, id, *row)}, Blob{seal_own(key, id, *row)}).run();
    if (done) done = person_key.bind(id, Blob{seal_key_for_hr(hr, id, key)}).run();
    if (done) done = person.bind(id, badge_hmac(people.pepper, row->badge), row->group, row->site).run();
    if (done) done = meter.step();
    if (!done) return done;
  }
  return Done{};
}

Status change_all(const People& people, const HrKey& hr, const std::vector<Change>& changes, Meter& meter) {
  Statement identity = people.database.prepare(sql::identity_update);
  Statement person = people.database.prepare(sql::person_update);
  for (const auto& [id, row] : changes) {
    const auto key = person_key_for_hr(people, id, hr);
    if (!key) return key.error();
    auto done = identity.bind(id, Blob{seal_for_hr(hr, id, *row)}, Blob{seal_own(*key, id, *row)}).run();
    if (done) done = person.bind(id, row->group, row->site).run();
    if (done) done = meter.step();
    if (!done) return done;
  }
  return Done{};
}

Status retire_all(const People& people, const std::vector<PersonId>& ids) {
  Statement person = people.database.prepare(sql::person_retire);
  for (const PersonId& id : ids)
    if (auto done = person.bind(id).run(); !done) return done;
  return Done{};
}

// Page by page, so that no read lock is held for long beside a kiosk.
Result<std::vector<Person>> everybody(const People& people, const HrKey* hr) {
  constexpr std::int64_t page_people = 4000;
  std::vector<Person> out;
  std::int64_t last_row = 0;
  while (true) {
    const std::size_t before = out.size();
    Statement rows = people.database.prepare(sql::people_page);
    rows.bind(last_row, page_people);
    for (auto row = rows.step();; row = rows.step()) {
      if (!row) return row.error();
      if (!*row) break;
      auto person = person_of(rows, hr);
      if (!person) return person.error();
      out.push_back(std::move(*person));
      last_row = rows.integer(6);
    }
    if (out.size() == before) return out;
  }
}

// By name as people look it up: case and accents do not count.
void sort_by_name(std::vector<Person>& people) {
  std::vector<std::pair<std::string, std::size_t>> keys;
  keys.reserve(people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    std::string key(1, people[i].retired ? '1' : '0');
    const std::string& name = people[i].row.name;
    keys.emplace_back(key.append(name.empty() ? to_hex(people[i].id) : fold_for_search(name)), i);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<Person> sorted;
  sorted.reserve(people.size());
  for (const auto& [key, index] : keys) sorted.push_back(std::move(people[index]));
  people = std::move(sorted);
}

Result<ByBadge> by_badges(const People& people, const HrKey& hr) {
  auto list = everybody(people, &hr);
  if (!list) return list.error();
  ByBadge out;
  out.reserve(list->size());
  for (Person& person : *list) {
    std::string badge = person.row.badge;
    out.emplace(std::move(badge), std::move(person));
  }
  return out;
}

Error locked() {
  return {ErrorCode::refused, "names and badges are sealed", "vault.db", "Give the HR passphrase: --passphrase-file FILE"};
}

}  // namespace

Result<Roster> Roster::create(const DataDir& data, const BoxKey& hr) {
  auto pepper = create_pepper(data.pepper());
  if (!pepper) return pepper.error();
  if (auto vault = create_checked(data.vault(), vault_file); !vault) {
    ::unlink(data.pepper().c_str());
    return vault.error();
  }
  auto roster = open(data);
  if (!roster) return roster;
  if (auto put = put_hr_public(roster->impl_->people, hr); !put) return put.error();
  return roster;
}

Result<Roster> Roster::open(const DataDir& data) {
  auto people = open_people_even_if_marked(data);
  if (!people) return people.error();
  if (people->may_write)
    if (auto finished = finish_erasures(*people); !finished) return finished.error();
  return Roster(std::make_unique<Impl>(Impl{std::move(*people), {}}));
}

void Roster::unlock(HrKey key) { impl_->hr = std::move(key); }

const HrKey* Roster::hr_key() const { return impl_->hr ? &*impl_->hr : nullptr; }

Roster::Roster(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Roster::Roster(Roster&&) noexcept = default;
Roster& Roster::operator=(Roster&&) noexcept = default;
Roster::~Roster() = default;

Result<ImportPlan> Roster::import(const std::vector<RosterRow>& rows, bool retire_missing, bool dry_run,
                                  const StoreProgress& progress) {
  if (!impl_->hr) return locked();
  const HrKey& hr = *impl_->hr;
  if (auto twins = refuse_twins(rows); !twins) return twins.error();
  std::vector<RosterRow> wanted;
  wanted.reserve(rows.size());
  for (const RosterRow& row : rows) wanted.push_back(with_employee_id(row));

  // Planned before the write lock is taken. Should another import come between, its new badges make ours fail whole.
  const auto now = by_badges(impl_->people, hr);
  if (!now) return now.error();
  Changes changes;
  ImportPlan plan = plan_of(wanted, *now, retire_missing, changes);
  if (dry_run) return plan;
  if (!impl_->people.may_write) return impl_->people.may_write.error();
  Meter meter(progress, changes.added.size() + changes.changed.size());
  auto transaction = Transaction::begin_write(impl_->people.database);
  if (!transaction) return transaction.error();
  if (auto done = add_all(impl_->people, hr, changes.added, meter); !done) return done.error();
  if (auto done = change_all(impl_->people, hr, changes.changed, meter); !done) return done.error();
  if (auto done = retire_all(impl_->people, changes.retired); !done) return done.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return plan;
}

Result<std::vector<Person>> Roster::list() const {
  auto people = everybody(impl_->people, hr_key());
  if (people) sort_by_name(*people);
  return people;
}

Result<std::optional<Person>> Roster::by_badge(const std::string& badge) const {
  Statement rows = impl_->people.database.prepare(sql::people_by_badge);
  rows.bind(badge_hmac(impl_->people.pepper, badge));
  return first_person(rows, hr_key());
}

Result<std::optional<Person>> Roster::by_id(const PersonId& id) const { return find_person(impl_->people, id, hr_key()); }

Result<Secret> Roster::person_key(const PersonId& id) const {
  if (!impl_->hr) return locked();
  return person_key_for_hr(impl_->people, id, *impl_->hr);
}

Status Roster::seal_anew(const HrKey& next) {
  if (!impl_->hr) return locked();
  if (!impl_->people.may_write) return impl_->people.may_write;
  return seal_people_anew(impl_->people, *impl_->hr, next);
}

Status Roster::assign(const Assignment& assignment) {
  if (!impl_->people.may_write) return impl_->people.may_write;
  return impl_->people.database.prepare(sql::assignment_put)
      .bind(assignment.policy.value, assignment.group, assignment.due_on, assignment.due_days_after_hire)
      .run();
}

Result<std::vector<Assignment>> Roster::assignments() const {
  Statement rows = impl_->people.database.prepare(sql::assignment_all);
  std::vector<Assignment> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back({PolicyId{rows.text(0)}, rows.text(1), rows.text(2), static_cast<int>(rows.integer(3))});
  }
}

std::optional<CivilDate> due_date(const Person& person, const PolicyId& policy, const std::vector<Assignment>& assignments) {
  std::optional<CivilDate> earliest;
  for (const Assignment& assignment : assignments) {
    if (assignment.policy != policy || (assignment.group != "*" && assignment.group != person.row.group)) continue;
    std::optional<CivilDate> date = parse_iso_date(assignment.due_on);
    if (const auto hired = parse_iso_date(person.row.hired_on); !date && hired && assignment.due_days_after_hire > 0)
      date = add_days(*hired, assignment.due_days_after_hire);
    if (date && (!earliest || *date < *earliest)) earliest = date;
  }
  return earliest;
}

Result<std::optional<CivilDate>> Roster::due(const Person& person, const PolicyId& policy) const {
  const auto all = assignments();
  if (!all) return all.error();
  return due_date(person, policy, *all);
}

}  // namespace countersign::records
