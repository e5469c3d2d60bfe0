#pragma once
// The folder of one pack. Reads files that lie in it and refuses everything else: absolute paths, "..", symbolic links.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/problem.hpp"

namespace countersign::content {

constexpr std::size_t relative_path_bytes_max = 256;

// True for "figures/tie.svg"; false for "/x", "../x", "a//b", "a\\b", control characters, too long.
bool stays_inside(std::string_view relative);

class SourceFolder {
 public:
  explicit SourceFolder(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  std::string name(const std::string& relative) const { return (root_ / relative).string(); }  // for messages

  // The file's bytes, or nullopt and a problem. `where` (file, line, path) is who refers to the file, if anybody.
  std::optional<std::string> bytes(const std::string& relative, std::size_t bytes_max, Problems& problems,
                                   const Problem& where = {}) const;
  // The same for text: well-formed UTF-8 without a byte order mark or carriage returns.
  std::optional<std::string> text(const std::string& relative, std::size_t bytes_max, Problems& problems) const;
  // Parses and validates against the schema of that name; the root is null if there is no reading it.
  JsonFile json(const std::string& relative, std::string_view schema, Problems& problems) const;

 private:
  bool crosses_link(const std::string& relative) const;

  std::filesystem::path root_;
};

}  // namespace countersign::content
