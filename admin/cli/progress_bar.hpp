#pragma once

#include <chrono>
#include <string>

#include "admin/job.hpp"

namespace countersign::admin::cli {

// A bar on standard error, if that is a terminal and the work lasts over a second. Ctrl-C stops the work, and what it had
// begun to write is removed.
class ProgressBar {
 public:
  explicit ProgressBar(std::string label);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  Progress callback();
  // Takes the bar away, for a line that goes to the same terminal; the next step draws it again.
  void clear();

 private:
  void draw(std::uint64_t done, std::uint64_t all);

  std::string label_;
  std::chrono::steady_clock::time_point started_;
  bool is_terminal_;
  int shown_percent_ = -1;
};

}  // namespace countersign::admin::cli
