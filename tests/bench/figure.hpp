#pragma once
// One line a figure: name, value, unit, target, verdict.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace countersign::bench {

using Clock = std::chrono::steady_clock;

inline double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// `share` of the sorted values lie at or below it; 0.5 is the median.
inline double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  return values[std::min(at, values.size() - 1)];
}

// Values at or below the target are met.
inline void figure(const std::string& name, double value, const std::string& unit, double target) {
  std::printf("%-44s %10.3f %-6s target %8.3f  %s\n", name.c_str(), value, unit.c_str(), target,
              value <= target ? "met" : "MISSED");
  std::fflush(stdout);
}

// What a ratio was made from.
inline void detail(const std::string& name, double value, const std::string& unit) {
  std::printf("  %-42s %10.3f %s\n", name.c_str(), value, unit.c_str());
}

}  // namespace countersign::bench
