#pragma once
// The ledger: append-only, one way in. File format: docs/record_format.md.
// A Ledger is one connection; use it from one thread at a time. Several processes may have one each.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "records/log/key.hpp"
#include "records/log/proof.hpp"
#include "records/model/record.hpp"
#include "records/store/data_dir.hpp"
#include "records/vault/secret.hpp"

namespace countersign::records {

// A leaf as it lies in the ledger.
struct Leaf {
  std::uint64_t index = 0;
  RecordId id;
  std::string kind;
  std::string record;  // RFC 8785 bytes
  Digest leaf_hash;
  std::string body;  // private part, sealed; "" if none or erased
};

// The private part of `leaf`, opened with the person's key; "" if there is none. Fails with refused when it does not open.
Result<std::string> open_body(const Leaf& leaf, const Secret& key);

// A record and the key that seals its private part; null for records without one.
struct PersonalRecord {
  NewRecord record;
  std::shared_ptr<const Secret> key;
};

struct LedgerOptions {
  milliseconds busy_timeout{5000};
  bool read_only = false;           // for reports while a kiosk runs
  bool fast_check = true;           // false only before the full check, which then names the first bad record
  std::function<WallTime()> now{};  // when a record was stored; empty: the system's clock
};

class Ledger {
 public:
  // Creates a new ledger for `origin` ("countersign/<organisation>/<terminal>/<generation>"), and a device key if there is
  // none. Refuses an existing file.
  static Result<Ledger> create(const DataDir& data, const std::string& origin);
  // Opens and does the fast check: application id, schema, pragmas read back; the last checkpoint's signature, its size, and
  // its root from the tree's right edge; the last leaf; the copies of the checkpoint. The same few reads at any size. Fails
  // with corrupt, not_found, io or locked, and with bad_input when settings.json names no whole path for "checkpoint_copy";
  // says the file and the cure. Never repairs. While a fault is marked (evidence.hpp) it opens only for reading.
  static Result<Ledger> open(const DataDir& data, LedgerOptions options = {});
  // A backup or an archived ledger, by its file: read-only, without keys and copies of the checkpoint. Else as open().
  static Result<Ledger> open_copy(const std::filesystem::path& file, LedgerOptions options = {});

  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Appends and answers once the record is on disk (COMMIT has returned, synchronous=EXTRA) and has been read back.
  // The same record id again gives the first receipt, once that record is surely on disk. Fails with bad_input, too_large,
  // disk_full, locked, corrupt, or not_found when the subject has been erased (but a record of theirs can still be voided); the
  // ledger is then as it was. After io (a failed write or fsync) nobody knows what the disk holds: every further append is
  // refused until the ledger is opened again, and a retry with the same id then tells. Corrupt is for good: the mark of
  // evidence.hpp is left, and nothing more is appended here or by whoever opens the ledger next. A body gets a random "salt"
  // beside its own keys and is sealed under `key`, the subject's; bad_input without one.
  Result<Receipt> append(const NewRecord& record, const Secret* key = nullptr);
  // The same for many at once: all or none, one checkpoint over them.
  Result<std::vector<Receipt>> append_all(const std::vector<PersonalRecord>& records);

  // The receipt that was given for `id`. Fails with not_found.
  Result<Receipt> receipt(const RecordId& id) const;

  // Appends `erased` (its subject is `person`) and deletes what the ledger keeps of the person beside the records: private
  // parts, progress, tries, badge. The key goes with erase_person(). Fails with not_found, and as append() does.
  Status erase(const PersonId& person, const NewRecord& erased);
  // A new device key; `rotated` says when and where, its facts are filled in here. Its checkpoint is signed by both keys.
  Status rotate_key(NewRecord rotated, const std::string& by);
  // Writes the last checkpoint to `checkpoint` in the data directory, and to where settings.json says ("checkpoint_copy", best
  // on another disk). After the answer, not within an append: it may lag. The destructor does it too.
  Status write_checkpoint_copy();
  // From now on nothing is appended: a check has failed.
  void refuse(const Error& why);

  // Keeps the exact text that somebody signed; the same text again is one row.
  Status keep_document(const Digest& sha256, const std::string& bytes);
  Result<std::string> document(const Digest& sha256) const;

  const std::string& file() const;  // for messages
  const std::string& origin() const;
  const VerifierKey& vkey() const;         // that signs now
  Result<std::string> checkpoint() const;  // the last note
  // That record `id` is in the tree of the last checkpoint; `extra` holds the record's bytes. Fails with not_found.
  Result<LogProof> proof(const RecordId& id) const;
  // The same by index, in a tree of `size` leaves: the hashes alone. Fails with bad_input unless index < size.
  Result<std::vector<Digest>> inclusion(std::uint64_t index, std::uint64_t size) const;
  // Of the first `size` leaves, from the nodes as they are stored. Fails with corrupt when one is missing.
  Result<Digest> root(std::uint64_t size) const;
  // The first note over leaf `index`.
  Result<std::string> checkpoint_over(std::uint64_t index) const;
  // The key_rotated leaves, and the keys that have signed: the first one, then the new one of each.
  Result<std::vector<Leaf>> rotations() const;
  Result<std::vector<VerifierKey>> keys() const;
  Result<std::vector<Digest>> documents() const;   // those that are kept, by hash
  Result<std::set<std::uint64_t>> voided() const;  // records that no longer count, by index
  Result<std::uint64_t> size() const;              // leaves
  // At most `limit` leaves (2,000 at most) from `first` on, in order and without a gap, else corrupt; each call is one short
  // read transaction.
  Result<std::vector<Leaf>> page(std::uint64_t first, std::size_t limit, bool with_bodies = true) const;
  // Leaves about one person, oldest first.
  Result<std::vector<Leaf>> about(const PersonId& person) const;
  // The full check of verify.hpp, without all the notes. `progress(done, all)` stops it by returning false. A fault leaves the
  // mark of evidence.hpp, except of open_copy().
  Status check(const StoreProgress& progress) const;
  // Online backup into `file` (temporary, fsync, check, rename). Fails with bad_input if `file` exists, refused if stopped.
  Status backup(const std::filesystem::path& file, const StoreProgress& progress = {}) const;
  // Bytes that can still be written on this disk; below `session_bytes_min` no session should begin.
  std::uint64_t bytes_free() const;
  static constexpr std::uint64_t session_bytes_min = 16ULL * 1024 * 1024;

 private:
  struct Impl;
  explicit Ledger(std::unique_ptr<Impl> impl);
  // `body` in one write transaction.
  Status write(const std::function<Status()>& body);
  Status kept(Status done);
  Status marked(const Error& fault) const;
  friend class Verifier;
  std::unique_ptr<Impl> impl_;
};

// The same for the vault: names, so keep such copies few and locked away.
Status backup_vault(const DataDir& data, const std::filesystem::path& file);

}  // namespace countersign::records
