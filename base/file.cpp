#include "base/file.hpp"

#include <fcntl.h>
#include <stdio.h>  // NOLINT: renameat2 is Linux
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace countersign {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

// A folder or file that is not there is told apart.
Error file_error(const std::filesystem::path& path, std::string_view action) {
  const int number = errno;
  Error out = system_error(path, action, "Check that the path exists and that this user may use it.", number);
  if (number == ENOENT) out.code = ErrorCode::not_found;
  return out;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Error system_error(const std::filesystem::path& path, std::string_view action, std::string_view cure, int number) {
  return {number == ENOSPC || number == EDQUOT ? ErrorCode::disk_full : ErrorCode::io,
          "could not " + std::string(action) + ": " + std::strerror(number), path.string(), std::string(cure)};
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return file_error(path, "open the file");
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return file_error(path, "read the file");
  if (!S_ISREG(info.st_mode)) return Error{ErrorCode::bad_input, "this is not a file", path.string(), "Name a file."};
  std::string out;
  std::string block(64 * 1024, '\0');
  while (true) {
    const ssize_t got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_error(path, "read the file");
    if (got == 0) return out;
    out.append(block, 0, static_cast<std::size_t>(got));
    if (out.size() > bytes_max)
      return Error{ErrorCode::too_large, "the file is larger than " + std::to_string(bytes_max) + " bytes", path.string(),
                   "Shorten it."};
  }
}

Status write_file(const std::filesystem::path& path, std::string_view bytes, bool secret) {
  const std::filesystem::path temporary = path.string() + ".new";
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, secret ? 0600 : 0644));
    if (file.get() < 0) return file_error(temporary, "create the file");
    if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) {
      const Error error = file_error(temporary, "write the file");
      ::unlink(temporary.c_str());
      return error;
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const Error error = file_error(path, "put the file in place");
    ::unlink(temporary.c_str());
    return error;
  }
  const auto parent = path.parent_path();
  const Descriptor folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return file_error(path, "write the folder of the file");
  return Done{};
}

Status sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return file_error(path, "open the folder");
  if (::fsync(folder.get()) != 0 && errno != EINVAL && errno != ENOTSUP) return file_error(path, "write the folder");
  return Done{};
}

Status rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return sync_folder(to.parent_path());
  if (errno == EEXIST)
    return Error{ErrorCode::bad_input, "the file exists already", to.string(), "Name a new file: nothing is replaced"};
  return file_error(to, "put the file in place");
}

}  // namespace countersign
