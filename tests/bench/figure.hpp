#pragma once
// One line a figure: name, value, unit, target, verdict.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

namespace countersign::bench {

using Clock = std::chrono::steady_clock;

inline double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// Thrown when what a figure is about did not happen: a program that never drew must not look fast. The benchmark ends with exit
// code 3.
struct NotMeasured : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// `share` of the sorted values lie at or below it; 0.5 is the median.
inline double quantile(std::vector<double> values, double share) {
  if (values.empty()) throw NotMeasured("no value was measured");
  std::sort(values.begin(), values.end());
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  return values[std::min(at, values.size() - 1)];
}

// Values at or below the target are met.
inline void figure(const std::string& name, double value, const std::string& unit, double target) {
  if (!std::isfinite(value)) throw NotMeasured(name + " has no value");
  std::printf("%-44s %10.3f %-6s target %8.3f  %s\n", name.c_str(), value, unit.c_str(), target,
              value <= target ? "met" : "MISSED");
  std::fflush(stdout);
}

// Runs `measure`; the exit code of the benchmark.
template <class F>
int exit_code_of(const F& measure) {
  try {
    measure();
    return 0;
  } catch (const NotMeasured& why) {
    std::fprintf(stderr, "not measured: %s\n", why.what());
    return 3;
  }
}

// What a ratio was made from.
inline void detail(const std::string& name, double value, const std::string& unit) {
  std::printf("  %-42s %10.3f %s\n", name.c_str(), value, unit.c_str());
}

}  // namespace countersign::bench
