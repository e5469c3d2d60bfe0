// make_ledger --data DIR --leaves N [--people P] [--no-bodies] --seed S: a data directory to measure with.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/support/many_records.hpp"

using namespace countersign;

namespace {

constexpr char usage[] = "usage: make_ledger --data DIR --leaves N [--people P] [--no-bodies] --seed S\n";

struct Wanted {
  records::DataDir data;
  test::ManyRecords records;
};

bool parse(const std::vector<std::string>& words, Wanted& out) {
  bool seeded = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--no-bodies") {
      out.records.bodies = false;
      continue;
    }
    if (i + 1 == words.size()) return false;
    const std::string& value = words[i + 1];
    if (words[i] == "--data")
      out.data.root = value;
    else if (words[i] == "--leaves")
      out.records.leaves = std::strtoull(value.c_str(), nullptr, 10);
    else if (words[i] == "--people")
      out.records.people = std::atoi(value.c_str());
    else if (words[i] == "--seed")
      seeded = true, out.records.seed = std::strtoull(value.c_str(), nullptr, 10);
    else
      return false;
    ++i;
  }
  return seeded && !out.data.root.empty() && out.records.leaves > 0 && out.records.people > 0;
}

}  // namespace

int main(int argc, char** argv) {
  Wanted wanted;
  if (!parse({argv + 1, argv + argc}, wanted)) return std::fputs(usage, stderr), 2;
  if (const auto made = test::make_many_records(wanted.data, wanted.records); !made)
    return std::fprintf(stderr, "%s\n", made.error().text().c_str()), 3;
  std::printf("%llu records of %d people in %s\n", static_cast<unsigned long long>(wanted.records.leaves),
              wanted.records.people, wanted.data.root.c_str());
}
