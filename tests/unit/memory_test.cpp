// What must not stay in memory, nor leave it in a core dump.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <type_traits>

#include "base/dumps.hpp"
#include "base/wipe.hpp"

using namespace countersign;

namespace {

// Where a short text lies: in the object, at the end of which these are.
bool holds(const std::string& text, const std::string& part) {
  const std::string_view object(reinterpret_cast<const char*>(&text), sizeof text);
  const std::string_view room(text.data(), text.capacity());
  return object.find(part) != std::string_view::npos || room.find(part) != std::string_view::npos;
}

}  // namespace

static_assert(!std::is_copy_constructible_v<WipedText> && std::is_nothrow_move_constructible_v<WipedText>);

TEST_CASE("a wiped text has nothing of what it held, short or long") {
  for (const std::string secret : {"204816", "a passphrase for tests that is long"}) {
    std::string text = secret;
    text.resize(2);
    CHECK(holds(text, secret.substr(3)));
    wipe(text);
    CHECK(text.empty());
    CHECK_FALSE(holds(text, secret.substr(3)));
  }
}

TEST_CASE("a moved text leaves nothing behind") {
  for (const std::string secret : {"204816", "a passphrase for tests that is long"}) {
    const std::string part = secret.substr(2);
    std::string typed = secret;
    WipedText first(std::move(typed));
    CHECK_FALSE(holds(typed, part));  // NOLINT: what is left is the question
    WipedText second(std::move(first));
    CHECK_FALSE(holds(first.text, part));  // NOLINT
    WipedText third;
    third = std::move(second);
    CHECK_FALSE(holds(second.text, part));  // NOLINT
    CHECK(third.text == secret);
  }
}

TEST_CASE("a program without core dumps leaves none when it breaks, and cannot ask for them again") {
  const pid_t child = ::fork();
  if (child == 0) {
    no_core_dumps();
    struct rlimit limit {};
    if (::getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur > 1 || limit.rlim_max > 1) ::_exit(1);
    std::signal(SIGABRT, SIG_DFL);
    ::kill(::getpid(), SIGABRT);
    ::_exit(2);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
  CHECK_FALSE(WCOREDUMP(status));
}
