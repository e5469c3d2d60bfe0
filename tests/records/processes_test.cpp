// Several processes on one ledger, and processes that die.

#include <doctest/doctest.h>
#include <signal.h>
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

bool receive(int pipe_end, std::uint64_t& index) {
  return ::read(pipe_end, &index, sizeof index) == static_cast<ssize_t>(sizeof index);
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

TEST_CASE("SIGKILL at any moment: what was acknowledged is there, and nothing is half there") {
  constexpr int kills = 50;
  const TempDir temp;
  const DataDir data = new_data(temp);
  std::uint64_t acknowledged_in_all = 0;
  for (int round = 0; round < kills; ++round) {
    int pipe_ends[2];
    REQUIRE(::pipe(pipe_ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto ledger = Ledger::open(data);
      while (ledger) {
        const auto receipt = ledger->append(acknowledgement(person_number(3)));
        if (!receipt || ::write(pipe_ends[1], &receipt->index, sizeof receipt->index) < 0) break;
      }
      ::_exit(1);
    }
    ::close(pipe_ends[1]);
    std::uint64_t last = 0;
    std::uint64_t count = 0;
    REQUIRE(receive(pipe_ends[0], last));  // it has begun
    std::this_thread::sleep_for(std::chrono::microseconds{300 * round});
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    do ++count;
    while (receive(pipe_ends[0], last));
    ::close(pipe_ends[0]);
    acknowledged_in_all += count;

    const Ledger reader = must(Ledger::open(data, {.read_only = true}));  // recovers what the killed one left
    const auto size = must(reader.size());
    CHECK(size >= last + 1);
    CHECK(size <= last + 2);  // one may be on disk whose answer was never heard
    must(reader.check([](auto, auto) { return true; }));
  }
  MESSAGE("SIGKILL: ", kills, " kills, ", acknowledged_in_all, " acknowledged, 0 lost");
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
