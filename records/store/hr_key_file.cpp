// HR's key and the vault change together: the new file lies beside the old one until the vault is sealed to it.

#include <fcntl.h>
#include <unistd.h>

#include "records/store/people.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

fs::path next_file(const DataDir& data) { return data.hr_key().string() + ".next"; }

Status put_in_place(const DataDir& data) {
  std::error_code error;
  fs::rename(next_file(data), data.hr_key(), error);
  if (error) return Error{ErrorCode::io, "HR's new key could not be put in place: " + error.message(), data.hr_key().string(), ""};
  const int folder = ::open(data.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return Done{};
}

// A rotation that was cut off: the vault says which of the two files holds.
Status finish_rotation(const DataDir& data) {
  std::error_code error;
  if (!fs::exists(next_file(data), error)) return Done{};
  const auto next = HrKeyFile::load(next_file(data));
  const auto people = open_people(data);
  if (!people) return people.error();
  const auto sealed_to = hr_public(*people);
  if (!sealed_to) return sealed_to.error();
  if (next && next->open == *sealed_to) return put_in_place(data);
  fs::remove(next_file(data), error);
  return Done{};
}

}  // namespace

Result<HrKeyFile> hr_key_file(const DataDir& data) {
  if (auto finished = finish_rotation(data); !finished) return finished.error();
  return HrKeyFile::load(data.hr_key());
}

Result<HrKey> open_hr_key(const DataDir& data, const std::string& passphrase) {
  const auto file = hr_key_file(data);
  if (!file) return file.error();
  return file->unlock(passphrase);
}

Result<std::string> rotate_hr_key(const DataDir& data, Roster& roster, const std::string& passphrase) {
  auto next = make_hr_key(passphrase);
  if (!next) return next.error();
  if (auto saved = next->file.save(next_file(data)); !saved) return saved.error();
  if (auto sealed = roster.seal_anew(next->key); !sealed) return sealed.error();
  if (auto placed = put_in_place(data); !placed) return placed.error();
  roster.unlock(std::move(next->key));
  return next->recovery_code;
}

}  // namespace countersign::records
