#include "content/pack/source_folder.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/utf8.hpp"
#include "content/pack/schema.hpp"

namespace countersign::content {

namespace {

bool is_plain_step(std::string_view step) { return !step.empty() && step != "." && step != ".."; }

Problem at(const Problem& where, const std::string& file, std::string what, std::string cure) {
  Problem out = where;
  if (out.file.empty()) out.file = file;
  out.what = std::move(what);
  out.cure = std::move(cure);
  return out;
}

int line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

}  // namespace

bool stays_inside(std::string_view relative) {
  if (relative.empty() || relative.size() > relative_path_bytes_max) return false;
  for (const char c : relative)
    if (c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  std::size_t start = 0;
  while (start <= relative.size()) {
    const auto end = std::min(relative.find('/', start), relative.size());
    if (!is_plain_step(relative.substr(start, end - start))) return false;
    start = end + 1;
  }
  return true;
}

bool SourceFolder::crosses_link(const std::string& relative) const {
  std::filesystem::path path = root_;
  for (const auto& step : std::filesystem::path(relative)) {
    path /= step;
    std::error_code ignored;
    if (std::filesystem::is_symlink(std::filesystem::symlink_status(path, ignored))) return true;
  }
  return false;
}

std::optional<std::string> SourceFolder::bytes(const std::string& relative, std::size_t bytes_max, Problems& problems,
                                               const Problem& where) const {
  const std::string file = name(relative);
  if (!stays_inside(relative) || crosses_link(relative)) {
    problems.push_back(
        at(where, file, "the path \"" + relative + "\" leaves the pack", "Put the file into the pack and name it there."));
    return std::nullopt;
  }
  auto read = read_file(root_ / relative, bytes_max);
  if (read) return std::move(read).value();
  const bool missing = read.error().code == ErrorCode::not_found;
  problems.push_back(at(where, file, missing ? "the file " + relative + " is missing" : read.error().what,
                        missing ? "Write it, or take out what refers to it." : read.error().cure));
  return std::nullopt;
}

std::optional<std::string> SourceFolder::text(const std::string& relative, std::size_t bytes_max, Problems& problems) const {
  auto read = bytes(relative, bytes_max, problems);
  if (!read) return std::nullopt;
  const std::string file = name(relative);
  if (!is_utf8(*read)) {
    problems.push_back({file, 0, "", "the file is not UTF-8 text", "Save it as UTF-8."});
    return std::nullopt;
  }
  if (read->rfind("\xEF\xBB\xBF", 0) == 0) {
    problems.push_back({file, 1, "", "the file starts with a byte order mark", "Save it as UTF-8 without a mark."});
    return std::nullopt;
  }
  if (const auto offset = read->find('\r'); offset != std::string::npos) {
    problems.push_back({file, line_of(*read, offset), "", "the file has carriage returns", "Save it with LF line ends."});
    return std::nullopt;
  }
  return read;
}

JsonFile SourceFolder::json(const std::string& relative, std::string_view schema, Problems& problems) const {
  const auto read = text(relative, json_bytes_max, problems);
  if (!read) return {name(relative), nullptr, {}};
  JsonFile file = parse_json(*read, name(relative), problems);
  validate(file, schema, problems);
  return file;
}

}  // namespace countersign::content
