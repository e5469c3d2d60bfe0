#include "tests/bench/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace countersign::bench {

Process::Process(std::vector<std::string> argv) : started_(Clock::now()) {
  program_ = argv.at(0);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw NotMeasured("no pipe");
  pid_ = ::fork();
  if (pid_ == 0) {
    ::setpgid(0, 0);
    ::dup2(ends[1], 1);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, 2);
    std::vector<char*> pointers;
    for (auto& argument : argv) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    ::execvp(pointers[0], pointers.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
}

Process::~Process() {
  if (pid_ > 0) {
    ::kill(-pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    ::kill(-pid_, SIGKILL);  // a browser's children may stay
  }
  if (output_ >= 0) ::close(output_);
}

std::string Process::line() {
  std::string out;
  char c = 0;
  while (::read(output_, &c, 1) == 1) {
    if (c == '\n') return out;
    out += c;
  }
  throw NotMeasured(program_ + " ended before it said that it was ready");
}

int Process::lines_waiting() {
  int count = 0;
  for (pollfd waiting{output_, POLLIN, 0}; ::poll(&waiting, 1, 0) > 0 && (waiting.revents & POLLIN) != 0; ++count) line();
  return count;
}

bool Process::running() const {
  siginfo_t ended{};
  return ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

std::vector<pid_t> Process::family() const {
  std::vector<pid_t> out;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const pid_t pid = std::stoi(name);
    if (::getpgid(pid) == pid_) out.push_back(pid);
  }
  return out;
}

double Process::pss_mib() const {
  double kib = 0;
  for (const pid_t pid : family()) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
    std::string key;
    for (std::string text; std::getline(file, text);) {
      std::istringstream words(text);
      double value = 0;
      if (words >> key >> value && key == "Pss:") kib += value;
    }
  }
  if (kib == 0) throw NotMeasured(program_ + ": its memory could not be read; run as its owner or as root");
  return kib / 1024;
}

double Process::cpu_s() const {
  double ticks = 0;
  for (const pid_t pid : family()) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream rest(text.substr(std::min(text.size(), text.rfind(')') + 1)));
    std::string word;
    for (int field = 3; field <= 15 && rest >> word; ++field)
      if (field >= 14) ticks += std::stod(word);  // utime, stime: proc(5)
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace countersign::bench
