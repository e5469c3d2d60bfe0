#include "admin/ledger/backup.hpp"

#include <unistd.h>

#include "admin/export/output_file.hpp"
#include "admin/ledger/check.hpp"
#include "base/file.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

// A copy under a name that nobody takes for a backup; it goes unless it was given its own.
class Unchecked {
 public:
  explicit Unchecked(const fs::path& file)
      : file_(file), temporary_(file.string() + ".unchecked-" + std::to_string(::getpid())) {}
  ~Unchecked() {
    if (!placed_) ::unlink(temporary_.c_str());
  }
  Unchecked(const Unchecked&) = delete;
  Unchecked& operator=(const Unchecked&) = delete;

  const fs::path& temporary() const { return temporary_; }
  Status put_in_place() {
    auto renamed = rename_new(temporary_, file_);
    placed_ = renamed.ok();
    return renamed;
  }

 private:
  fs::path file_;
  fs::path temporary_;
  bool placed_ = false;
};

Status refuse_names(const BackupWanted& wanted) {
  if (auto fresh = refuse_existing(wanted.ledger); !fresh) return fresh;
  if (wanted.vault.empty()) return Done{};
  if (fs::absolute(wanted.vault).lexically_normal() == fs::absolute(wanted.ledger).lexically_normal())
    return Error{ErrorCode::bad_input, "ledger and vault would be one file", wanted.vault.string(), "Name two files"};
  return refuse_existing(wanted.vault);
}

}  // namespace

Result<records::Verified> back_up(const records::DataDir& data, const BackupWanted& wanted) {
  if (auto fresh = refuse_names(wanted); !fresh) return fresh.error();
  const auto ledger = records::Ledger::open(data, {.read_only = true});
  if (!ledger) return ledger.error();
  Unchecked copy(wanted.ledger);
  if (auto done = ledger->backup(copy.temporary(), wanted.copying); !done) return done.error();
  auto verified = check_ledger_file(copy.temporary(), {false, ledger->vkey(), wanted.checking});
  if (!verified) {
    Error error = verified.error();
    error.where = data.ledger().string();
    return error;
  }
  Unchecked vault(wanted.vault);
  if (!wanted.vault.empty()) {
    if (auto done = records::backup_vault(data, vault.temporary()); !done) return done.error();
    if (auto done = vault.put_in_place(); !done) return done.error();
  }
  if (auto done = copy.put_in_place(); !done) {
    if (!wanted.vault.empty()) ::unlink(wanted.vault.c_str());
    return done.error();
  }
  return verified;
}

}  // namespace countersign::admin
