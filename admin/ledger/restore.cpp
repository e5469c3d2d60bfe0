#include "admin/ledger/restore.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "admin/ledger/check.hpp"
#include "base/file.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

// Whatever this directory can still say; a damaged ledger may say nothing.
std::vector<std::string> known_keys(const records::DataDir& data, const RestoreRequest& wanted, const std::string& origin) {
  std::vector<std::string> out;
  const auto add = [&](const Result<std::vector<records::VerifierKey>>& keys) {
    if (keys)
      for (const records::VerifierKey& key : *keys) out.push_back(key.text());
  };
  add(keys_of(data));
  if (const auto ledger = records::Ledger::open(data, {.read_only = true, .fast_check = false})) add(ledger->keys());
  if (const auto key = records::device_vkey(data, origin)) out.push_back(key->text());
  if (wanted.key) out.push_back(wanted.key->text());
  return out;
}

Status refuse_own(const records::DataDir& data, const RestoreRequest& wanted) {
  std::error_code ignored;
  for (const auto& [from, own] : {std::pair{wanted.ledger, data.ledger()}, {wanted.vault, data.vault()}})
    if (!from.empty() && fs::equivalent(from, own, ignored))
      return Error{ErrorCode::bad_input, "this is the file in use, not a backup", from.string(),
                   "Name a file that `backup` has made"};
  return Done{};
}

// "20261123T151200120Z"
std::string time_for_names(WallTime time) {
  std::string text = iso_time({time.utc_ms, 0}).substr(0, 23);
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == '.'; });
  return text + "Z";
}

Status make_archive(const records::DataDir& data) {
  std::error_code error;
  fs::create_directories(data.archive(), error);
  if (error)
    return Error{ErrorCode::io, "could not make the folder: " + error.message(), data.archive().string(),
                 "Nothing was restored"};
  ::chmod(data.archive().c_str(), 0700);
  return Done{};
}

// Complete and on disk before it has its name.
Status archive_copy(const fs::path& from, const fs::path& to) {
  const fs::path part = to.string() + ".part";
  ::unlink(part.c_str());
  std::error_code error;
  fs::copy_file(from, part, error);
  const int fd = error ? -1 : ::open(part.c_str(), O_RDWR | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fchmod(fd, 0600) == 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (synced) return rename_new(part, to);
  ::unlink(part.c_str());
  return Error{ErrorCode::io, "could not copy the backup into the archive" + (error ? ": " + error.message() : std::string()),
               to.string(), "Nothing was restored. Check rights and free space"};
}

}  // namespace

Result<records::Verified> check_backup(const records::DataDir& data, const RestoreRequest& wanted) {
  if (auto other = refuse_own(data, wanted); !other) return other.error();
  auto verified = check_ledger_file(wanted.ledger, {true, wanted.key, wanted.checking});
  if (!verified) return verified;
  const auto known = known_keys(data, wanted, verified->origin);
  const auto& signed_by = verified->vkeys;
  if (std::any_of(signed_by.begin(), signed_by.end(),
                  [&](const auto& key) { return std::find(known.begin(), known.end(), key) != known.end(); }))
    return verified;
  return Error{ErrorCode::corrupt, "no key that this terminal knows has signed the backup", wanted.ledger.string(),
               "It is of another terminal; else give its verifier key: --key VKEY"};
}

Result<records::Restored> restore_backup(const records::ChangeLock&, const records::DataDir& data, const records::HrKey& hr,
                                         const RestoreRequest& wanted) {
  (void)records::Ledger::open(data);  // finishes a change of key that was cut off, where it can be opened
  if (auto made = make_archive(data); !made) return made.error();
  const std::string time = time_for_names(wanted.actor.stamp.at);
  const fs::path kept = data.archive() / ("restored-" + time + ".db");
  if (auto copied = archive_copy(wanted.ledger, kept); !copied) return copied.error();
  const auto record = hr_record(records::Continued{}, wanted.actor);
  auto restored = records::restore(data, hr, {kept, wanted.vault, record, wanted.actor.by, time});
  if (restored) return restored;
  ::unlink(kept.c_str());
  ::rmdir(data.archive().c_str());  // if it is empty
  return restored;
}

}  // namespace countersign::admin
