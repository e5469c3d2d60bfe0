#include "base/file.hpp"

#include <fcntl.h>
#include <stdio.h>  // NOLINT: renameat2 is Linux
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <optional>

#include "base/wipe.hpp"

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

constexpr std::string_view temporary_mark = ".part-";

// The program that `name` says is writing `file`, also for what is made beside it (FILE.part-PID-N.minisig).
std::optional<pid_t> writer_of(std::string_view file, std::string_view name) {
  if (!name.starts_with(file) || !name.substr(file.size()).starts_with(temporary_mark)) return std::nullopt;
  name.remove_prefix(file.size() + temporary_mark.size());
  pid_t pid = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
  const bool ours = error == std::errc() && pid > 0 && end != name.data() + name.size() && *end == '-';
  return ours ? std::optional(pid) : std::nullopt;
}

// A number may be a living program's on another machine or in another container: that one's write then fails, and leaves the
// old file.
void remove_leftovers(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const std::filesystem::directory_iterator end;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error); !error && at != end; at.increment(error)) {
    const auto writer = writer_of(path.filename().native(), at->path().filename().native());
    if (writer && ::kill(*writer, 0) != 0 && errno == ESRCH) ::unlink(at->path().c_str());
  }
}

// Takes the name before the file has it. Killed between the two it leaves an empty file there.
bool move_to_reserved(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (Descriptor(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)).get() < 0) return false;
  if (::rename(from.c_str(), to.c_str()) == 0) return true;
  const int number = errno;
  ::unlink(to.c_str());
  errno = number;
  return false;
}

bool move_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return false;  // NFS and FUSE do not know the flag
  if (::link(from.c_str(), to.c_str()) == 0) {
    ::unlink(from.c_str());  // were it refused, the file would have two names and be whole under both
    return true;
  }
  const bool has_no_links = errno == EPERM || errno == ENOSYS || errno == EOPNOTSUPP;  // FUSE again, vfat
  return has_no_links && move_to_reserved(from, to);
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
  WipedText block{std::string(64 * 1024, '\0')};  // the file may hold a key
  while (true) {
    const ssize_t got = ::read(file.get(), block.text.data(), block.text.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return file_error(path, "read the file");
    if (got == 0) return out;
    out.append(block.text, 0, static_cast<std::size_t>(got));
    if (out.size() > bytes_max)
      return Error{ErrorCode::too_large, "the file is larger than " + std::to_string(bytes_max) + " bytes", path.string(),
                   "Shorten it."};
  }
}

Result<TemporaryFile> create_temporary(const std::filesystem::path& path, bool secret) {
  constexpr int names_max = 10'000;  // writers of one file at once, and leftovers that could not be removed
  remove_leftovers(path);
  const std::string start = path.string() + std::string(temporary_mark) + std::to_string(::getpid()) + "-";
  for (int number = 0; number < names_max; ++number) {
    const std::filesystem::path name = start + std::to_string(number);
    const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, secret ? 0600 : 0644);
    if (fd >= 0) return TemporaryFile{fd, name};
    if (errno != EEXIST) break;
  }
  return file_error(path, "create the file");
}

Status write_file(const std::filesystem::path& path, std::string_view bytes, bool secret) {
  const auto temporary = create_temporary(path, secret);
  if (!temporary) return temporary.error();
  const Descriptor file(temporary->fd);
  const bool written = write_all(file.get(), bytes) && ::fsync(file.get()) == 0;
  if (written && ::rename(temporary->path.c_str(), path.c_str()) == 0) return sync_folder(path.parent_path());
  const Error error = file_error(path, written ? "put the file in place" : "write the file");
  ::unlink(temporary->path.c_str());
  return error;
}

Status sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return file_error(path, "open the folder");
  if (::fsync(folder.get()) != 0 && errno != EINVAL && errno != ENOTSUP) return file_error(path, "write the folder");
  return Done{};
}

Status rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (move_without_replacing(from, to)) return sync_folder(to.parent_path());
  if (errno == EEXIST)
    return Error{ErrorCode::bad_input, "the file exists already", to.string(), "Name a new file: nothing is replaced"};
  return file_error(to, "put the file in place");
}

}  // namespace countersign
