#pragma once
// Where things lie in a data directory.

#include <cstdint>
#include <filesystem>
#include <functional>

namespace countersign::records {

// How far a long call is: `done` of `all`, in whatever it counts. Returning false stops it. May be empty.
using StoreProgress = std::function<bool(std::uint64_t done, std::uint64_t all)>;

struct DataDir {
  std::filesystem::path root;

  // Keys: from $CREDENTIALS_DIRECTORY (systemd) when it holds countersign.NAME, else files of mode 0600 here.
  std::filesystem::path pepper() const { return key_file("pepper"); }
  std::filesystem::path device_key() const { return key_file("device-key"); }
  std::filesystem::path export_key() const { return key_file("export-key"); }
  std::filesystem::path hr_key() const { return root / "hr-key"; }

  std::filesystem::path ledger() const { return root / "ledger.db"; }
  std::filesystem::path vault() const { return root / "vault.db"; }
  std::filesystem::path settings() const { return root / "settings.json"; }
  std::filesystem::path policy_content() const { return root / "policy" / "content" / "social-media"; }
  std::filesystem::path policy_quizzes() const { return root / "policy" / "quizzes" / "social-media"; }
  std::filesystem::path checkpoint() const { return root / "checkpoint"; }  // a copy of the last one
  std::filesystem::path ballast() const { return root / "ballast"; }
  std::filesystem::path archive() const { return root / "archive"; }  // ledgers of earlier generations, read-only
  std::filesystem::path key_file(const char* name) const;
};

}  // namespace countersign::records
