#pragma once
// Chance as an argument: the same seed gives the same numbers on every machine. SplitMix64,
// https://prng.di.unimi.it/splitmix64.c

#include <cstddef>
#include <cstdint>
#include <string>

namespace countersign::test {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  // 0 to `limit` - 1; `limit` is at least 1.
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  bool percent(unsigned hits) { return below(100) < hits; }
  char byte() { return static_cast<char>(next() & 0xffU); }
  std::string bytes(std::size_t count) {
    std::string out(count, '\0');
    for (char& each : out) each = byte();
    return out;
  }

 private:
  std::uint64_t state_;
};

}  // namespace countersign::test
