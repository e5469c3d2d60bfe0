#include "tests/records/program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "tests/records/scratch.hpp"

namespace countersign::test {

namespace {

// Of a program that has ended and is not waited for yet.
std::string core_limits_of(pid_t program) {
  std::ifstream limits("/proc/" + std::to_string(program) + "/limits");
  for (std::string line; std::getline(limits, line);)
    if (line.starts_with("Max core file size")) return line;
  return "";
}

}  // namespace

Ran run_program(const std::vector<std::string>& words) {
  const TempDir temp;
  const std::string out = (temp.path / "out").string();
  const std::string err = (temp.path / "err").string();
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::unsetenv("COUNTERSIGN_PASSPHRASE_FILE");
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  siginfo_t ended{};
  ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
  std::string core_limits = core_limits_of(child);
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(out), bytes_of(err), std::move(core_limits)};
}

}  // namespace countersign::test
