#pragma once
// A file that is written piece by piece and appears under its name only when it is complete.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace countersign::admin {

class OutputFile {
 public:
  // Writes to a temporary file beside `path`, mode 0600: exports hold names. Fails as create_temporary().
  static Result<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&&) noexcept = default;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();  // removes the temporary file unless put_in_place() has renamed it

  // Faults are kept and told by finish().
  void write(std::string_view bytes);
  // On disk under its temporary name. Fails with io or disk_full.
  Status finish();
  // Replaces what was there before, and fsyncs the folder.
  Status put_in_place();
  // Replaces nothing: bad_input if the name is taken.
  Status put_in_place_new();
  const std::filesystem::path& temporary() const { return temporary_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  OutputFile(std::unique_ptr<std::FILE, Close> file, std::filesystem::path path, std::filesystem::path temporary);

  std::unique_ptr<std::FILE, Close> file_;
  std::filesystem::path path_;
  std::filesystem::path temporary_;  // empty once renamed
  int failed_errno_ = 0;
};

// Before long work: bad_input if `path` exists.
Status refuse_existing(const std::filesystem::path& path);

}  // namespace countersign::admin
