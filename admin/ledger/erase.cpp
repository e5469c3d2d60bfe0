#include "admin/ledger/erase.hpp"

#include <algorithm>

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

Error nobody() {
  return {ErrorCode::bad_input, "nobody in the roster has this badge or random id", "", "Look it up: roster list --names"};
}

}  // namespace

Result<records::Person> find_person(const records::Roster& roster, const std::string& badge_or_id) {
  auto person = roster.by_badge(badge_or_id);
  if (!person) return person.error();
  if (*person) return std::move(**person);
  const auto id = from_hex_16(badge_or_id);
  if (!id) return nobody();
  person = roster.by_id(PersonId{*id});
  if (!person) return person.error();
  return *person ? Result<records::Person>(std::move(**person)) : nobody();
}

Result<ErasedPerson> erase_person(const records::DataDir& data, const records::Person& person, const Actor& actor) {
  const auto lock = records::ChangeLock::take(data);
  if (!lock) return lock.error();
  ErasedPerson out{person.id, person.row.group, person.row.site, 0, 0};
  {
    auto ledger = records::Ledger::open(data);
    if (!ledger) return ledger.error();
    const auto erased = hr_record(records::Erased{actor.by}, actor, person);
    if (auto done = ledger->erase(person.id, erased); !done) return done.error();
    const auto receipt = ledger->receipt(erased.id);
    const auto records = ledger->about(person.id);
    if (!receipt) return receipt.error();
    if (!records) return records.error();
    out.index = receipt->index;
    out.records = records->size();
  }
  const auto finished = records::Roster::open(data);
  return finished ? Result<ErasedPerson>(out) : finished.error();
}

std::vector<fs::path> archived_vaults(const records::DataDir& data) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator at(data.archive(), error), end; !error && at != end; at.increment(error))
    if (at->path().filename().string().starts_with("vault-")) out.push_back(at->path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace countersign::admin
