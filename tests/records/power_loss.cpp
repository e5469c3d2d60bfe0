// power_loss --crashes N --seed S [--control none|normal|off|lying]
//
// Cuts the power N times at random operations of the real store at work, being made, backed up or starting again, lets the
// disk forget what was not synced (tests/support/volatile_vfs.hpp), opens it again and holds what is there against what was
// acknowledged. Prints
//
//   crash points N, acknowledged A, lost L, corrupt C, forked F
//
// and, unless one control is asked for by name, the same for three disks on which that must fail, with N/20 cuts each: a
// program that finds nothing there could not find anything here. Exit code 0: nothing lost, corrupt or forked on an honest
// disk, and something on each of the others. The first faults are named on standard error.

#include <stdlib.h>  // NOLINT: mkdtemp is POSIX
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "tests/records/power_work.hpp"
#include "tests/support/volatile_calls.hpp"

using namespace countersign;
using namespace countersign::test;

namespace {

namespace fs = std::filesystem;

constexpr int crashes_a_life = 12;    // of one data directory, so that checking it stays quick
constexpr int steps_a_run = 12;       // then the power goes between two of them
constexpr int operations_made = 160;  // making a data directory takes about so many
constexpr int operations_run = 220;
constexpr int operations_restart = 16;
constexpr std::int64_t control_crashes_min = 30;
constexpr int faults_named = 10;

struct Control {
  const char* name;
  const char* title;
  Syncing syncing;
};
constexpr Control honest{"none", "", Syncing::all};
constexpr Control dishonest[] = {{"normal", "control synchronous=NORMAL: ", Syncing::normal},
                                 {"off", "control synchronous=OFF: ", Syncing::off},
                                 {"lying", "control lying disk: ", Syncing::lying}};

struct Options {
  std::int64_t crashes = 2000;
  std::uint64_t seed = 1;
  const Control* control = nullptr;  // nullptr: none, then all the others
};

struct Tally {
  std::int64_t crash_points = 0;
  std::int64_t acknowledged = 0;
  Faults faults;

  void add(const Faults& more) {
    faults.lost += more.lost;
    faults.corrupt += more.corrupt;
    faults.forked += more.forked;
    for (const std::string& line : more.what)
      if (faults.what.size() < faults_named) faults.what.push_back("crash point " + std::to_string(crash_points) + ": " + line);
  }
};

// In memory where there is such a folder: nothing here depends on what the real disk does.
class MemoryFolder {
 public:
  MemoryFolder() {
    const fs::path parent = ::access("/dev/shm", W_OK) == 0 ? fs::path("/dev/shm") : fs::temp_directory_path();
    std::string name = (parent / "countersign-power-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::perror("mkdtemp"), std::exit(2);
    path = fs::canonical(name);
  }
  ~MemoryFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  MemoryFolder(const MemoryFolder&) = delete;
  MemoryFolder& operator=(const MemoryFolder&) = delete;
  fs::path path;
};

// One data directory from its making to its last crash.
class Life {
 public:
  Life(Syncing syncing, Chance& chance, Tally& tally)
      : chance_(chance),
        tally_(tally),
        vfs_(folder_.path, syncing),
        calls_(vfs_.disk(), syncing),
        work_(folder_.path, vfs_.disk(), chance) {}

  void live() {
    if (!make()) return;
    for (int i = 0; i < crashes_a_life && tally_.faults.all() == faults_before_; ++i) {
      cut_within(operations_run);
      work_.run(steps_a_run);
      crash();
      while (chance_.percent(40) && crash_while_starting()) {
      }
      vfs_.disk().cut_power_at(VolatileDisk::never);
      tally_.add(work_.faults());
      tally_.add(compare(work_.data(), work_.promises()));
    }
    tally_.acknowledged += work_.acknowledged();
  }

 private:
  void cut_within(std::uint64_t operations) {
    vfs_.disk().cut_power_at(1 + static_cast<std::int64_t>(chance_.below(operations)));
  }
  void crash() {
    vfs_.crash(chance_);
    ++tally_.crash_points;
  }
  // A third of the lives end while they are made: nothing was promised then, but what can be opened must be whole.
  bool make() {
    if (chance_.percent(33)) cut_within(operations_made);
    if (work_.make()) return true;
    tally_.add(work_.faults());
    crash();
    if (records::Ledger::open(work_.data()))
      if (const auto whole = open_and_check(work_.data()); !whole) tally_.add(corrupt_half_made(whole.error()));
    return false;
  }
  static Faults corrupt_half_made(const Error& error) {
    Faults faults;
    faults.corrupted("half made: " + error.text());
    return faults;
  }
  // True if the power went before the start was over.
  bool crash_while_starting() {
    cut_within(operations_restart);
    work_.restart();
    if (vfs_.disk().powered()) return false;
    crash();
    return true;
  }

  Chance& chance_;
  Tally& tally_;
  std::int64_t faults_before_ = tally_.faults.all();
  MemoryFolder folder_;
  VolatileVfs vfs_;
  CallsOnDisk calls_;
  PowerWork work_;
};

// A fixed number of processes, so that a seed means the same on every machine.
constexpr int workers = 2;

struct Figures {
  std::int64_t crash_points = 0;
  std::int64_t acknowledged = 0;
  std::int64_t lost = 0;
  std::int64_t corrupt = 0;
  std::int64_t forked = 0;
};

Figures work(const Control& control, std::int64_t crashes, std::uint64_t seed) {
  Tally tally;
  Chance chance(seed);
  while (tally.crash_points < crashes) Life(control.syncing, chance, tally).live();
  if (control.syncing == Syncing::all)
    for (const std::string& line : tally.faults.what) std::cerr << "worker's seed " << seed << ", " << line << '\n';
  return {tally.crash_points, tally.acknowledged, tally.faults.lost, tally.faults.corrupt, tally.faults.forked};
}

// Starts a process that works; its figures come through the pipe whose end is returned.
int start_worker(const Control& control, std::int64_t crashes, std::uint64_t seed) {
  int ends[2];
  if (::pipe(ends) != 0) std::perror("pipe"), std::exit(2);
  const pid_t child = ::fork();
  if (child < 0) std::perror("fork"), std::exit(2);
  if (child > 0) return ::close(ends[1]), ends[0];
  const Figures figures = work(control, crashes, seed);
  ::_exit(::write(ends[1], &figures, sizeof figures) == static_cast<ssize_t>(sizeof figures) ? 0 : 1);
}

// A worker that dies (an assertion, a sanitizer) sends nothing: no figures then.
std::optional<Figures> figures_of_all(const Control& control, std::int64_t crashes, std::uint64_t seed) {
  std::array<int, workers> pipes{};
  for (int i = 0; i < workers; ++i)
    pipes[static_cast<std::size_t>(i)] =
        start_worker(control, (crashes + workers - 1) / workers, seed * workers + static_cast<std::uint64_t>(i));
  Figures sum;
  bool complete = true;
  for (const int end : pipes) {
    Figures each;
    if (::read(end, &each, sizeof each) != static_cast<ssize_t>(sizeof each)) complete = false;
    sum = {sum.crash_points + each.crash_points, sum.acknowledged + each.acknowledged, sum.lost + each.lost,
           sum.corrupt + each.corrupt, sum.forked + each.forked};
    ::close(end);
    ::wait(nullptr);
  }
  return complete ? std::optional(sum) : std::nullopt;
}

// Prints the line. True if it is as it must be: nothing lost, corrupt or forked on an honest disk, something on another.
bool run(const Control& control, std::int64_t crashes, std::uint64_t seed) {
  const auto figures = figures_of_all(control, crashes, seed);
  if (!figures) return std::cerr << control.title << "a worker died\n", false;
  std::cout << control.title << "crash points " << figures->crash_points << ", acknowledged " << figures->acknowledged
            << ", lost " << figures->lost << ", corrupt " << figures->corrupt << ", forked " << figures->forked << std::endl;
  const bool clean = figures->lost + figures->corrupt + figures->forked == 0;
  return clean == (control.syncing == Syncing::all);
}

template <class Number>
bool parse(const char* text, Number& out) {
  const char* end = text + std::strlen(text);
  const auto [rest, error] = std::from_chars(text, end, out);
  return error == std::errc() && rest == end;
}

bool parse_control(const char* name, const Control*& out) {
  if (std::strcmp(name, honest.name) == 0) return out = &honest, true;
  for (const Control& each : dishonest)
    if (std::strcmp(name, each.name) == 0) return out = &each, true;
  return false;
}

bool parse(int argc, char** argv, Options& options) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    const bool known = name == "--crashes"   ? parse(argv[i + 1], options.crashes)
                       : name == "--seed"    ? parse(argv[i + 1], options.seed)
                       : name == "--control" ? parse_control(argv[i + 1], options.control)
                                             : false;
    if (!known) return false;
  }
  return argc % 2 == 1 && options.crashes > 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::cerr << "power_loss --crashes N --seed S [--control none|normal|off|lying]\n";
    return 2;
  }
  if (options.control != nullptr) return run(*options.control, options.crashes, options.seed) ? 0 : 1;
  bool as_expected = run(honest, options.crashes, options.seed);
  for (const Control& control : dishonest)
    if (!run(control, std::max(options.crashes / 20, control_crashes_min), options.seed)) as_expected = false;
  return as_expected ? 0 : 1;
}
