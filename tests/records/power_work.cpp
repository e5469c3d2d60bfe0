#include "tests/records/power_work.hpp"

namespace countersign::test {

using namespace records;

namespace {

constexpr int progress_bytes_max = 6000;  // more than a page, so that overflow pages come and go
constexpr int roster_people = 12;

Result<Ledger> open_ledger(const DataDir& data) { return Ledger::open(data); }

}  // namespace

PowerWork::PowerWork(std::filesystem::path folder, VolatileDisk& disk, Chance& chance)
    : folder_(std::move(folder)), disk_(disk), chance_(chance) {
  std::filesystem::create_directories(data().root);
}

template <class Answer>
bool PowerWork::heard(const Answer& answer) {
  if (!disk_.powered()) return false;
  if (answer)
    ++acknowledged_;
  else
    faults_.corrupted("refused with the power on: " + answer.error().text());
  return answer.ok();
}

bool PowerWork::make() { return heard(make_data(data())); }

template <class Part>
bool PowerWork::opened(std::optional<Part>& part, Result<Part> (*open)(const DataDir&)) {
  if (part) return true;
  auto made = open(data());
  if (!made || !disk_.powered()) return heard(made);
  part = std::move(*made);
  return true;
}

void PowerWork::restart() {
  if (chance_.percent(50))
    static_cast<void>(Ledger::open(data()));
  else
    static_cast<void>(Roster::open(data()));
}

void PowerWork::run(int steps) {
  for (int i = 0; i < steps && disk_.powered(); ++i) step();
  open_ = {};
}

void PowerWork::step() {
  struct Choice {
    unsigned percent;
    void (PowerWork::*act)();
  };
  constexpr Choice choices[] = {{48, &PowerWork::append},        {8, &PowerWork::append_again}, {8, &PowerWork::keep_document},
                                {14, &PowerWork::save_progress}, {7, &PowerWork::import},       {4, &PowerWork::back_up},
                                {4, &PowerWork::set_pin},        {7, &PowerWork::try_pin}};
  std::uint64_t left = chance_.below(100);
  for (const Choice& choice : choices) {
    if (left < choice.percent) return (this->*choice.act)();
    left -= choice.percent;
  }
}

void PowerWork::append() {
  if (!opened(open_.ledger, open_ledger)) return;
  const int number = next_number_++;
  const NewRecord record = numbered_record(number, chance_.percent(50));
  promises_.asked_records[record.id] = number;
  const auto receipt = open_.ledger->append(record, &any_key());
  if (!heard(receipt)) return;
  promises_.asked_records.erase(record.id);
  promises_.records[record.id] = {receipt->index, receipt->leaf_hash, number};
}

void PowerWork::append_again() {
  if (promises_.records.empty()) return append();
  if (!opened(open_.ledger, open_ledger)) return;
  auto known = promises_.records.begin();
  std::advance(known, chance_.below(promises_.records.size()));
  NewRecord record = numbered_record(known->second.number, true);
  record.id = known->first;
  const auto receipt = open_.ledger->append(record, &any_key());
  if (heard(receipt) && (receipt->index != known->second.index || receipt->leaf_hash != known->second.leaf_hash))
    faults_.fork("the same record id again got another receipt");
}

void PowerWork::keep_document() {
  if (!opened(open_.ledger, open_ledger)) return;
  const std::string text = std::to_string(next_number_++) + std::string(chance_.below(progress_bytes_max), 'd');
  if (heard(open_.ledger->keep_document(sha256(text), text))) promises_.documents.insert(text);
}

void PowerWork::save_progress() {
  if (!opened(open_.progress, ProgressStore::open)) return;
  const std::string place = std::to_string(next_number_++) + std::string(chance_.below(progress_bytes_max), 'p');
  promises_.progress.ask(place);
  if (heard(open_.progress->save(numbered_person(0), any_key(), place))) promises_.progress.confirm();
}

void PowerWork::import() {
  if (!opened(open_.roster, unlocked_roster)) return;
  const auto rows = roster_rows(1 + static_cast<int>(chance_.below(roster_people)), "group " + std::to_string(next_number_++));
  BadgeGroups wanted = promises_.roster.sure;
  for (const RosterRow& row : rows) wanted[row.badge] = row.group;
  promises_.roster.ask(std::move(wanted));
  if (heard(open_.roster->import(rows, false, false))) promises_.roster.confirm();
}

void PowerWork::back_up() {
  if (!opened(open_.ledger, open_ledger)) return;
  const std::filesystem::path folder = folder_ / ("backup" + std::to_string(next_number_++));
  std::filesystem::create_directories(folder);
  promises_.asked_backup = folder.string();
  if (!heard(open_.ledger->backup(DataDir{folder}.ledger()))) return;
  promises_.asked_backup.reset();
  promises_.backups[folder.string()] = promises_.records.size();
}

#ifdef COUNTERSIGN_TEST_HOOKS

void PowerWork::set_pin() {
  if (!opened(open_.roster, unlocked_roster) || !opened(open_.sign_in, cheap_sign_in)) return;
  promises_.pin.in_use = true;
  const auto person = open_.roster->by_badge("0");
  if (!heard(person) || !*person) return;
  promises_.tries_left.reset();  // a new code clears them
  const auto code = open_.sign_in->issue_code((*person)->id, hr_key(), promises_.later());
  if (!heard(code)) return;
  const auto checked = open_.sign_in->check_code("0", *code, promises_.later_try());
  if (!heard(checked)) return;
  if (!checked->key) return faults_.lose("a code, with the power on");
  const std::string pin = std::to_string(583914 + next_number_++);
  promises_.pin.ask(pin);
  if (!heard(open_.sign_in->set_pin((*person)->id, "0", pin, *checked->key))) return;
  promises_.pin.confirm();
}

void PowerWork::try_pin() {
  if (promises_.pin.sure.empty()) return set_pin();
  if (!opened(open_.sign_in, cheap_sign_in)) return;
  promises_.pin.in_use = true;
  constexpr int left_min = 3;  // below that a right PIN must come, or the test would wait as people do
  const bool right = promises_.tries_left.value_or(free_tries) < left_min || chance_.percent(30);
  const auto answer = open_.sign_in->check_pin("0", right ? promises_.pin.sure : "000000", promises_.later_try());
  if (!heard(answer)) {
    // It may have been a right one, which clears the count.
    if (right) promises_.tries_left.reset();
    return;
  }
  if (right != (answer->problem == SignInProblem::none)) faults_.lose("the PIN, with the power on");
  if (right)
    promises_.tries_left.reset();
  else
    promises_.tries_left = answer->tries_left;
}

#else

// Without the hooks of test builds a hash takes 0.1 s; a release appends instead.
void PowerWork::set_pin() { append(); }
void PowerWork::try_pin() { append(); }

#endif

}  // namespace countersign::test
