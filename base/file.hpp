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

// Writes to a temporary file beside `path` (mode 0600 if `secret`), fsyncs, renames, fsyncs the directory.
// Fails with io or disk_full; `path` is then as it was.
Status write_file(const std::filesystem::path& path, std::string_view bytes, bool secret = false);

// Gives the finished file `from` the name `to` and fsyncs the folder. Fails with bad_input if `to` exists, disk_full or io.
Status rename_new(const std::filesystem::path& from, const std::filesystem::path& to);
// Fsyncs a folder, so that what was renamed in it stays renamed. File systems that cannot (vfat) pass.
Status sync_folder(const std::filesystem::path& folder);

}  // namespace countersign
