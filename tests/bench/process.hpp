#pragma once
// Programs as a whole: started, watched from outside, measured by the kernel's own counts.

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/bench/figure.hpp"

namespace countersign::bench {

class Process {
 public:
  // Starts argv[0], looked for as a shell does, with its standard output on a pipe.
  explicit Process(std::vector<std::string> argv);
  ~Process();  // SIGTERM to the process group, then waits
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  Clock::time_point started() const { return started_; }
  // The next line of output. Throws NotMeasured if the program ends without one.
  std::string line();
  // Takes the lines that have come already and says how many they were.
  int lines_waiting();
  bool running() const;
  // Of the process and all its descendants. Throws NotMeasured if the kernel does not tell.
  double pss_mib() const;
  double cpu_s() const;
  pid_t pid() const { return pid_; }

 private:
  std::string program_;
  std::vector<pid_t> family() const;
  pid_t pid_ = -1;
  int output_ = -1;
  Clock::time_point started_;
};

}  // namespace countersign::bench
