#include "admin/export/tar_file.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

namespace countersign::admin {

namespace {

using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

constexpr std::size_t block_bytes = 64 * 1024;

// OutputFile keeps faults for its finish().
la_ssize_t write_to_file(archive*, void* out, const void* bytes, std::size_t size) {
  static_cast<OutputFile*>(out)->write({static_cast<const char*>(bytes), size});
  return static_cast<la_ssize_t>(size);
}

std::string message_of(archive* tar) {
  const char* text = archive_error_string(tar);
  return text == nullptr ? "unknown" : text;
}

}  // namespace

void TarWriter::Free::operator()(archive* tar) const { archive_write_free(tar); }
void TarReader::Free::operator()(archive* tar) const { archive_read_free(tar); }

Error TarWriter::failure() const {
  return {ErrorCode::io, "the tar file could not be written: " + message_of(tar_.get()), "", ""};
}

Result<TarWriter> TarWriter::begin(OutputFile& out, std::int64_t utc_s) {
  TarWriter writer(std::unique_ptr<archive, Free>(archive_write_new()), utc_s);
  archive* tar = writer.tar_.get();
  if (tar == nullptr) return Error{ErrorCode::io, "there is no memory for a tar file", "", ""};
  if (archive_write_set_format_pax_restricted(tar) != ARCHIVE_OK || archive_write_add_filter_none(tar) != ARCHIVE_OK ||
      archive_write_open(tar, &out, nullptr, write_to_file, nullptr) != ARCHIVE_OK)
    return writer.failure();
  return writer;
}

Status TarWriter::begin_entry(const std::string& name, std::uint64_t bytes) {
  const Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), static_cast<time_t>(utc_s_), 0);
  return archive_write_header(tar_.get(), entry.get()) == ARCHIVE_OK ? Status(Done{}) : Status(failure());
}

Status TarWriter::put(std::string_view bytes) {
  const auto written = archive_write_data(tar_.get(), bytes.data(), bytes.size());
  return written == static_cast<la_ssize_t>(bytes.size()) ? Status(Done{}) : Status(failure());
}

Status TarWriter::add(const std::string& name, std::string_view bytes) {
  if (auto begun = begin_entry(name, bytes.size()); !begun) return begun;
  return put(bytes);
}

Status TarWriter::finish() { return archive_write_close(tar_.get()) == ARCHIVE_OK ? Status(Done{}) : Status(failure()); }

Error TarReader::damaged(const std::string& what) const {
  return {ErrorCode::corrupt, what, file_, "Keep the file as evidence and ask for another copy"};
}

Result<TarReader> TarReader::open(const std::filesystem::path& file) {
  std::error_code error;
  const auto kind = std::filesystem::status(file, error).type();
  if (kind == std::filesystem::file_type::not_found)
    return Error{ErrorCode::not_found, "there is no such file", file.string(), ""};
  if (kind != std::filesystem::file_type::regular)
    return Error{ErrorCode::io, "this is not a file", file.string(), "Name a file"};
  TarReader reader(std::unique_ptr<archive, Free>(archive_read_new()), file.string());
  archive* tar = reader.tar_.get();
  if (tar == nullptr) return Error{ErrorCode::io, "there is no memory for a tar file", "", ""};
  archive_read_support_format_tar(tar);
  if (archive_read_open_filename(tar, file.c_str(), block_bytes) == ARCHIVE_OK) return reader;
  if (archive_errno(tar) == EACCES)
    return Error{ErrorCode::io, "this user may not read the file", file.string(), "Check its rights"};
  return reader.damaged("this is no tar file: " + message_of(tar));
}

Result<std::optional<TarEntry>> TarReader::next() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(tar_.get(), &entry);
  if (code == ARCHIVE_EOF) return std::optional<TarEntry>();
  if (code != ARCHIVE_OK) return damaged("the tar file is damaged: " + message_of(tar_.get()));
  const char* name = archive_entry_pathname(entry);
  const bool plain = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr &&
                     archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) >= 0;
  if (name == nullptr || !plain) return damaged("the tar file holds something that is no plain file");
  return std::optional(TarEntry{name, static_cast<std::uint64_t>(archive_entry_size(entry))});
}

Result<std::string> TarReader::read(std::size_t bytes_max) {
  std::string out(bytes_max, '\0');
  std::size_t got = 0;
  while (got < bytes_max) {
    const auto size = archive_read_data(tar_.get(), out.data() + got, bytes_max - got);
    if (size < 0) return damaged("the tar file is cut short or damaged: " + message_of(tar_.get()));
    if (size == 0) break;
    got += static_cast<std::size_t>(size);
  }
  out.resize(got);
  return out;
}

}  // namespace countersign::admin
