#include "admin/cli/policy_source.hpp"

namespace countersign::admin::cli {

namespace fs = std::filesystem;

fs::path default_policy_source() {
  std::error_code ignored;
  const fs::path source = COUNTERSIGN_SOURCE_DIR;
  if (fs::is_directory(source / "content" / "social-media", ignored)) return source;
  return fs::read_symlink("/proc/self/exe", ignored).parent_path().parent_path() / "share" / "countersign";
}

}  // namespace countersign::admin::cli
