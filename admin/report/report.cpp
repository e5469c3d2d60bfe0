#include "admin/report/report.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "admin/ledger/generations.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

using records::integer_field;
using records::text_field;

constexpr std::size_t page_leaves = 100;  // a millisecond: an append never waits long for a reader

WallTime time_of(const Json& json) {
  return {integer_field(json, "at"), static_cast<int>(integer_field(json, "utc_offset_min"))};
}

void note_publication(const Json& json, LedgerState& state) {
  const PolicyId policy{text_field(json, "policy")};
  const PolicyState before = state.policies[policy];
  state.policies[policy] = {text_field(json, "version"), time_of(json)};
  if (before.version != text_field(json, "version")) state.people[policy].clear();  // a new version is due again
}

void note_answer(const Json& json, bool acknowledged, LedgerState& state) {
  const PolicyId policy{text_field(json, "policy")};
  const auto id = from_hex_16(text_field(json, "subject"));
  const auto published = state.policies.find(policy);
  if (!id || published == state.policies.end() || published->second.version != text_field(json, "version")) return;
  PersonState& person = state.people[policy][PersonId{*id}];
  if (person.acknowledged && !acknowledged) return;  // signed is signed
  person = {acknowledged, !acknowledged, time_of(json)};
}

Status note_leaf(const records::Leaf& leaf, bool is_last, bool counts, LedgerState& state) {
  const bool publication = leaf.kind == "policy_published";
  const bool acknowledged = leaf.kind == "acknowledged";
  const bool answer = counts && (acknowledged || leaf.kind == "declined");
  const bool exported = leaf.kind == "exported";
  if (!publication && !answer && !exported && !is_last) return Done{};
  const auto json = records::parse_stored(leaf.record);
  if (!json) return json.error();
  if (publication) note_publication(*json, state);
  if (answer) note_answer(*json, acknowledged, state);
  if (exported) state.last_export = time_of(*json);
  if (is_last) state.last_record = time_of(*json);
  return Done{};
}

bool concerns(const records::Assignment& assignment, const records::Person& person, const PolicyId& policy) {
  return assignment.policy == policy && (assignment.group == "*" || assignment.group == person.row.group);
}

bool is_assigned(const People& people, const records::Person& person, const PolicyId& policy) {
  const auto& all = people.assignments;
  if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return concerns(one, person, policy); })) return true;
  return std::none_of(all.begin(), all.end(), [&](const auto& one) { return one.policy == policy; });
}

PersonState state_of(const LedgerState& state, const PolicyId& policy, const PersonId& person) {
  const auto of_policy = state.people.find(policy);
  if (of_policy == state.people.end()) return {};
  const auto found = of_policy->second.find(person);
  return found == of_policy->second.end() ? PersonState{} : found->second;
}

int days_between(CivilDate from, CivilDate to) {
  const auto serial = [](CivilDate date) {
    return std::chrono::sys_days{std::chrono::year{date.year} / date.month / date.day}.time_since_epoch().count();
  };
  return static_cast<int>(serial(to) - serial(from));
}

struct Due {
  bool passed = false;
  bool unknown = false;  // no date that is known has passed, and one counts from a first day that is not known
};

Due due_of(const People& people, const records::Person& person, const PolicyId& policy, CivilDate today) {
  const auto date = records::due_date(person, policy, people.assignments);
  if (date && *date < today) return {true, false};
  if (parse_iso_date(person.row.hired_on)) return {};
  const auto& all = people.assignments;
  return {false, std::any_of(all.begin(), all.end(),
                             [&](const auto& one) { return concerns(one, person, policy) && one.due_days_after_hire > 0; })};
}

// Calls `visit(policy, its state, person, what they did)` for everybody who works here and has it assigned.
template <class Visit>
void each_assigned(const LedgerState& state, const People& people, Visit visit) {
  for (const auto& [policy, published] : state.policies)
    for (const records::Person& person : people.list)
      if (!person.retired && is_assigned(people, person, policy))
        visit(policy, published, person, state_of(state, policy, person.id));
}

}  // namespace

namespace {

Status read_ledger(const records::Ledger& ledger, std::uint64_t before, std::uint64_t all, const Progress& progress,
                   LedgerState& state) {
  const auto size = ledger.size();
  if (!size) return size.error();
  const auto voided = ledger.voided();
  if (!voided) return voided.error();
  state.origin = ledger.origin();
  state.leaves = *size;
  for (std::uint64_t done = 0; done < *size;) {
    if (!go_on(progress, before + done, all)) return stopped();
    const auto leaves = ledger.page(done, std::min<std::uint64_t>(page_leaves, *size - done), false);
    if (!leaves) return leaves.error();
    if (leaves->empty()) return Error{ErrorCode::corrupt, "record " + std::to_string(done) + " is missing", "ledger.db", ""};
    for (const records::Leaf& leaf : *leaves)
      if (auto noted = note_leaf(leaf, leaf.index + 1 == *size, !voided->contains(leaf.index), state); !noted) return noted;
    done += leaves->size();
  }
  return Done{};
}

}  // namespace

Result<LedgerState> read_ledger_state(const records::DataDir& data, const Progress& progress) {
  LedgerState state;
  const auto ledgers = open_readable_generations(data, state.left_out);
  if (!ledgers) return ledgers.error();
  const auto all = size_of(*ledgers);
  if (!all) return all.error();
  std::uint64_t before = 0;
  for (const records::Ledger& ledger : *ledgers) {
    const auto read = read_ledger(ledger, before, *all, progress, state);
    if (auto go = leave_out_damaged(*ledgers, ledger, read, state.left_out); !go) return go.error();
    before += state.leaves;
  }
  return state;
}

Result<People> read_people(const records::Roster& roster) {
  auto list = roster.list();
  if (!list) return list.error();
  auto assignments = roster.assignments();
  if (!assignments) return assignments.error();
  return People{std::move(*list), std::move(*assignments)};
}

std::vector<CompletionLine> completion_report(const LedgerState& state, const People& people, CivilDate today) {
  std::map<std::tuple<PolicyId, std::string, std::string>, CompletionLine> lines;
  each_assigned(state, people, [&](const auto& policy, const auto& published, const auto& person, const auto& did) {
    CompletionLine& line = lines[{policy, person.row.group, person.row.site}];
    line.policy = policy;
    line.version = published.version;
    line.group = person.row.group;
    line.site = person.row.site;
    ++line.people;
    if (did.acknowledged)
      ++line.acknowledged;
    else if (did.declined)
      ++line.declined;
    else
      ++line.open;
    if (did.acknowledged || did.declined) return;
    const Due due = due_of(people, person, policy, today);
    if (due.passed) ++line.overdue;
    if (due.unknown) ++line.due_dates_unknown;
  });
  std::vector<CompletionLine> out;
  for (auto& [key, line] : lines) out.push_back(std::move(line));
  return out;
}

std::vector<OverdueLine> overdue_report(const LedgerState& state, const People& people, CivilDate today) {
  std::vector<OverdueLine> out;
  each_assigned(state, people, [&](const auto& policy, const auto& published, const auto& person, const auto& did) {
    const auto due = records::due_date(person, policy, people.assignments);
    if (did.acknowledged || !due || *due >= today) return;
    out.push_back({person, policy, published.version, *due, days_between(*due, today), did.declined});
  });
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.days > b.days; });
  return out;
}

int due_dates_unknown(const LedgerState& state, const People& people, CivilDate today) {
  std::set<PersonId> unknown;
  each_assigned(state, people, [&](const auto& policy, const auto&, const auto& person, const auto& did) {
    if (!did.acknowledged && due_of(people, person, policy, today).unknown) unknown.insert(person.id);
  });
  return static_cast<int>(unknown.size());
}

}  // namespace countersign::admin
