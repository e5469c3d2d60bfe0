#pragma once
// One fault of a file that somebody wrote. Checks report all of them at once.

#include <string>
#include <vector>

namespace countersign {

struct Problem {
  std::string file;  // as the author knows it
  int line = 0;      // 1-based; 0: the whole file
  std::string path;  // JSON pointer or "row 7, column email", or empty
  std::string what;
  std::string cure;
  bool warning = false;  // a warning alone does not fail a check

  // "file:line: what (path): cure"
  std::string text() const {
    std::string out = file;
    if (line > 0) out += ":" + std::to_string(line);
    out += warning ? ": warning: " : ": ";
    out += what;
    if (!path.empty()) out += " [" + path + "]";
    if (!cure.empty()) out += ". " + cure;
    return out;
  }
};

using Problems = std::vector<Problem>;

inline bool has_errors(const Problems& problems) {
  for (const auto& problem : problems)
    if (!problem.warning) return true;
  return false;
}

}  // namespace countersign
