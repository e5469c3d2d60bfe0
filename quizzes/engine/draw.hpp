#pragma once
// Chance that can be repeated, and the groups that an attempt draws from.

#include <cstdint>
#include <utility>
#include <vector>

#include "quizzes/engine/quiz.hpp"

namespace countersign::quiz {

// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants as in
// Vigna's public-domain splitmix64.c. std::shuffle and std::uniform_int_distribution differ between libraries; this
// draws the same everywhere. Not for secrets.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  std::size_t below(std::size_t bound);  // 0 to bound - 1, each as likely; 0 if bound is 0

 private:
  std::uint64_t state_;
};

// Fisher and Yates's shuffle, in Durstenfeld's form (Algorithm 235, CACM 7, 1964).
template <class Value>
void shuffle(std::vector<Value>& values, SplitMix64& chance) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[chance.below(i)]);
}

// Items that may stand in for each other, in the order of the file.
using Group = std::vector<const Item*>;
std::vector<Group> groups_of(const Quiz& quiz);

}  // namespace countersign::quiz
