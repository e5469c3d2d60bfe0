#pragma once
// What the store has answered "done" to, and what it was asked last without an answer. After a power cut both are held
// against what is there.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/records/kept_data.hpp"

namespace countersign::test {

struct Faults {
  std::int64_t lost = 0;          // acknowledged and not there
  std::int64_t corrupt = 0;       // not to be opened or checked, or half done
  std::int64_t forked = 0;        // another record or another place than was acknowledged
  std::vector<std::string> what;  // one line each

  void lose(std::string line) { ++lost, what.push_back("lost: " + std::move(line)); }
  void corrupted(std::string line) { ++corrupt, what.push_back("corrupt: " + std::move(line)); }
  void fork(std::string line) { ++forked, what.push_back("forked: " + std::move(line)); }
  std::int64_t all() const { return lost + corrupt + forked; }
};

struct KeptRecord {
  std::uint64_t index = 0;
  Digest leaf_hash;
  int number = 0;
};

// A value that may be replaced: the last one acknowledged, and the one asked for since without an answer.
template <class Value>
struct KeptValue {
  Value sure{};
  std::optional<Value> asked;
  bool in_use = false;  // since the last look

  void ask(Value value) {
    asked = std::move(value);
    in_use = true;
  }
  void confirm() {
    sure = std::move(*asked);
    asked.reset();
  }
  bool allows(const Value& found) const { return found == sure || (asked && found == *asked); }
  // What was found after a restart is there to stay.
  void looked(Value found) {
    sure = std::move(found);
    asked.reset();
    in_use = false;
  }
};

using BadgeGroups = std::map<std::string, std::string>;

struct Promises {
  std::map<RecordId, KeptRecord> records;
  std::map<RecordId, int> asked_records;  // without an answer; the number they say
  std::set<std::string> documents;
  KeptValue<std::optional<std::string>> progress;  // of numbered_person(0)
  KeptValue<BadgeGroups> roster;
  std::map<std::string, std::uint64_t> backups;  // new ones: folder, and how many leaves it had at least
  std::optional<std::string> asked_backup;       // a folder
  KeptValue<std::string> pin;                    // of badge "0", empty: none. Only in builds with cheap hashes
  std::optional<int> tries_left;                 // as the last wrong try was told; none since the last right one
  int looks = 0;
  std::int64_t clock_ms = 1'795'425'300'000;

  // Each try comes so late that no delay of the throttle is left.
  WallTime later() { return {clock_ms += 20 * 60'000, 0}; }
  records::TryTime later_try() { return {later(), Instant{milliseconds{clock_ms}}}; }
};

// Opens everything with the power on. What was asked for and is there counts as promised from now on. The leaves are
// looked at each time; progress, roster and PIN when they were in use, and else each fourth time; backups once, since nobody
// writes to them afterwards.
Faults compare(const records::DataDir& data, Promises& promises);

}  // namespace countersign::test
