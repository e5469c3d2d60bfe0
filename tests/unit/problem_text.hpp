#pragma once
// What tests ask about problems.

#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace countersign::test {

inline std::string all_text(const Problems& problems) {
  std::string out;
  for (const Problem& problem : problems) out += problem.text() + "\n";
  return out;
}

// True if some problem ends up in a line that holds `part`: "photos.md:3", "is there twice".
inline bool mentions(const Problems& problems, std::string_view part) {
  return all_text(problems).find(part) != std::string::npos;
}

// True if each problem says what is wrong and what to do.
inline bool all_have_cures(const Problems& problems) {
  for (const Problem& problem : problems)
    if (problem.file.empty() || problem.what.empty() || problem.cure.empty()) return false;
  return true;
}

}  // namespace countersign::test
