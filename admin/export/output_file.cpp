#include "admin/export/output_file.hpp"

#include <unistd.h>

#include <cerrno>

#include "base/file.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

OutputFile::OutputFile(std::unique_ptr<std::FILE, Close> file, fs::path path, fs::path temporary)
    : file_(std::move(file)), path_(std::move(path)), temporary_(std::move(temporary)) {}

Result<OutputFile> OutputFile::create(const fs::path& path) {
  auto temporary = create_temporary(path, true);
  if (!temporary) return temporary.error();
  OutputFile out(std::unique_ptr<std::FILE, Close>(::fdopen(temporary->fd, "wb")), path, std::move(temporary->path));
  if (!out.file_) return system_error(path, "create the file");
  return out;
}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  if (failed_errno_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) failed_errno_ = errno;
}

Status OutputFile::finish() {
  if (failed_errno_ == 0 && (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0)) failed_errno_ = errno;
  if (failed_errno_ != 0)
    return system_error(path_, "write the file", "Check the folder, its rights and its free space", failed_errno_);
  return Done{};
}

Status OutputFile::put_in_place() {
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return system_error(path_, "put the file in place");
  temporary_.clear();
  return sync_folder(path_.parent_path());
}

Status OutputFile::put_in_place_new() {
  if (auto renamed = rename_new(temporary_, path_); !renamed) return renamed;
  temporary_.clear();
  return Done{};
}

Status refuse_existing(const fs::path& path) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(path, ignored))) return Done{};
  return Error{ErrorCode::bad_input, "the file exists already", path.string(), "Name a new file: nothing is replaced"};
}

}  // namespace countersign::admin
