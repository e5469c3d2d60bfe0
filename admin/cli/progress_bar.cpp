#include "admin/cli/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace countersign::admin::cli {

namespace {

constexpr std::chrono::seconds shown_after{1};
constexpr int bar_characters = 30;

// A signal handler has no other way to speak to the program.
volatile std::sig_atomic_t interrupted = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

}  // namespace

ProgressBar::ProgressBar(std::string label)
    : label_(std::move(label)), started_(std::chrono::steady_clock::now()), is_terminal_(::isatty(STDERR_FILENO) == 1) {
  std::signal(SIGINT, [](int) { interrupted = 1; });
}

ProgressBar::~ProgressBar() {
  std::signal(SIGINT, SIG_DFL);
  clear();
}

void ProgressBar::clear() {
  if (shown_percent_ < 0) return;
  fmt::print(stderr, "\r{:{}}\r", "", label_.size() + bar_characters + 10);
  std::fflush(stderr);
  shown_percent_ = -1;
}

Progress ProgressBar::callback() {
  return [this](std::uint64_t done, std::uint64_t all) {
    if (is_terminal_ && std::chrono::steady_clock::now() - started_ > shown_after) draw(done, all);
    return interrupted == 0;
  };
}

void ProgressBar::draw(std::uint64_t done, std::uint64_t all) {
  const int percent = all == 0 ? 100 : static_cast<int>(done * 100 / all);
  if (percent == shown_percent_) return;
  shown_percent_ = percent;
  const auto full = static_cast<std::size_t>(percent * bar_characters / 100);
  fmt::print(stderr, "\r{} [{:<{}}] {:3} %", label_, std::string(full, '#'), bar_characters, percent);
  std::fflush(stderr);
}

}  // namespace countersign::admin::cli
