#include "records/store/data_dir.hpp"

#include <cstdlib>
#include <string>

namespace countersign::records {

// https://systemd.io/CREDENTIALS/
std::filesystem::path DataDir::key_file(const char* name) const {
  std::error_code ignored;
  if (const char* folder = std::getenv("CREDENTIALS_DIRECTORY"); folder != nullptr) {
    const auto credential = std::filesystem::path(folder) / (std::string("countersign.") + name);
    if (std::filesystem::exists(credential, ignored)) return credential;
  }
  return root / name;
}

}  // namespace countersign::records
