// Several processes on one ledger. Processes that die: kill_test.cpp.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "admin/export/csv.hpp"
#include "records/store/progress.hpp"
#include "records/store/sqlite.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;
using std::chrono::steady_clock;

namespace {

double ms_since(steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - start).count();
}

struct Latencies {
  double p99_ms = 0;
  double longest_ms = 0;
};

// As a kiosk does: one record after another with a breath between, each timed.
Latencies append_for(Ledger& ledger, int count, const std::function<bool()>& go_on) {
  std::vector<double> times;
  for (int i = 0; i < count || go_on(); ++i) {
    const NewRecord record = acknowledgement(person_number(static_cast<unsigned>(i % 50)));
    const auto start = steady_clock::now();
    must(ledger.append(record));
    times.push_back(ms_since(start));
    std::this_thread::sleep_for(milliseconds{2});
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() * 99 / 100], times.back()};
}

// What HR does meanwhile, in a process of its own. 0 if all went well.
int office_work(const DataDir& data, const std::filesystem::path& folder) {
  for (int round = 0; round < 3; ++round) {
    const std::string number = std::to_string(round);
    admin::CsvExport wanted;
    wanted.out = folder / ("out" + number + ".csv");
    const Roster roster = open_roster(data);
    wanted.names = &roster;
    wanted.by = "test";
    wanted.stamp = record_of(person_number(0), Enrolled{}).stamp;
    if (!admin::export_csv(data, wanted)) return 1;
    const auto ledger = Ledger::open(data);
    if (!ledger || !ledger->backup(folder / ("copy" + number + ".db"))) return 2;
    if (!ledger->check([](auto, auto) { return true; })) return 3;
  }
  return 0;
}

}  // namespace

TEST_CASE("appends go on while another process exports, backs up and checks") {
  const TempDir temp(Place::real_disk);
  const DataDir data = new_data(temp);
  must(open_roster(data).import(small_roster(), false, false));
  Latencies alone;
  {
    Ledger ledger = must(Ledger::open(data));
    for (int i = 0; i < 1500; ++i) must(ledger.append(acknowledgement(person_number(static_cast<unsigned>(i % 50)))));
    alone = append_for(ledger, 200, [] { return false; });
  }
  const pid_t office = ::fork();
  if (office == 0) ::_exit(office_work(data, temp.path));
  Ledger ledger = must(Ledger::open(data));
  int status = 0;
  bool running = true;
  const Latencies beside = append_for(ledger, 50, [&] {
    if (running) running = ::waitpid(office, &status, WNOHANG) == 0;
    return running;
  });
  CHECK(status == 0);
  must(ledger.check([](auto, auto) { return true; }));
  MESSAGE("append alone: p99 ", alone.p99_ms, " ms, longest ", alone.longest_ms, " ms; beside export, backup and check: p99 ",
          beside.p99_ms, " ms, longest ", beside.longest_ms, " ms");
  CHECK(beside.longest_ms < 5000);  // the busy timeout: nothing was refused
  for (int round = 0; round < 3; ++round) {
    const DataDir copy{temp.path / ("restored" + std::to_string(round))};
    std::filesystem::create_directories(copy.root);
    std::filesystem::rename(temp.path / ("copy" + std::to_string(round) + ".db"), copy.ledger());
    must(must(Ledger::open(copy, {.read_only = true})).check([](auto, auto) { return true; }));
  }
}

TEST_CASE("a ledger that another process holds is locked, not lost; once let go, the retry succeeds") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data, {.busy_timeout = milliseconds{50}}));
  const NewRecord record = acknowledgement(person_number(1));
  {
    const Database other = must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0}));
    for (const char* lock : {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"}) {
      must(other.execute(lock));
      const auto start = steady_clock::now();
      CHECK(ledger.append(record).error().code == ErrorCode::locked);
      CHECK(ms_since(start) > 40);
      must(other.execute("ROLLBACK"));
    }
    // A reader lets the record be prepared, but COMMIT has to wait for it.
    must(other.execute("BEGIN; SELECT count(*) FROM leaf"));
    CHECK(ledger.append(record).error().code == ErrorCode::locked);
    must(other.execute("ROLLBACK"));
  }
  CHECK(must(ledger.append(record)).index == 0);
}

TEST_CASE("opening waits for a lock no longer than it was told") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  const Database other = must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0}));
  must(other.execute("BEGIN EXCLUSIVE"));
  const auto opened = Ledger::open(data, {.busy_timeout = milliseconds{50}});
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().code == ErrorCode::locked);
}

TEST_CASE("opening is quick at any size") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Ledger ledger = must(Ledger::open(data));
  for (int i = 0; i < 2000; ++i) must(ledger.append(acknowledgement(person_number(static_cast<unsigned>(i % 50)))));
  std::vector<double> times;
  for (int i = 0; i < 20; ++i) {
    const auto start = steady_clock::now();
    must(Ledger::open(data));
    times.push_back(ms_since(start));
  }
  std::sort(times.begin(), times.end());
  MESSAGE("open a ledger of 2,000 records: median ", times[10], " ms, longest ", times.back(), " ms");
}

// Closing any descriptor of a file gives up all locks that this process has on it (POSIX; "How To Corrupt An SQLite Database
// File", 2.2), so opening must not read the file by itself beside SQLite.
TEST_CASE("opening the ledger once more in one process lets go of no lock that it holds") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  int go[2];
  REQUIRE(::pipe(go) == 0);
  // Before anything is open here: SQLite knows by itself of locks that its process held when it was forked.
  const pid_t other = ::fork();
  if (other == 0) {
    char begin = 0;
    if (::read(go[0], &begin, 1) != 1) ::_exit(2);
    auto ledger = Ledger::open(data, {.busy_timeout = milliseconds{20}});
    ::_exit(ledger.ok() && ledger->append(acknowledgement(person_number(1))).ok() ? 1 : 0);
  }
  const Database writer = must(Database::open(data.ledger(), OpenMode::read_write, milliseconds{0}));
  must(writer.execute("BEGIN IMMEDIATE"));
  must(Ledger::open(data));
  REQUIRE(::write(go[1], "x", 1) == 1);
  int status = -1;
  ::waitpid(other, &status, 0);
  CHECK(status == 0);  // it found the ledger locked
}
