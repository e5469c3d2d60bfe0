// A disk that breaks: every n-th write, sync and removal fails, once or from then on, in everything that writes. Never is
// anything acknowledged that is not there after opening again, and nothing is half there.

#include <doctest/doctest.h>

#include "tests/records/kept_data.hpp"
#include "tests/records/scratch.hpp"
#include "tests/support/failing_vfs.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

namespace fs = std::filesystem;

constexpr int records_before = 5;
constexpr int people_before = 6;
constexpr std::int64_t enough = 200;  // no task here writes so often

enum class Fault { write, sync, remove };

void arm(FailingVfs& disk, Fault fault, std::int64_t nth, bool lasting) {
  if (fault == Fault::write) disk.fail_write(nth, lasting);
  if (fault == Fault::sync) disk.fail_sync(nth, lasting);
  if (fault == Fault::remove) disk.fail_delete(nth, lasting);
}

std::int64_t met(const FailingVfs& disk, Fault fault) {
  return fault == Fault::write ? disk.writes() : fault == Fault::sync ? disk.syncs() : disk.deletes();
}

DataDir model_data(const TempDir& temp) {
  const DataDir data{temp.path / "model"};
  fs::create_directories(data.root);
  must(make_data(data));
  Ledger ledger = must(Ledger::open(data));
  for (int i = 0; i < records_before; ++i) must(ledger.append(numbered_record(i, true), &any_key()));
  must(must(unlocked_roster(data)).import(roster_rows(people_before, "before"), false, false));
  must(must(ProgressStore::open(data)).save(numbered_person(1), any_key(), "card 3"));
  return data;
}

// A fresh copy for every fault.
DataDir copy_of(const DataDir& model, const TempDir& temp) {
  const DataDir data{temp.path / "copy"};
  fs::remove_all(data.root);
  fs::copy(model.root, data.root);
  return data;
}

// Runs `task` with the fault at each of its operations, until there are no more. `task` answers whether it said "done";
// `look` is told so, with the disk healed and everything closed. Returns how many faults were met.
int at_every_operation(const TempDir& temp, const DataDir& model, const std::function<bool(const DataDir&)>& task,
                       const std::function<void(const DataDir&, bool)>& look) {
  int points = 0;
  for (const Fault fault : {Fault::write, Fault::sync, Fault::remove})
    for (const bool lasting : {false, true})
      for (std::int64_t nth = 1;; ++nth) {
        REQUIRE(nth < enough);
        CAPTURE(static_cast<int>(fault));
        CAPTURE(lasting);
        CAPTURE(nth);
        const DataDir data = copy_of(model, temp);
        FailingVfs disk;
        arm(disk, fault, nth, lasting);
        const bool done = task(data);
        const bool was_met = met(disk, fault) >= nth;
        disk.heal();
        look(data, done);
        if (!was_met) {
          CHECK(done);
          break;
        }
        ++points;
      }
  return points;
}

void check_leaves(const DataDir& data, int least, int most) {
  const auto size = must(must(open_and_check(data)).size());
  CHECK(size >= static_cast<std::uint64_t>(least));
  CHECK(size <= static_cast<std::uint64_t>(most));
}

std::size_t people_in(const DataDir& data, const std::string& group) {
  std::size_t count = 0;
  const auto people = must(must(unlocked_roster(data)).list());
  for (const Person& person : people) count += person.row.group == group ? 1 : 0;
  CHECK((count == 0 || count == people.size()));  // all rows or none
  return count;
}

}  // namespace

TEST_CASE("no I/O error in an append gives a receipt for nothing, and the retry has one place") {
  const TempDir temp;
  const DataDir model = model_data(temp);
  const NewRecord record = numbered_record(77, true);
  std::optional<Receipt> first;
  const auto task = [&](const DataDir& data) {
    first.reset();
    Ledger ledger = must(Ledger::open(data));
    auto receipt = ledger.append(record, &any_key());
    if (receipt)
      first = *receipt;
    else
      CHECK(receipt.error().code == ErrorCode::io);
    // Nobody knows what the disk holds now: refused until the ledger is opened again, even if the fault has passed.
    if (!receipt) CHECK(ledger.append(record, &any_key()).error().code == ErrorCode::io);
    return receipt.ok();
  };
  const int points = at_every_operation(temp, model, task, [&](const DataDir& data, bool done) {
    check_leaves(data, done ? records_before + 1 : records_before, records_before + 1);
    const Receipt again = must(must(Ledger::open(data)).append(record, &any_key()));
    CHECK(again.index == records_before);
    if (first) CHECK(again.leaf_hash == first->leaf_hash);
    check_leaves(data, records_before + 1, records_before + 1);
  });
  CHECK(points > 15);
  MESSAGE("I/O errors in an append: ", points, " points, lost 0");
}

TEST_CASE("no I/O error in keeping a document says done for nothing") {
  const TempDir temp;
  const DataDir model = model_data(temp);
  const std::string text(9000, 'd');
  const auto task = [&](const DataDir& data) { return must(Ledger::open(data)).keep_document(sha256(text), text).ok(); };
  const int points = at_every_operation(temp, model, task, [&](const DataDir& data, bool done) {
    const auto kept = must(open_and_check(data)).document(sha256(text));
    if (done)
      CHECK(must(kept) == text);
    else if (!kept)
      CHECK(kept.error().code == ErrorCode::not_found);
  });
  CHECK(points > 15);
}

TEST_CASE("no I/O error in saving a place says done for nothing, and the earlier place stays") {
  const TempDir temp;
  const DataDir model = model_data(temp);
  const std::string place(9000, 'p');
  const auto task = [&](const DataDir& data) {
    return must(ProgressStore::open(data)).save(numbered_person(1), any_key(), place).ok();
  };
  const int points = at_every_operation(temp, model, task, [&](const DataDir& data, bool done) {
    const auto found = must(must(ProgressStore::open(data)).load(numbered_person(1), any_key()));
    CHECK((found == place || (!done && found == "card 3")));
    check_leaves(data, records_before, records_before);
  });
  CHECK(points > 15);
}

TEST_CASE("no I/O error in an import over two files imports half of them") {
  const TempDir temp;
  const DataDir model = model_data(temp);
  const auto rows = roster_rows(people_before + 40, "after");
  const auto task = [&](const DataDir& data) { return must(unlocked_roster(data)).import(rows, false, false).ok(); };
  const int points = at_every_operation(temp, model, task, [&](const DataDir& data, bool done) {
    const std::size_t after = people_in(data, "after");
    if (done)
      CHECK(after == rows.size());
    else
      CHECK((after == rows.size() || people_in(data, "before") == people_before));
    check_leaves(data, records_before, records_before);
  });
  CHECK(points > 30);
}

namespace {

// What a process leaves that dies while it writes: `write` on a disk that breaks for good at its last possible write, so
// that not even rolling back succeeds. The journal lies beside a file that is half new.
DataDir half_written(const TempDir& temp, const DataDir& model, const std::function<bool(const DataDir&)>& write) {
  const DataDir data{temp.path / "half"};
  std::int64_t last = 0;
  {
    const DataDir whole = copy_of(model, temp);
    FailingVfs disk;
    disk.fail_write(FailingVfs::never);
    REQUIRE(write(whole));
    last = disk.writes();
  }
  const DataDir broken = copy_of(model, temp);
  FailingVfs disk;
  disk.fail_write(last, true);
  REQUIRE_FALSE(write(broken));
  fs::copy(broken.root, data.root);
  REQUIRE(fs::file_size(data.ledger().string() + "-journal") > 0);
  REQUIRE(bytes_of(data.ledger()) != bytes_of(model.ledger()));
  return data;
}

}  // namespace

TEST_CASE("an I/O error while opening mends a half written ledger loses nothing; the next opening succeeds") {
  const TempDir temp;
  const DataDir half = half_written(temp, model_data(temp), [](const DataDir& data) {
    return must(Ledger::open(data)).append(numbered_record(77, true), &any_key()).ok();
  });
  const auto task = [](const DataDir& data) {
    const auto ledger = Ledger::open(data);
    if (!ledger) CHECK(ledger.error().code == ErrorCode::io);
    return ledger.ok();
  };
  const int points = at_every_operation(temp, half, task,
                                        [](const DataDir& data, bool) { check_leaves(data, records_before, records_before); });
  CHECK(points > 5);
}

TEST_CASE("an I/O error while opening mends a half done import loses nothing; the next opening succeeds") {
  const TempDir temp;
  const DataDir half = half_written(temp, model_data(temp), [](const DataDir& data) {
    return must(unlocked_roster(data)).import(roster_rows(people_before + 40, "after"), false, false).ok();
  });
  const auto task = [](const DataDir& data) { return Roster::open(data).ok(); };
  const int points = at_every_operation(temp, half, task, [](const DataDir& data, bool) {
    CHECK(people_in(data, "before") == people_before);
    check_leaves(data, records_before, records_before);
  });
  CHECK(points > 5);
}

TEST_CASE("an I/O error while a ledger is made says so and leaves no file, or one that opens") {
  const TempDir temp;
  const DataDir nothing{temp.path / "model"};
  fs::create_directories(nothing.root);
  const auto task = [](const DataDir& data) { return Ledger::create(data, origin).ok(); };
  const int points = at_every_operation(temp, nothing, task, [](const DataDir& data, bool done) {
    if (done)
      check_leaves(data, 0, 0);
    else
      CHECK_FALSE(fs::exists(data.ledger()));
  });
  CHECK(points > 15);
}

TEST_CASE("an I/O error in a backup says so and leaves no file of that name") {
  const TempDir temp;
  const DataDir model = model_data(temp);
  const auto folder = [](const DataDir& data) { return data.root / "backup"; };
  const auto task = [&](const DataDir& data) {
    fs::create_directories(folder(data));
    return must(Ledger::open(data)).backup(DataDir{folder(data)}.ledger()).ok();
  };
  const int points = at_every_operation(temp, model, task, [&](const DataDir& data, bool done) {
    if (done)
      CHECK(must(check_backup(folder(data))) == records_before);
    else
      CHECK(fs::is_empty(folder(data)));
    check_leaves(data, records_before, records_before);
  });
  CHECK(points > 5);
}
