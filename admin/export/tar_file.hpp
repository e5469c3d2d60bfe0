#pragma once
// Uncompressed tar (POSIX 1003.1-2001), through libarchive: plain files only, one after the other.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "admin/export/output_file.hpp"
#include "base/result.hpp"

struct archive;

namespace countersign::admin {

class TarWriter {
 public:
  // Into `out`, which outlives it. All entries get the time `utc_s`. Fails with io.
  static Result<TarWriter> begin(OutputFile& out, std::int64_t utc_s);
  TarWriter(TarWriter&&) noexcept = default;

  Status add(const std::string& name, std::string_view bytes);
  // For what is too large to hold: begin(), then exactly `bytes` by put().
  Status begin_entry(const std::string& name, std::uint64_t bytes);
  Status put(std::string_view bytes);
  Status finish();

 private:
  struct Free {
    void operator()(archive* tar) const;
  };
  TarWriter(std::unique_ptr<archive, Free> tar, std::int64_t utc_s) : tar_(std::move(tar)), utc_s_(utc_s) {}
  Error failure() const;

  std::unique_ptr<archive, Free> tar_;
  std::int64_t utc_s_;
};

struct TarEntry {
  std::string name;
  std::uint64_t bytes = 0;
};

class TarReader {
 public:
  // Fails with not_found, io or corrupt.
  static Result<TarReader> open(const std::filesystem::path& file);
  TarReader(TarReader&&) noexcept = default;

  // nullopt at the end. Fails with corrupt for damage, and for anything that is no plain file.
  Result<std::optional<TarEntry>> next();
  // The rest of the entry, at most `bytes_max` of it; "" at its end.
  Result<std::string> read(std::size_t bytes_max);

 private:
  struct Free {
    void operator()(archive* tar) const;
  };
  TarReader(std::unique_ptr<archive, Free> tar, std::string file) : tar_(std::move(tar)), file_(std::move(file)) {}
  Error damaged(const std::string& what) const;

  std::unique_ptr<archive, Free> tar_;
  std::string file_;
};

}  // namespace countersign::admin
