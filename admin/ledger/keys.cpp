#include "admin/ledger/keys.hpp"

#include "records/store/roster.hpp"

namespace countersign::admin {

namespace {

Error wrong(const char* what) { return {ErrorCode::refused, what, "", "Nothing was done; try again"}; }

}  // namespace

Status change_passphrase(const records::DataDir& data, const std::string& old, const std::string& next) {
  if (auto may = data.may_replace(data.hr_key()); !may) return may.error();
  const auto lock = records::ChangeLock::take(data);
  if (!lock) return lock.error();
  auto file = records::hr_key_file(data);
  if (!file) return file.error();
  const auto key = file->unlock(old);
  if (!key) return key.error().code == ErrorCode::refused ? wrong("the passphrase is wrong") : key.error();
  if (auto set = file->set_passphrase(*key, next); !set) return set;
  return file->save(data.hr_key());
}

Result<std::string> recover_passphrase(const records::DataDir& data, const std::string& recovery_code,
                                       const std::string& next) {
  if (auto may = data.may_replace(data.hr_key()); !may) return may.error();
  const auto lock = records::ChangeLock::take(data);
  if (!lock) return lock.error();
  auto file = records::hr_key_file(data);
  if (!file) return file.error();
  const auto key = file->unlock_by_recovery(recovery_code);
  if (!key) return key.error().code == ErrorCode::refused ? wrong("the recovery code is wrong") : key.error();
  if (auto set = file->set_passphrase(*key, next); !set) return set.error();
  auto code = file->renew_recovery(*key);
  if (!code) return code;
  if (auto saved = file->save(data.hr_key()); !saved) return saved.error();
  return code;
}

}  // namespace countersign::admin
