#include "kiosk/shell/tour_copy.hpp"

#include <algorithm>

#include "base/file.hpp"

namespace countersign::shell {

namespace fs = std::filesystem;

namespace {

constexpr char mark[] = "made-by-a-tour";

Error refused(const fs::path& target, const std::string& why) {
  return {ErrorCode::refused, "the tour will not put its copy of the data here: " + why, target.string(),
          "Give --tour another folder"};
}

Error not_copied(const fs::path& data, const std::error_code& error) {
  return {ErrorCode::io, "the data could not be copied for the tour: " + error.message(), data.string(),
          "Check that the data directory exists and the output folder may be written"};
}

// That `inner` is `outer` or lies in it. Both are free of links.
bool lies_in(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

// Everything in `target` is about to be removed.
Status may_replace(const fs::path& data, const fs::path& target) {
  std::error_code ignored;
  const fs::file_status there = fs::symlink_status(target, ignored);
  if (lies_in(data, target) || lies_in(target, data) || fs::equivalent(data, target, ignored))
    return refused(target, "this is the data directory itself, or one lies in the other");
  if (there.type() == fs::file_type::not_found) return Done{};
  if (!fs::is_directory(there) || !fs::is_regular_file(fs::symlink_status(target / mark, ignored)))
    return refused(target, "what is there was not made by a tour");
  return Done{};
}

}  // namespace

Result<records::DataDir> copy_for_tour(const fs::path& data, const fs::path& out) {
  std::error_code error;
  const fs::path source = fs::canonical(data, error);
  if (error) return not_copied(data, error);
  const fs::path target = fs::weakly_canonical(out, error) / "data";
  if (error) return not_copied(data, error);
  if (const auto may = may_replace(source, target); !may) return may.error();
  fs::remove_all(target, error);
  if (!error) fs::create_directories(target, error);
  if (error) return not_copied(data, error);
  if (const auto marked = write_file(target / mark, "The next tour removes this folder.\n"); !marked) return marked.error();
  // The source may be another tour's copy: its mark is there already.
  fs::copy(source, target, fs::copy_options::recursive | fs::copy_options::skip_existing, error);
  if (error) return not_copied(data, error);
  return records::DataDir{target};
}

}  // namespace countersign::shell
