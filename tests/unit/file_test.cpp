#include "base/file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <set>

#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using test::ScratchFolder;

namespace {

using Names = std::set<std::string>;

Names names_in(const ScratchFolder& folder) {
  Names out;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) out.insert(entry.path().filename().string());
  return out;
}

// Its exit code; -1 if it did not end by itself.
template <class Work>
int in_child(Work work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// The number of a program that has ended.
pid_t ended_program() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  REQUIRE(::waitpid(child, nullptr, 0) == child);
  return child;
}

struct Refusals {
  int rename_flags = 0;  // errno, 0: works
  int links = 0;
};

// From here on the kernel answers this process as a file system does that lacks these calls.
bool refuse(const Refusals& refusals) {
  const auto answer = [](int number) {
    const auto code = static_cast<unsigned>(number);
    return sock_filter BPF_STMT(BPF_RET | BPF_K, number == 0 ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | code);
  };
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
#ifdef __NR_link
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_link, 5, 0),
#else
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_linkat, 5, 0),
#endif
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_linkat, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_renameat2, 0, 2),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args) + 4 * sizeof(__u64)),  // flags, on little-endian machines
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 2),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      answer(refusals.links),
      answer(refusals.rename_flags),
  };
  sock_fprog filter{sizeof program / sizeof program[0], program};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace

TEST_CASE("a file is read whole, up to its limit and not a byte more") {
  const ScratchFolder folder;
  folder.write("a", std::string(100, 'x'));
  CHECK(read_file(folder.path() / "a", 100).value().size() == 100);
  CHECK(read_file(folder.path() / "a", 99).error().code == ErrorCode::too_large);
  folder.write("large", std::string(200'000, 'y'));
  CHECK(read_file(folder.path() / "large", 200'000).value() == std::string(200'000, 'y'));
}

TEST_CASE("what cannot be read is an error with a cure") {
  const ScratchFolder folder;
  CHECK(read_file(folder.path() / "none", 10).error().code == ErrorCode::not_found);
  CHECK_FALSE(read_file(folder.path() / "none", 10).error().cure.empty());
  CHECK_FALSE(read_file(folder.path(), 10).ok());
}

TEST_CASE("a write replaces the file whole and leaves nothing beside it") {
  const ScratchFolder folder;
  REQUIRE(write_file(folder.path() / "a", "old").ok());
  REQUIRE(write_file(folder.path() / "a", "new").ok());
  CHECK(folder.read("a") == "new");
  CHECK(names_in(folder) == Names{"a"});
}

TEST_CASE("a secret is readable by its owner alone") {
  const ScratchFolder folder;
  REQUIRE(write_file(folder.path() / "key", "secret", true).ok());
  struct stat info {};
  REQUIRE(::stat((folder.path() / "key").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
}

TEST_CASE("a failed write leaves the old file as it was") {
  const ScratchFolder folder;
  folder.write("a", "old");
  SUBCASE("the folder is not there") {
    CHECK(write_file(folder.path() / "none/a", "new").error().code == ErrorCode::not_found);
  }
  SUBCASE("the place is taken by a folder") {
    std::filesystem::create_directories(folder.path() / "taken/inside");
    CHECK_FALSE(write_file(folder.path() / "taken", "new").ok());
    CHECK(names_in(folder) == Names{"a", "taken"});
  }
  SUBCASE("the folder may only be read") {
    if (::geteuid() == 0) return;  // root may write anywhere
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    CHECK_FALSE(write_file(folder.path() / "a", "new").ok());
  }
  SUBCASE("there is no more room") {
    // A limit on the size of files stands in for a full disk: the write comes back short, then fails.
    struct rlimit before {};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small { 1024, before.rlim_max };
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto result = write_file(folder.path() / "a", std::string(100'000, 'x'));
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, old_handler);
    CHECK_FALSE(result.ok());
    CHECK(names_in(folder) == Names{"a"});
  }
  CHECK(folder.read("a") == "old");
}

TEST_CASE("a write does not follow a link that somebody put in its way") {
  const ScratchFolder folder;
  folder.write("other", "untouched");
  const std::string taken = "a.part-" + std::to_string(::getpid()) + "-0";
  std::filesystem::create_symlink(folder.path() / "other", folder.path() / taken);
  REQUIRE(write_file(folder.path() / "a", "new").ok());
  CHECK(folder.read("a") == "new");
  CHECK(folder.read("other") == "untouched");
  CHECK(names_in(folder) == Names{"a", "other", taken});
}

TEST_CASE("two writers of one file never share a temporary one, and the file is always one of theirs, whole") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a";
  SUBCASE("in one program") {
    const auto one = create_temporary(file, true).value();
    const auto other = create_temporary(file, true).value();
    CHECK(one.path != other.path);
    REQUIRE(write_file(file, "third").ok());  // in between
    CHECK(folder.read("a") == "third");
    CHECK(std::filesystem::exists(one.path));
    CHECK(std::filesystem::exists(other.path));
    ::close(one.fd);
    ::close(other.fd);
  }
  SUBCASE("in two programs") {
    constexpr int rounds = 300;
    const std::string long_one(40'000, 'x');
    const std::string short_one(10'000, 'y');
    const auto write_all = [&](const std::string& bytes) {
      for (int i = 0; i < rounds; ++i)
        if (!write_file(file, bytes)) return 1;
      return 0;
    };
    REQUIRE(write_file(file, short_one).ok());
    const pid_t other = ::fork();
    if (other == 0) ::_exit(write_all(long_one));
    for (int i = 0; i < rounds; ++i) {
      CHECK(write_file(file, short_one).ok());
      const std::string found = folder.read("a");
      CHECK((found == short_one || found == long_one));
    }
    int status = 0;
    REQUIRE(::waitpid(other, &status, 0) == other);
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(names_in(folder) == Names{"a"});
  }
}

TEST_CASE("what a killed writer left blocks nobody, and goes with the next write of the same file") {
  const ScratchFolder folder;
  const std::string ended = std::to_string(ended_program());
  const std::string alive = std::to_string(::getppid());
  const Names leftovers{"a.part-" + ended + "-0", "a.part-" + ended + "-1", "a.part-" + ended + "-0.minisig"};
  const Names others{"a.part-" + alive + "-0",
                     "b.part-" + ended + "-0",
                     "a.part-" + ended,
                     "a.part-x-0",
                     "a.part-99999999999999999999-0",
                     "a.part--1-0",
                     "aa.part-" + ended + "-0",
                     "a.part-" + std::to_string(::getpid()) + "-0"};
  for (const Names& names : {leftovers, others})
    for (const std::string& name : names) folder.write(name, "half");
  REQUIRE(write_file(folder.path() / "a", "new").ok());
  Names wanted = others;
  wanted.insert("a");
  CHECK(names_in(folder) == wanted);
  CHECK(folder.read("a") == "new");
}

TEST_CASE("a finished file takes a new name and replaces nothing, whatever the file system lacks") {
  const Refusals file_systems[] = {{}, {EINVAL, 0}, {ENOSYS, 0}, {EINVAL, EPERM}, {EINVAL, EOPNOTSUPP}, {ENOSYS, ENOSYS}};
  enum Said { done, taken, failed, not_refused };
  for (const Refusals& lacks : file_systems) {
    CAPTURE(lacks.rename_flags);
    CAPTURE(lacks.links);
    const ScratchFolder folder;
    const auto give_name = [&] {
      if (!refuse(lacks)) return not_refused;
      const Status renamed = rename_new(folder.path() / "part", folder.path() / "name");
      return renamed ? done : renamed.error().code == ErrorCode::bad_input ? taken : failed;
    };
    folder.write("part", "first");
    CHECK(in_child(give_name) == done);
    CHECK(names_in(folder) == Names{"name"});
    CHECK(folder.read("name") == "first");
    folder.write("part", "second");
    CHECK(in_child(give_name) == taken);
    CHECK(names_in(folder) == Names{"name", "part"});
    CHECK(folder.read("name") == "first");
    std::filesystem::remove(folder.path() / "part");
    std::filesystem::remove(folder.path() / "name");
    CHECK(in_child(give_name) == failed);  // there is nothing to rename
    CHECK(names_in(folder).empty());
  }
}

TEST_CASE("a refusal that another way would not cure is told") {
  const ScratchFolder folder;
  folder.write("part", "whole");
  const auto give_name = [&] {
    if (!refuse({EACCES, 0})) return 2;
    return rename_new(folder.path() / "part", folder.path() / "name").ok() ? 1 : 0;
  };
  CHECK(in_child(give_name) == 0);
  CHECK(names_in(folder) == Names{"part"});
}
