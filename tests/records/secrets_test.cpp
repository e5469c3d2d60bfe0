// Secrets in memory: the pepper lies where no core dump and no swap file finds it, and of what people type nothing is left.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <type_traits>

#include "base/file.hpp"
#include "records/store/people.hpp"
#include "tests/records/used_terminal.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

struct Region {
  const char* first = nullptr;
  std::size_t bytes = 0;
  std::string name;
  std::string flags;  // of proc(5), "VmFlags"
};

// What this process has mapped.
std::vector<Region> regions() {
  std::vector<Region> out;
  std::ifstream in("/proc/self/smaps");
  for (std::string line; std::getline(in, line);) {
    unsigned long first = 0;
    unsigned long end = 0;
    if (line.starts_with("VmFlags:") && !out.empty())
      out.back().flags = line + " ";
    else if (std::sscanf(line.c_str(), "%lx-%lx ", &first, &end) == 2)
      out.push_back({reinterpret_cast<const char*>(first), end - first, line.substr(line.rfind(' ') + 1), {}});
  }
  return out;
}

bool kept_out_of_dumps(const void* place) {
  for (const Region& region : regions())
    if (place >= region.first && place < region.first + region.bytes) return region.flags.find(" dd ") != std::string::npos;
  return false;
}

// How often `text` stands in what was allocated, freed or not. It must not lie there itself: `text` is on the stack.
int times_in_heap(std::string_view text) {
  int times = 0;
  for (const Region& region : regions()) {
    if (region.name != "[heap]") continue;
    const char* at = region.first;
    const char* const end = region.first + region.bytes;
    while ((at = static_cast<const char*>(::memmem(at, static_cast<std::size_t>(end - at), text.data(), text.size()))) !=
           nullptr)
      ++times, ++at;
  }
  return times;
}

// A sanitizer's own allocator has no such heap.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool has_heap = false;
#else
constexpr bool has_heap = true;
#endif

// A copy of a secret on the stack, to search for. The end of it: free() writes over what a block begins with.
struct Wanted {
  std::array<char, 8> end{};
  explicit Wanted(const std::string& text) { text.copy(end.data(), end.size(), text.size() - end.size()); }
  int times() const { return times_in_heap({end.data(), end.size()}); }
};

}  // namespace

static_assert(!std::is_copy_constructible_v<Pepper>);

TEST_CASE("the pepper lies in locked memory, of which nothing is dumped") {
  const UsedTerminal terminal;
  const People people = must(open_people(terminal.data));
  CHECK(kept_out_of_dumps(people.pepper.key.data()));
  CHECK(people.pepper.key.bytes() == bytes_of(terminal.data.pepper()));
  CHECK_FALSE(kept_out_of_dumps(&people));
}

TEST_CASE("neither a passphrase nor a recovery code is left in memory once it has opened HR's key" * doctest::skip(!has_heap)) {
  std::string passphrase = "lantern " + std::to_string(morning_ms) + " quarry heron";
  NewHrKey made = must(make_hr_key(passphrase, {16 * 1024, 1}));
  const Wanted typed(passphrase);
  const Wanted code(made.recovery_code);
  CHECK(typed.times() == 1);
  must(made.file.unlock(passphrase));
  must(made.file.set_passphrase(made.key, passphrase, {16 * 1024, 1}));
  must(made.file.unlock_by_recovery(made.recovery_code));
  wipe(passphrase);
  wipe(made.recovery_code);
  CHECK(typed.times() == 0);
  CHECK(code.times() == 0);
}

TEST_CASE("reading a file leaves nothing of it but what the reader was given" * doctest::skip(!has_heap)) {
  const TempDir temp;
  std::string secret = "lantern " + std::to_string(morning_ms) + " quarry heron";
  const Wanted end(secret);
  const pid_t writer = ::fork();  // whose memory is its own
  if (writer == 0) {
    write_bytes(temp.path / "key", secret);
    ::_exit(0);
  }
  REQUIRE(::waitpid(writer, nullptr, 0) == writer);
  wipe(secret);
  CHECK(end.times() == 0);
  std::string read = must(read_file(temp.path / "key", 1000));
  CHECK(end.times() == 1);
  wipe(read);
  CHECK(end.times() == 0);
}

TEST_CASE("what is wiped is overwritten, with what it held before it became shorter" * doctest::skip(!has_heap)) {
  std::string text = "lantern " + std::to_string(morning_ms) + " quarry heron";
  const Wanted end(text);
  text.resize(9);
  CHECK(end.times() == 1);
  wipe(text);
  CHECK(end.times() == 0);
  CHECK(text.empty());
}
