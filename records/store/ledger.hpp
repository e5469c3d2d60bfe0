#pragma once
// The ledger: append-only, one way in. File format: docs/record_format.md.
// A Ledger is one connection; use it from one thread at a time. Several processes may have one each.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "records/model/record.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::records {

// A leaf as it lies in the ledger.
struct Leaf {
  std::uint64_t index = 0;
  RecordId id;
  std::string kind;
  std::string record;  // RFC 8785 bytes
  Digest leaf_hash;
  std::string body;  // private part's bytes, "" if none or erased
};

struct LedgerOptions {
  milliseconds busy_timeout{5000};
  bool read_only = false;  // for reports while a kiosk runs
  std::function<WallTime()> now{};  // when a record was stored; empty: the system's clock
};

class Ledger {
 public:
  // Creates a new ledger for `origin` ("countersign/<organisation>/<terminal>/<generation>"). Refuses an existing file.
  static Result<Ledger> create(const DataDir& data, const std::string& origin);
  // Opens and does the fast check: application id, schema version, pragmas read back, last leaf's hash, first and last
  // index. Fails with corrupt, not_found, io or locked; says the file and the cure. Never repairs, writes nothing.
  static Result<Ledger> open(const DataDir& data, LedgerOptions options = {});

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Appends and answers once the record is on disk (COMMIT has returned, synchronous=EXTRA) and has been read back.
  // The same record id again gives the first receipt. Fails with bad_input, too_large, disk_full, locked or corrupt; the
  // ledger is then as it was. After io (a failed write or fsync) nobody knows what the disk holds: every further append is
  // refused until the ledger is opened again, and a retry with the same id then tells.
  // A body gets a random "salt" beside its own keys.
  Result<Receipt> append(const NewRecord& record);

  // Keeps the exact text that somebody signed; the same text again is one row.
  Status keep_document(const Digest& sha256, const std::string& bytes);
  Result<std::string> document(const Digest& sha256) const;

  const std::string& origin() const;
  Result<std::uint64_t> size() const;  // leaves
  // At most `limit` leaves (2,000 at most) from `first` on, in order; each call is one short read transaction.
  Result<std::vector<Leaf>> page(std::uint64_t first, std::size_t limit, bool with_bodies = true) const;
  // Leaves about one person, oldest first.
  Result<std::vector<Leaf>> about(const PersonId& person) const;
  // Recomputes every leaf and body hash and the order of the indices; calls `progress(done, all)` now and then and stops when it
  // returns false. Fails with corrupt, naming the first bad index.
  Status check(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) const;
  // Online backup into `file` (temporary, fsync, check, rename). Fails with bad_input if `file` exists, refused if stopped.
  Status backup(const std::filesystem::path& file, const StoreProgress& progress = {}) const;
  // Bytes that can still be written on this disk; below `session_bytes_min` no session should begin.
  std::uint64_t bytes_free() const;
  static constexpr std::uint64_t session_bytes_min = 16ULL * 1024 * 1024;

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  Result<Receipt> append_once(const NewRecord& record);
  std::unique_ptr<Impl> impl_;
};

// The same for the vault: names, so keep such copies few and locked away.
Status backup_vault(const DataDir& data, const std::filesystem::path& file);

}  // namespace countersign::records
