#include "base/file.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using test::ScratchFolder;

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
  CHECK_FALSE(std::filesystem::exists(folder.path() / "a.new"));
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
    CHECK_FALSE(std::filesystem::exists(folder.path() / "taken.new"));
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
    CHECK_FALSE(std::filesystem::exists(folder.path() / "a.new"));
  }
  CHECK(folder.read("a") == "old");
}

TEST_CASE("a write does not follow a link that somebody put in its way") {
  const ScratchFolder folder;
  folder.write("other", "untouched");
  std::filesystem::create_symlink(folder.path() / "other", folder.path() / "a.new");
  CHECK_FALSE(write_file(folder.path() / "a", "new").ok());
  CHECK(folder.read("other") == "untouched");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "a"));
}
