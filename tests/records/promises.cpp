#include "tests/records/promises.hpp"

#include <algorithm>

namespace countersign::test {

using namespace records;

namespace {

// One leaf against what was promised for its id.
void compare_leaf(const Leaf& leaf, Promises& promises, Faults& faults) {
  const std::string place = "index " + std::to_string(leaf.index);
  const auto promised = promises.records.find(leaf.id);
  if (promised != promises.records.end()) {
    if (promised->second.index != leaf.index || promised->second.leaf_hash != leaf.leaf_hash)
      faults.fork(place + " was promised as index " + std::to_string(promised->second.index));
    return;
  }
  const auto asked = promises.asked_records.find(leaf.id);
  if (asked == promises.asked_records.end() || asked->second != number_of(leaf)) {
    faults.fork(place + " holds what nobody asked for");
    return;
  }
  promises.records[leaf.id] = {leaf.index, leaf.leaf_hash, asked->second};
}

void compare_leaves(const std::vector<Leaf>& leaves, Promises& promises, Faults& faults) {
  std::set<RecordId> seen;
  for (const Leaf& leaf : leaves) {
    if (!seen.insert(leaf.id).second) faults.fork("index " + std::to_string(leaf.index) + " repeats an earlier record");
    compare_leaf(leaf, promises, faults);
  }
  for (const auto& [id, record] : promises.records)
    if (!seen.contains(id)) faults.lose("record of index " + std::to_string(record.index));
}

// A retry after the restart: the first receipt if the record is there, else a new one; either way one place. Ends the wait.
void retry_asked(Ledger& ledger, Promises& promises, Faults& faults) {
  for (const auto& [id, number] : promises.asked_records) {
    NewRecord again = numbered_record(number, false);
    again.id = id;
    const auto receipt = ledger.append(again, &any_key());
    const auto known = promises.records.find(id);
    if (!receipt)
      faults.corrupted("a retry is refused: " + receipt.error().text());
    else if (known == promises.records.end())
      promises.records[id] = {receipt->index, receipt->leaf_hash, number};
    else if (known->second.index != receipt->index || known->second.leaf_hash != receipt->leaf_hash)
      faults.fork("a retry got another receipt");
  }
  promises.asked_records.clear();
}

void compare_documents(const Ledger& ledger, const Promises& promises, Faults& faults) {
  for (const std::string& text : promises.documents) {
    const auto kept = ledger.document(sha256(text));
    if (!kept && kept.error().code == ErrorCode::not_found)
      faults.lose("a document");
    else if (!kept)
      faults.corrupted(kept.error().text());
  }
}

void compare_ledger(const DataDir& data, Promises& promises, Faults& faults) {
  auto ledger = open_and_check(data);
  if (!ledger) return faults.corrupted(ledger.error().text());
  const auto leaves = all_leaves(*ledger);
  if (!leaves) return faults.corrupted(leaves.error().text());
  compare_leaves(*leaves, promises, faults);
  compare_documents(*ledger, promises, faults);
  retry_asked(*ledger, promises, faults);
}

void compare_progress(const DataDir& data, Promises& promises, Faults& faults) {
  const auto store = ProgressStore::open(data);
  if (!store) return faults.corrupted(store.error().text());
  auto found = store->load(numbered_person(0), any_key());
  if (!found) return faults.corrupted(found.error().text());
  if (!promises.progress.allows(*found)) faults.lose("progress");
  promises.progress.looked(std::move(*found));
}

void compare_roster(const DataDir& data, Promises& promises, Faults& faults) {
  const auto roster = unlocked_roster(data);
  if (!roster) return faults.corrupted(roster.error().text());
  const auto people = roster->list();
  if (!people) return faults.corrupted(people.error().text());
  BadgeGroups found;
  for (const Person& person : *people) {
    found[person.row.badge] = person.row.group;
    const auto by_badge = roster->by_badge(person.row.badge);  // joins the vault with the ledger
    if (!by_badge || !*by_badge) faults.corrupted("a badge is in one file only");
  }
  if (!promises.roster.allows(found)) {
    if (found.size() < promises.roster.sure.size())
      faults.lose("people of the roster");
    else
      faults.corrupted("an import is half done");
  }
  promises.roster.looked(std::move(found));
}

#ifdef COUNTERSIGN_TEST_HOOKS
// A try that was told "so many left" stays counted: pulling the plug buys none. Then the PIN, which clears the count.
void compare_sign_in(const DataDir& data, Promises& promises, Faults& faults) {
  auto sign_in = cheap_sign_in(data);
  if (!sign_in) return faults.corrupted(sign_in.error().text());
  if (promises.tries_left) {
    const auto wrong = sign_in->check_pin("0", "000000", promises.later_try());
    if (!wrong) return faults.corrupted(wrong.error().text());
    if (wrong->tries_left > std::max(0, *promises.tries_left - 1)) faults.lose("a counted try");
  }
  promises.tries_left.reset();
  for (const std::string& pin : {promises.pin.asked.value_or(promises.pin.sure), promises.pin.sure}) {
    if (pin.empty()) return;  // none was ever promised
    const auto right = sign_in->check_pin("0", pin, promises.later_try());
    if (!right) return faults.corrupted(right.error().text());
    if (right->problem == SignInProblem::none) return promises.pin.looked(pin);
  }
  faults.lose("the PIN");
}
#endif

void compare_backups(Promises& promises, Faults& faults) {
  for (const auto& [folder, leaves] : promises.backups) {
    const auto found = check_backup(folder);
    if (!found && found.error().code == ErrorCode::not_found)
      faults.lose("a backup");
    else if (!found)
      faults.corrupted("a backup: " + found.error().text());
    else if (*found < leaves)
      faults.lose("leaves of a backup");
  }
  // Without an answer it may be missing; but if it has its name it is whole.
  if (promises.asked_backup && std::filesystem::exists(DataDir{*promises.asked_backup}.ledger()))
    if (const auto whole = check_backup(*promises.asked_backup); !whole)
      faults.corrupted("a backup without an answer: " + whole.error().text());
  promises.asked_backup.reset();
  promises.backups.clear();
}

}  // namespace

Faults compare(const DataDir& data, Promises& promises) {
  Faults faults;
  compare_ledger(data, promises, faults);
  const bool all = promises.looks++ % 4 == 0;
  if (faults.corrupt == 0 && (all || promises.progress.in_use)) compare_progress(data, promises, faults);
  if (faults.corrupt == 0 && (all || promises.roster.in_use)) compare_roster(data, promises, faults);
#ifdef COUNTERSIGN_TEST_HOOKS
  if (faults.corrupt == 0 && (all || promises.pin.in_use)) compare_sign_in(data, promises, faults);
#endif
  compare_backups(promises, faults);
  return faults;
}

}  // namespace countersign::test
