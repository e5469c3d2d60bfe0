#include "admin/ledger/retention.hpp"

#include <algorithm>
#include <optional>

#include "admin/ledger/generations.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

// Records of an unset clock lie: the latest of all counts.
Status add_records(const records::Ledger& ledger, ExpiredPerson& person) {
  const auto leaves = ledger.about(person.person.id);
  if (!leaves) return leaves.error();
  for (const records::Leaf& leaf : *leaves) {
    const auto json = records::parse_stored(leaf.record);
    if (!json) return json.error();
    const WallTime at{records::integer_field(*json, "at"), static_cast<int>(records::integer_field(*json, "utc_offset_min"))};
    if (person.record_count == 0 || at.utc_ms > person.last_record.utc_ms) person.last_record = at;
    ++person.record_count;
  }
  return Done{};
}

}  // namespace

Result<Expired> expired_people(const records::DataDir& data, const records::Roster& roster, CivilDate before,
                               const Progress& progress) {
  const auto ledgers = open_generations(data);
  if (!ledgers) return ledgers.error();
  const auto people = roster.list();
  if (!people) return people.error();
  Expired out;
  std::uint64_t done = 0;
  for (const records::Person& person : *people) {
    if (!go_on(progress, done++, people->size())) return stopped();
    if (!person.retired) continue;
    ExpiredPerson one{person, {}, 0};
    for (const records::Ledger& ledger : *ledgers)
      if (auto added = add_records(ledger, one); !added) return added.error();
    if (one.record_count == 0)
      ++out.without_records;
    else if (local_date(one.last_record) < before)
      out.people.push_back(std::move(one));
  }
  std::stable_sort(out.people.begin(), out.people.end(),
                   [](const auto& a, const auto& b) { return a.last_record.utc_ms < b.last_record.utc_ms; });
  return out;
}

}  // namespace countersign::admin
