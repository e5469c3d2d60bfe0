#include "records/store/ballast.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

Status keep_ballast(const DataDir& data) {
  constexpr std::uint64_t room_factor = 8;
  const fs::path file = data.ballast();
  std::error_code error;
  if (fs::exists(file, error) || fs::space(data.root, error).available < room_factor * ballast_bytes) return Done{};
  const int fd = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  const int failed = fd < 0 ? errno : ::posix_fallocate(fd, 0, static_cast<off_t>(ballast_bytes));
  if (fd >= 0) ::close(fd);
  if (failed == 0) return Done{};
  ::unlink(file.c_str());
  return system_error(file, "make the file that keeps room", "Free space on this disk", failed);
}

bool release_ballast(const DataDir& data) { return ::unlink(data.ballast().c_str()) == 0; }

}  // namespace countersign::records
