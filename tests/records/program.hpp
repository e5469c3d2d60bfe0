#pragma once
// Runs another program and keeps what it said.

#include <string>
#include <vector>

namespace countersign::test {

struct Ran {
  int code = -1;  // exit code; -1 if it did not end by itself
  std::string out;
  std::string err;
  std::string core_limits;  // as it ended: its line of /proc/PID/limits, soft and hard
};

// Standard input is empty, so nothing can be asked for; the environment is this process's without COUNTERSIGN_*.
Ran run_program(const std::vector<std::string>& words);

}  // namespace countersign::test
