// HR's key and the vault change together: the new file lies beside the old one until the vault is sealed to it.

#include <unistd.h>

#include <cstdio>

#include "base/file.hpp"
#include "records/store/change_lock.hpp"
#include "records/store/evidence.hpp"
#include "records/store/people.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

fs::path next_file(const DataDir& data) { return data.hr_key().string() + ".next"; }

Status put_in_place(const DataDir& data) {
  if (::rename(next_file(data).c_str(), data.hr_key().c_str()) == 0) return sync_folder(data.root);
  return system_error(data.hr_key(), "put HR's new key in place");
}

// What is wrong with the key is wrong with its file.
Error in_file(Error error, const DataDir& data) {
  if (error.where.empty()) error.where = data.hr_key().string();
  return error;
}

bool is_changing(const DataDir& data) {
  std::error_code error;
  return fs::exists(next_file(data), error);
}

}  // namespace

Status finish_hr_key_rotation(const DataDir& data) {
  if (!is_changing(data)) return Done{};
  const auto people = open_people_even_if_marked(data);
  if (!people) return people.error();
  const auto sealed_to = hr_public(*people);
  if (!sealed_to) return sealed_to.error();
  // The file beside goes only when the one in place opens the vault: a key that may be needed is never thrown away.
  if (const auto now = HrKeyFile::load(data.hr_key()); now && now->open == *sealed_to) {
    ::unlink(next_file(data).c_str());
    return Done{};
  }
  const auto next = HrKeyFile::load(next_file(data));
  if (!next) return next.error();
  if (next->open == *sealed_to) return put_in_place(data);
  return Error{ErrorCode::corrupt, "neither hr-key nor hr-key.next is the key that the vault is sealed to",
               data.hr_key().string(), "Restore the file from a backup of the vault; keep copies of both"};
}

Result<HrKeyFile> hr_key_file(const DataDir& data) {
  if (is_changing(data))
    if (auto finished = ChangeLock::take(data); !finished) return finished.error();
  auto file = HrKeyFile::load(data.hr_key());
  if (!file) return data.key_error(file.error());
  return file;
}

Result<HrKey> open_hr_key(const DataDir& data, const std::string& passphrase) {
  const auto file = hr_key_file(data);
  if (!file) return file.error();
  auto key = file->unlock(passphrase);
  if (!key) return in_file(key.error(), data);
  return key;
}

Result<std::string> rotate_hr_key(const ChangeLock&, const DataDir& data, Roster& roster, const std::string& passphrase,
                                  HashCost cost) {
  if (auto may = data.may_replace(data.hr_key()); !may) return may.error();
  if (auto clear = refuse_evidence(data); !clear) return clear.error();
  auto next = make_hr_key(passphrase, cost);
  if (!next) return next.error();
  if (auto saved = next->file.save(next_file(data)); !saved) return saved.error();
  if (auto sealed = roster.seal_anew(next->key); !sealed) return sealed.error();
  if (auto placed = put_in_place(data); !placed) return placed.error();
  roster.unlock(std::move(next->key));
  return next->recovery_code;
}

}  // namespace countersign::records
