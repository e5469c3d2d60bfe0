// The key that signs checkpoints: a seed of 32 bytes in a file. A rotation puts the next one beside it until the ledger
// says that it holds; a key that is a systemd credential is not rotated in place.

#include <unistd.h>

#include "base/file.hpp"
#include "records/store/guard.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

// Never among the credentials, which cannot be written.
fs::path next_file(const DataDir& data) { return data.root / "device-key.next"; }

Result<SigningKey> load(const fs::path& file, const std::string& origin) {
  auto bytes = read_file(file, seed_bytes);
  if (!bytes && bytes.error().code != ErrorCode::too_large) return bytes.error();
  if (!bytes || bytes->size() != seed_bytes)
    return Error{ErrorCode::corrupt, "the device key must be 32 bytes", file.string(), "Restore the file from a backup"};
  auto key = SigningKey::from_seed(
      origin, std::span<const std::byte, seed_bytes>(reinterpret_cast<const std::byte*>(bytes->data()), seed_bytes));
  wipe(*bytes);
  return key;
}

Result<SigningKey> load_current(const DataDir& data, const std::string& origin) {
  auto key = load(data.device_key(), origin);
  if (!key) return data.key_error(key.error());
  return key;
}

Status save(const fs::path& file, const SigningKey& key) {
  const auto seed = key.seed();
  return write_file(file, std::string_view(reinterpret_cast<const char*>(seed.data()), seed.size()), true);
}

Status put_in_place(const DataDir& data) {
  if (::rename(next_file(data).c_str(), data.device_key().c_str()) == 0) return sync_folder(data.root);
  return system_error(data.device_key(), "put the new device key in place");
}

}  // namespace

Result<SigningKey> make_device_key(const DataDir& data, const std::string& origin) {
  std::error_code ignored;
  if (fs::exists(data.device_key(), ignored)) return load(data.device_key(), origin);
  auto key = SigningKey::generate(origin);
  if (!key) return key;
  if (auto saved = save(data.device_key(), *key); !saved) return saved.error();
  return key;
}

Result<SigningKey> device_key_for(const DataDir& data, const std::string& origin) { return load_current(data, origin); }

Result<SigningKey> load_device_key(const DataDir& data, const VerifierKey& wanted) {
  auto key = load_current(data, wanted.name);
  if (key && key->verifier() != wanted)
    return Error{ErrorCode::corrupt, "the ledger was signed with another key than this terminal's", data.ledger().string(),
                 "Another ledger was put here, or the key's file was changed; keep copies of both"};
  return key;
}

namespace {

// The key beside goes only when the one in place signs: a key that the ledger may need is never thrown away.
Status settle(const DataDir& data, const Database& database) {
  std::error_code ignored;
  if (!fs::exists(next_file(data), ignored)) return Done{};
  const auto log = log_identity(database);
  if (!log) return log.error();
  if (const auto now = load(data.device_key(), log->origin); now && now->verifier() == log->current) {
    ::unlink(next_file(data).c_str());
    return Done{};
  }
  const auto next = load(next_file(data), log->origin);
  if (!next) return next.error();
  if (next->verifier() == log->current && data.may_replace(data.device_key())) return put_in_place(data);
  if (next->verifier() == log->current)
    return Error{ErrorCode::corrupt,
                 "the key that signs this ledger is this file, not the credential " + data.device_key().string(),
                 next_file(data).string(), "Keep a copy of both, and encrypt this one as the credential"};
  return Error{ErrorCode::corrupt, "neither device-key nor device-key.next is the key that signs this ledger",
               data.device_key().string(), "Restore the file from a backup; keep copies of both"};
}

}  // namespace

Status finish_key_rotation(const DataDir& data, const Database& database) {
  std::error_code ignored;
  if (!fs::exists(next_file(data), ignored)) return Done{};
  auto lock = Transaction::begin_write(database);  // whoever changes the key holds it until the ledger has the record
  return lock ? settle(data, database) : Status(lock.error());
}

Status follow_key_rotation(const DataDir& data, const Database& database, VerifierKey& vkey, std::optional<SigningKey>& key) {
  const auto log = log_identity(database);
  if (!log) return log.error();
  if (log->current == vkey) return Done{};
  if (auto settled = settle(data, database); !settled) return settled;
  auto loaded = load_device_key(data, log->current);
  if (!loaded) return loaded.error();
  vkey = log->current;
  key = std::move(*loaded);
  return Done{};
}

Status Ledger::rotate_key(NewRecord rotated, const std::string& by) {
  if (!impl_->key) return Error{ErrorCode::refused, "the ledger was opened for reading only", impl_->database.file(), ""};
  if (auto may = impl_->data.may_replace(impl_->data.device_key()); !may) return may;
  auto next = SigningKey::generate(impl_->origin);
  if (!next) return next.error();
  const auto done = write([&]() -> Status {
    if (auto saved = save(next_file(impl_->data), *next); !saved) return saved;
    rotated.facts = KeyRotated{impl_->vkey.text(), next->verifier().text(), by};
    const Database& database = impl_->database;
    const auto appended =
        append_in_transaction(database, impl_->origin, *impl_->key, impl_->options.now(), {{&rotated, nullptr}}, &*next);
    return appended ? Status(Done{}) : Status(appended.error());
  });
  if (!done) return done;
  // Another process may have put it in place already.
  if (auto placed = put_in_place(impl_->data); !placed && !load_device_key(impl_->data, next->verifier())) return placed;
  impl_->vkey = next->verifier();
  impl_->key = std::move(*next);
  return Done{};
}

}  // namespace countersign::records
