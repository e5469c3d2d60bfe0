#include "records/store/evidence.hpp"

#include <algorithm>

#include "base/file.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mark_bytes_max = 4096;

// What SQLite says of a damaged file may hold anything.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  while (text.ends_with(' ')) text.pop_back();
  return text.substr(0, mark_bytes_max - 1);
}

// What cannot be looked at counts as there.
bool is_marked(const DataDir& data) {
  std::error_code error;
  return fs::exists(data.evidence(), error) || error;
}

}  // namespace

Status refuse_evidence(const DataDir& data) {
  if (!is_marked(data)) return Done{};
  const auto said = read_file(data.evidence(), mark_bytes_max);
  return Error{ErrorCode::corrupt,
               "a fault was found, and nothing is written any more: " + (said ? one_line(*said) : said.error().what),
               data.evidence().string(),
               "Keep a copy of the whole directory; the way back to a backup is countersign-admin restore FILE"};
}

Status leave_evidence(const DataDir& data, const Error& fault, WallTime at) {
  if (is_marked(data)) return Done{};
  const std::string line = iso_time(at) + " " + fs::path(fault.where).filename().string() + ": " + fault.what;
  return write_file(data.evidence(), one_line(line) + "\n", true);
}

}  // namespace countersign::records
