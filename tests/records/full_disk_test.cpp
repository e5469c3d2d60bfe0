// A disk that is full: no receipt, nothing lost, nothing half written. One that breaks: io_error_test.cpp.

#include <doctest/doctest.h>

#include "records/store/progress.hpp"
#include "tests/records/scratch.hpp"
#include "tests/support/failing_vfs.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

constexpr int records_before = 5;

DataDir prepared(const TempDir& temp) {
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  for (int i = 0; i < records_before; ++i) must(ledger.append(acknowledgement(person_number(1))));
  return data;
}

// A fresh copy of a prepared directory for every fault.
DataDir copy_of(const DataDir& model, const TempDir& temp) {
  const DataDir data{temp.path / "copy"};
  std::filesystem::remove_all(data.root);
  std::filesystem::copy(model.root, data.root);
  return data;
}

// After the fault: every earlier record is there and right, and the retry has one record and one receipt.
void check_nothing_lost(const DataDir& data, const NewRecord& retried) {
  Ledger ledger = must(Ledger::open(data));
  must(ledger.check([](auto, auto) { return true; }));
  const auto before = must(ledger.size());
  CHECK(before >= records_before);
  CHECK(before <= records_before + 1);
  const Receipt receipt = must(ledger.append(retried));
  CHECK(receipt.index == records_before);
  CHECK(must(ledger.size()) == records_before + 1);
  must(ledger.check([](auto, auto) { return true; }));
}

}  // namespace

TEST_CASE("a full disk gives no receipt, whichever byte was the last to fit") {
  const TempDir temp;
  const DataDir model = prepared(temp);
  int refused = 0;
  int points = 0;
  for (const bool copy_on_write : {false, true})
    for (std::int64_t room = 0; room < 60'000; room += 2'531) {
      const DataDir data = copy_of(model, temp);
      const NewRecord record = acknowledgement(person_number(2));
      FailingVfs disk;
      {
        Ledger ledger = must(Ledger::open(data));
        disk.full_after(room, copy_on_write);
        const auto receipt = ledger.append(record);
        ++points;
        if (!receipt) {
          ++refused;
          CHECK(receipt.error().code == ErrorCode::disk_full);
          // Where every byte needs new room, even rolling back has to wait for it.
          if (!copy_on_write) CHECK(must(ledger.size()) == records_before);
          disk.heal();
          CHECK(must(ledger.append(record)).index == records_before);  // the same ledger goes on once there is room
        }
      }
      disk.heal();
      check_nothing_lost(data, record);
    }
  CHECK(refused > 5);
  MESSAGE("full disk: refused ", refused, " of ", points, ", lost 0");
}

TEST_CASE("a full disk keeps the place that was saved before") {
  const TempDir temp;
  const DataDir data = prepared(temp);
  FailingVfs disk;
  ProgressStore store = must(ProgressStore::open(data));
  must(store.save(person_number(1), any_key(), "card 3"));
  disk.full_after(600);
  CHECK(store.save(person_number(1), any_key(), std::string(50'000, 'x')).error().code == ErrorCode::disk_full);
  disk.heal();
  CHECK(must(store.load(person_number(1), any_key())) == "card 3");
}

TEST_CASE("a roster import on a full disk imports nobody") {
  const TempDir temp;
  const DataDir data = prepared(temp);
  std::vector<RosterRow> many;
  for (int i = 0; i < 2000; ++i) many.push_back({std::to_string(i), "Person", "g", "s", "", "", "", "", ""});
  FailingVfs disk;
  {
    Roster roster = open_roster(data);
    must(roster.import(small_roster(), false, false));
    disk.full_after(100'000);
    CHECK(roster.import(many, false, false).error().code == ErrorCode::disk_full);
    disk.heal();
    CHECK(must(roster.list()).size() == small_roster().size());
  }
  CHECK(must(open_roster(data).list()).size() == small_roster().size());
}

TEST_CASE("creating a ledger on a full disk leaves no file") {
  const TempDir temp;
  FailingVfs disk;
  disk.full_after(5'000);
  CHECK(Ledger::create(DataDir{temp.path}, origin).error().code == ErrorCode::disk_full);
  CHECK(std::filesystem::is_empty(temp.path));
}
