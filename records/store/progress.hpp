#pragma once
// One person's place in the training, as bytes that only the kiosk's flow understands. Saved after every card and answer.

#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "records/store/data_dir.hpp"
#include "records/model/record.hpp"

namespace countersign::records {

class ProgressStore {
 public:
  static Result<ProgressStore> open(const DataDir& data);
  ProgressStore(ProgressStore&&) noexcept;
  ProgressStore& operator=(ProgressStore&&) noexcept;
  ~ProgressStore();

  // On disk when it returns. Fails with disk_full, locked or io; what was saved before stays.
  Status save(const PersonId& person, const std::string& bytes);
  Result<std::optional<std::string>> load(const PersonId& person) const;

 private:
  struct Impl;
  explicit ProgressStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace countersign::records
