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

  std::filesystem::path ledger() const { return root / "ledger.db"; }
  std::filesystem::path vault() const { return root / "vault.db"; }
  std::filesystem::path pepper() const { return root / "pepper"; }
  std::filesystem::path settings() const { return root / "settings.json"; }
  std::filesystem::path policy_content() const { return root / "policy" / "content" / "social-media"; }
  std::filesystem::path policy_quizzes() const { return root / "policy" / "quizzes" / "social-media"; }
  std::filesystem::path passphrase_hash() const { return root / "hr-passphrase"; }
};

}  // namespace countersign::records
