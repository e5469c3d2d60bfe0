#include "tests/support/volatile_calls.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstdarg>

// The linker's names for the real calls; no way around the underscores.
extern "C" {
int __real_open(const char* path, int flags, ...);                                               // NOLINT
ssize_t __real_write(int fd, const void* bytes, size_t size);                                    // NOLINT
int __real_fsync(int fd);                                                                        // NOLINT
int __real_fdatasync(int fd);                                                                    // NOLINT
int __real_rename(const char* from, const char* to);                                             // NOLINT
int __real_renameat2(int from_fd, const char* from, int to_fd, const char* to, unsigned flags);  // NOLINT
int __real_link(const char* from, const char* to);                                               // NOLINT
int __real_unlink(const char* path);                                                             // NOLINT
}

namespace countersign::test {

namespace {

// A system call has no argument to pass it in by.
VolatileDisk* disk = nullptr;
bool fsync_works = true;

bool ours(const char* path) { return disk != nullptr && disk->holds(path); }

std::string path_of(int fd) {
  std::array<char, 4096> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
  return size > 0 ? std::string(path.data(), static_cast<std::size_t>(size)) : std::string();
}

bool is_folder(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
}

int power_is_out() {
  errno = EIO;
  return -1;
}

bool may_open(const char* path, int flags) {
  if (!disk->powered()) return false;
  if ((flags & O_CREAT) != 0 && !disk->exists(path)) return disk->create(path);
  return (flags & O_TRUNC) == 0 || disk->truncate(path, 0);
}

bool sync(int fd) {
  const std::string path = path_of(fd);
  // The folder itself has no slash after it, so holds() alone would miss it.
  if (!ours((path + "/x").c_str())) return true;
  if (!fsync_works) return disk->no_sync();
  return is_folder(fd) ? disk->sync_folder(path) : disk->sync(path);
}

}  // namespace

CallsOnDisk::CallsOnDisk(VolatileDisk& on, Syncing syncing) {
  assert(disk == nullptr);
  disk = &on;
  fsync_works = syncing != Syncing::lying;
}

CallsOnDisk::~CallsOnDisk() { disk = nullptr; }

}  // namespace countersign::test

using namespace countersign::test;

extern "C" {

int __wrap_open(const char* path, int flags, ...) {  // NOLINT
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  // O_EXCL on a file that is there fails without touching the disk.
  const bool twice = (flags & O_EXCL) != 0 && ours(path) && disk->exists(path);
  if (ours(path) && !twice && !may_open(path, flags)) return power_is_out();
  return __real_open(path, flags, mode);
}

ssize_t __wrap_write(int fd, const void* bytes, size_t size) {  // NOLINT
  const std::string path = disk == nullptr ? std::string() : path_of(fd);
  if (ours(path.c_str()) && !disk->write(path, ::lseek(fd, 0, SEEK_CUR), {static_cast<const char*>(bytes), size}))
    return power_is_out();
  return __real_write(fd, bytes, size);
}

int __wrap_fsync(int fd) { return disk == nullptr ? __real_fsync(fd) : sync(fd) ? 0 : power_is_out(); }          // NOLINT
int __wrap_fdatasync(int fd) { return disk == nullptr ? __real_fdatasync(fd) : sync(fd) ? 0 : power_is_out(); }  // NOLINT

int __wrap_rename(const char* from, const char* to) {  // NOLINT
  if (ours(from) && disk->exists(from) && !disk->rename(from, to)) return power_is_out();
  return __real_rename(from, to);
}

int __wrap_renameat2(int from_fd, const char* from, int to_fd, const char* to, unsigned flags) {  // NOLINT
  const bool refused = ours(to) && disk->exists(to) && (flags & RENAME_NOREPLACE) != 0;
  if (ours(from) && disk->exists(from) && !refused && !disk->rename(from, to)) return power_is_out();
  return __real_renameat2(from_fd, from, to_fd, to, flags);
}

int __wrap_link(const char* from, const char* to) {  // NOLINT
  if (ours(from) && disk->exists(from) && !disk->exists(to) && !disk->link(from, to)) return power_is_out();
  return __real_link(from, to);
}

int __wrap_unlink(const char* path) {  // NOLINT
  if (ours(path) && disk->exists(path) && !disk->remove(path)) return power_is_out();
  return __real_unlink(path);
}

}  // extern "C"
