#pragma once
// One person's place in the training, as bytes that only the kiosk's flow understands, sealed under the person's key. Saved
// after every card and answer.

#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "records/model/record.hpp"
#include "records/store/data_dir.hpp"
#include "records/vault/secret.hpp"

namespace countersign::records {

class ProgressStore {
 public:
  static Result<ProgressStore> open(const DataDir& data);
  ProgressStore(ProgressStore&&) noexcept;
  ProgressStore& operator=(ProgressStore&&) noexcept;
  ~ProgressStore();

  // On disk when it returns. Fails with disk_full, locked or io; what was saved before stays. Fails with not_found, and keeps
  // nothing, when the person has been erased.
  Status save(const PersonId& person, const Secret& key, const std::string& bytes);
  // Fails with refused when it does not open with `key`.
  Result<std::optional<std::string>> load(const PersonId& person, const Secret& key) const;

 private:
  struct Impl;
  explicit ProgressStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace countersign::records
