#include "records/vault/hr_key.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "records/vault/code.hpp"

namespace countersign::records {

namespace {

constexpr std::size_t file_bytes_max = 16 * 1024;
constexpr int file_version = 1;

Error damaged(const std::filesystem::path& file) {
  return {ErrorCode::corrupt, "HR's key cannot be read", file.string(), "Restore the file from a backup of the vault"};
}

// NFC, which ASCII is already: the library that composes letters leaves copies of its own.
std::string composed(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? std::string(text) : to_nfc(text);
}

// Codes and passphrases are wrapped as what they mean: composed letters, no hyphens.
Result<HrKey> opened(const HrKeyFile& file, const std::string& line, const std::string& typed) {
  auto secret = unwrap(line, typed);
  if (!secret) return secret.error();
  KeyPair pair{public_of(*secret), std::move(*secret)};
  if (pair.open != file.open)
    return Error{ErrorCode::corrupt, "HR's key does not fit its public half", "",
                 "Restore the file from a backup of the vault"};
  auto data_key = open_key_sealed_to(pair, file.data_key);
  if (!data_key)
    return Error{ErrorCode::corrupt, "HR's data key does not open with HR's key", "",
                 "Restore the file from a backup of the vault"};
  return HrKey{std::move(pair), std::move(*data_key)};
}

}  // namespace

Result<HrKeyFile> HrKeyFile::load(const std::filesystem::path& path) {
  const auto text = read_file(path, file_bytes_max);
  if (!text) return text.error().code == ErrorCode::too_large ? damaged(path) : text.error();
  const Json json = Json::parse(*text, nullptr, false);
  const auto value = [&](const char* key) {
    const bool has = json.is_object() && json.contains(key) && json[key].is_string();
    return has ? json[key].get<std::string>() : std::string();
  };
  if (json.is_object() && json.value("version", Json()).is_number_integer() && json["version"] > file_version)
    return Error{ErrorCode::refused, "HR's key was written by a newer Countersign", path.string(),
                 "Install that version; this one would not understand it"};
  const auto open = from_base64(value("public"));
  const auto data_key = from_base64(value("data_key"));
  HrKeyFile out;
  out.by_passphrase = value("passphrase");
  out.by_recovery = value("recovery");
  if (!json.is_object() || json.value("version", Json()) != file_version || !open || open->size() != out.open.bytes.size() ||
      !data_key || out.by_passphrase.empty() || out.by_recovery.empty())
    return damaged(path);
  std::copy(open->begin(), open->end(), out.open.bytes.begin());
  out.data_key = *data_key;
  return out;
}

Status HrKeyFile::save(const std::filesystem::path& file) const {
  const std::string_view bytes(reinterpret_cast<const char*>(open.bytes.data()), open.bytes.size());
  const Json json = {{"version", file_version},
                     {"public", to_base64(bytes)},
                     {"passphrase", by_passphrase},
                     {"recovery", by_recovery},
                     {"data_key", to_base64(data_key)}};
  return write_file(file, json.dump(2) + "\n", true);
}

Result<HrKey> HrKeyFile::unlock(const std::string& passphrase) const {
  const WipedText typed{composed(std::string_view(passphrase).substr(0, passphrase_bytes_max))};
  return opened(*this, by_passphrase, typed.text);
}

Result<HrKey> HrKeyFile::unlock_by_recovery(const std::string& typed_code) const {
  auto code = normalised_code(typed_code, recovery_characters);
  if (!code) return Error{ErrorCode::refused, "a recovery code has 25 letters and digits", "", "Type it as it was printed"};
  auto key = opened(*this, by_recovery, *code);
  wipe(*code);
  return key;
}

Status HrKeyFile::set_passphrase(const HrKey& key, const std::string& passphrase, HashCost cost) {
  if (!is_utf8(passphrase) || passphrase.size() > passphrase_bytes_max || code_points(passphrase) < passphrase_characters_min)
    return Error{ErrorCode::bad_input, "the passphrase must have at least 12 characters", "", "Choose a longer one"};
  const WipedText typed{composed(passphrase)};
  auto line = wrap(key.pair.secret, typed.text, cost);
  if (!line) return line.error();
  by_passphrase = std::move(*line);
  return Done{};
}

Result<std::string> HrKeyFile::renew_recovery(const HrKey& key, HashCost cost) {
  const WipedText code{random_code(recovery_characters)};
  auto line = wrap(key.pair.secret, code.text, cost);
  if (!line) return line.error();
  by_recovery = std::move(*line);
  return shown_code(code.text);
}

Result<NewHrKey> make_hr_key(const std::string& passphrase, HashCost cost) {
  NewHrKey out{{make_key_pair(), Secret::random()}, {}, {}};
  out.file.open = out.key.pair.open;
  out.file.data_key = seal_to(out.file.open, out.key.data_key.bytes());
  if (auto set = out.file.set_passphrase(out.key, passphrase, cost); !set) return set.error();
  auto code = out.file.renew_recovery(out.key, cost);
  if (!code) return code.error();
  out.recovery_code = std::move(*code);
  return out;
}

}  // namespace countersign::records
