#include "quizzes/engine/draw.hpp"

#include <map>

namespace countersign::quiz {

std::uint64_t SplitMix64::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

std::size_t SplitMix64::below(std::size_t bound) {
  if (bound == 0) return 0;
  // Numbers under 2^64 mod bound would make small results likelier: they are drawn again.
  const std::uint64_t wide = bound;
  const std::uint64_t skipped = (0 - wide) % wide;
  std::uint64_t drawn = next();
  while (drawn < skipped) drawn = next();
  return static_cast<std::size_t>(drawn % wide);
}

std::vector<Group> groups_of(const Quiz& quiz) {
  std::vector<Group> out;
  std::map<std::string, std::size_t> place;
  for (const Item& item : quiz.items) {
    const bool alone = item.variant_of.empty();
    if (const auto found = place.find(item.variant_of); !alone && found != place.end()) {
      out[found->second].push_back(&item);
      continue;
    }
    if (!alone) place[item.variant_of] = out.size();
    out.push_back({&item});
  }
  return out;
}

}  // namespace countersign::quiz
