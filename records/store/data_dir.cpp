#include "records/store/data_dir.hpp"

#include <cstdlib>

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr char prefix[] = "countersign.";

}  // namespace

// https://systemd.io/CREDENTIALS/
fs::path credentials_folder() {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  return folder == nullptr ? fs::path() : fs::path(folder);
}

fs::path DataDir::key_file(const std::string& name) const {
  std::error_code ignored;
  const fs::path credential = credentials / (prefix + name);
  return !credentials.empty() && fs::exists(credential, ignored) ? credential : root / name;
}

Status DataDir::may_replace(const fs::path& key) const {
  if (!key.filename().string().starts_with(prefix)) return Done{};
  return Error{ErrorCode::refused, "this key is a credential of systemd, which no program can change; nothing was done",
               key.string(), "Change it as a file, then encrypt that anew: docs/deployment.md, \"Keys in a TPM\""};
}

Error DataDir::key_error(Error error) const {
  if (error.code != ErrorCode::not_found) return error;
  const std::string name = prefix + fs::path(error.where).filename().string();
  error.what = credentials.empty()
                   ? "there is no such key, and no systemd credential " + name + " ($CREDENTIALS_DIRECTORY is not set)"
                   : "there is no such key, and no systemd credential " + (credentials / name).string();
  error.cure =
      "Put the file back from the copy that was put aside, or start the program with its credentials: "
      "docs/deployment.md, \"Keys in a TPM\"";
  return error;
}

}  // namespace countersign::records
