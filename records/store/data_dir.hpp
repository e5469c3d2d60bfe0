#pragma once
// Where things lie in a data directory.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace countersign::records {

// How far a long call is: `done` of `all`, in whatever it counts. Returning false stops it. May be empty.
using StoreProgress = std::function<bool(std::uint64_t done, std::uint64_t all)>;

// Where systemd put this process's credentials ($CREDENTIALS_DIRECTORY), which only the superuser can write; empty: nowhere.
std::filesystem::path credentials_folder();

struct DataDir {
  std::filesystem::path root;
  std::filesystem::path credentials = credentials_folder();

  // Keys: countersign.NAME of the credentials where it is there, else files of mode 0600 in `root`.
  std::filesystem::path pepper() const { return key_file("pepper"); }
  std::filesystem::path device_key() const { return key_file("device-key"); }
  std::filesystem::path export_key() const { return key_file("export-key"); }
  std::filesystem::path hr_key() const { return key_file("hr-key"); }
  // To be asked before anything is written for a new key in the place of `key`, one of those above. Fails with refused when it
  // is a credential, which only whoever sets up the machine can change.
  Status may_replace(const std::filesystem::path& key) const;
  // An error of reading one of those above: when there is no such key it names both places.
  Error key_error(Error error) const;

  std::filesystem::path ledger() const { return root / "ledger.db"; }
  std::filesystem::path vault() const { return root / "vault.db"; }
  std::filesystem::path settings() const { return root / "settings.json"; }
  std::filesystem::path policy_content() const { return root / "policy" / "content" / "social-media"; }
  std::filesystem::path policy_quizzes() const { return root / "policy" / "quizzes" / "social-media"; }
  std::filesystem::path checkpoint() const { return root / "checkpoint"; }  // a copy of the last one
  std::filesystem::path evidence() const { return root / "evidence"; }      // that a fault was found: evidence.hpp
  std::filesystem::path ballast() const { return root / "ballast"; }
  std::filesystem::path archive() const { return root / "archive"; }  // ledgers of earlier generations, read-only
  std::filesystem::path key_file(const std::string& name) const;
};

}  // namespace countersign::records
