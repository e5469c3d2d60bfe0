#pragma once
// Whole files, with a limit; and a write that leaves the old file or the new one, never a half.

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace countersign {

// What the system's error `number` means: disk_full (a quota as well) or io, with "could not ACTION: " and why.
Error system_error(const std::filesystem::path& path, std::string_view action,
                   std::string_view cure = "Check the folder, its rights and its free space", int number = errno);

// Fails with not_found, io, or too_large when the file holds more than `bytes_max`.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max);

// A new, empty file beside `path` that no other writer has: PATH.part-PID-N, mode 0600 if `secret`. What programs that no
// longer run have left of writing the same file is removed. The caller closes, and removes or renames. Fails as write_file().
struct TemporaryFile {
  int fd = -1;
  std::filesystem::path path;
};
Result<TemporaryFile> create_temporary(const std::filesystem::path& path, bool secret);

// Writes to such a file, fsyncs, renames, fsyncs the directory. Several may write `path` at once: one of them wins whole.
// Fails with not_found (the folder), io or disk_full; `path` is then as it was.
Status write_file(const std::filesystem::path& path, std::string_view bytes, bool secret = false);

// Gives the finished file `from` the name `to` and fsyncs the folder. Fails with bad_input if `to` exists, disk_full or io.
// A file system may have no rename that replaces nothing: then by a second name (link), or else by taking the name first.
Status rename_new(const std::filesystem::path& from, const std::filesystem::path& to);
// Fsyncs a folder, so that what was renamed in it stays renamed. File systems that cannot (vfat) pass.
Status sync_folder(const std::filesystem::path& folder);

}  // namespace countersign
