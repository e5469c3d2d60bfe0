// SIGKILL at any moment: every receipt that the killed program had handed on is there, and nothing is half there.

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/records/kept_data.hpp"
#include "tests/records/scratch.hpp"
#include "tests/support/chance.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

constexpr int kills = 500;
constexpr int kills_a_ledger = 25;  // so that checking it stays quick
constexpr std::uint64_t life_us_max = 12'000;

// What goes through the pipe for each receipt.
struct Heard {
  std::array<std::byte, 16> id;
  std::uint64_t index;
  Digest leaf_hash;
};

// Appends until it is killed.
[[noreturn]] void append_for_ever(const DataDir& data, int pipe_end) {
  auto ledger = Ledger::open(data);
  for (int number = 0; ledger; ++number) {
    const auto receipt = ledger->append(numbered_record(number, number % 2 == 0), &any_key());
    if (!receipt) break;
    const Heard heard{receipt->id.bytes, receipt->index, receipt->leaf_hash};
    if (::write(pipe_end, &heard, sizeof heard) != static_cast<ssize_t>(sizeof heard)) break;
  }
  ::_exit(1);
}

bool receive(int pipe_end, Heard& heard) {
  return ::read(pipe_end, &heard, sizeof heard) == static_cast<ssize_t>(sizeof heard);
}

// Lets one live for `life` after its first receipt. What was heard from it.
std::vector<Heard> append_and_kill(const DataDir& data, std::chrono::microseconds life) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) append_for_ever(data, ends[1]);
  ::close(ends[1]);
  std::vector<Heard> all;
  Heard heard{};
  REQUIRE(receive(ends[0], heard));  // it has begun
  all.push_back(heard);
  std::this_thread::sleep_for(life);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));  // it appended to the end
  while (receive(ends[0], heard)) all.push_back(heard);
  ::close(ends[0]);
  return all;
}

}  // namespace

TEST_CASE("SIGKILL at any moment: what was acknowledged is there, and nothing is half there") {
  Chance chance(1);
  std::size_t acknowledged = 0;
  int journals_left = 0;
  for (int done = 0; done < kills;) {
    const TempDir temp;
    const DataDir data = new_data(temp);
    std::vector<Heard> all;
    for (int i = 0; i < kills_a_ledger; ++i, ++done) {
      const std::vector<Heard> more = append_and_kill(data, std::chrono::microseconds{chance.below(life_us_max)});
      all.insert(all.end(), more.begin(), more.end());
      journals_left += std::filesystem::exists(data.ledger().string() + "-journal") ? 1 : 0;
      // As a report would open it: this too must mend what the killed one left.
      const Ledger ledger = must(Ledger::open(data, {.read_only = true}));
      must(ledger.check([](auto, auto) { return true; }));
      const auto leaves = must(all_leaves(ledger));
      CHECK(leaves.size() >= all.size());
      CHECK(leaves.size() <= all.size() + static_cast<std::size_t>(i) + 1);  // the answer to one a kill was never heard
      for (const Heard& heard : all) {
        REQUIRE(heard.index < leaves.size());
        CHECK(leaves[heard.index].id.bytes == heard.id);
        CHECK(leaves[heard.index].leaf_hash == heard.leaf_hash);
      }
    }
    acknowledged += all.size();
  }
  CHECK(journals_left > 0);  // or no kill hit an append
  MESSAGE("SIGKILL: ", kills, " kills, ", journals_left, " in the middle of a write, ", acknowledged, " acknowledged, 0 lost");
}
