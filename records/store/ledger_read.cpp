// Reading the ledger: every call is one short read transaction.

#include <sys/statvfs.h>

#include <algorithm>

#include "base/priority.hpp"
#include "records/model/canonical.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"
#include "records/vault/seal.hpp"

namespace countersign::records {

namespace {

constexpr std::size_t page_leaves_max = 2000;  // some 30 ms; no reader holds the file for longer than 50 ms

Leaf leaf_of(const Statement& row) {
  return {
      static_cast<std::uint64_t>(row.integer(0)), row.id<RecordId>(1), row.text(2), row.text(3), row.digest(4), row.text(5)};
}

Result<std::vector<Leaf>> leaves_of(Statement& rows) {
  std::vector<Leaf> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back(leaf_of(rows));
  }
}

// A table that is damaged above its rows may lead past some of them, without any error of SQLite.
Status no_gap(const std::string& file, std::uint64_t first, const std::vector<Leaf>& leaves) {
  for (std::uint64_t i = 0; i < leaves.size(); ++i)
    if (leaves[i].index != first + i) return corrupt_leaf(file, first + i, "the record is missing");
  return leaves.empty() ? corrupt_leaf(file, first, "the record is missing") : Status(Done{});
}

}  // namespace

Result<std::uint64_t> Ledger::size() const {
  Statement bounds = impl_->database.prepare(sql::leaf_bounds);
  const auto row = bounds.step();
  if (!row) return row.error();
  return *row && !bounds.is_null(1) ? static_cast<std::uint64_t>(bounds.integer(1)) + 1 : std::uint64_t{0};
}

Result<std::vector<Leaf>> Ledger::page(std::uint64_t first, std::size_t limit, bool with_bodies) const {
  Statement rows = impl_->database.prepare(with_bodies ? sql::leaf_page : sql::leaf_page_public);
  const auto read = [&] {
    rows.bind(first, std::min(limit, page_leaves_max));
    auto out = leaves_of(rows);
    rows.reset();
    let_others_run();
    return out;
  };
  auto out = read();
  if (out && out->empty()) {
    const auto leaves = size();
    if (!leaves) return leaves.error();
    if (first >= *leaves || limit == 0) return out;
    out = read();  // appended meanwhile
  }
  if (!out) return out;
  if (auto whole = no_gap(impl_->database.file(), first, *out); !whole) return whole.error();
  return out;
}

Result<std::vector<Leaf>> Ledger::about(const PersonId& person) const {
  Statement rows = impl_->database.prepare(sql::leaf_about);
  rows.bind(person);
  return leaves_of(rows);
}

Result<std::string> Ledger::document(const Digest& digest) const {
  Statement read = impl_->database.prepare(sql::document_bytes);
  const auto row = read.bind(digest).step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::not_found, "the ledger does not hold this document", impl_->database.file(), ""};
  std::string bytes = read.text(0);
  if (sha256(bytes) != digest)
    return Error{ErrorCode::corrupt, "a stored document does not match its hash", impl_->database.file(),
                 "Write nothing to it; keep a copy and restore the last backup"};
  return bytes;
}

Result<std::string> Ledger::checkpoint() const {
  auto last = last_checkpoint(impl_->database);
  if (!last) return last.error();
  return std::move(last->note);
}

Result<LogProof> Ledger::proof(const RecordId& id) const {
  auto snapshot = Transaction::begin_read(impl_->database);
  if (!snapshot) return snapshot.error();
  Statement find = impl_->database.prepare(sql::leaf_by_record);
  const auto row = find.bind(id).step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::not_found, "the ledger has no such record", impl_->database.file(), ""};
  const auto last = last_checkpoint(impl_->database);
  if (!last) return last.error();
  LogProof out;
  out.index = static_cast<std::uint64_t>(find.integer(0));
  out.extra = find.text(1);
  out.checkpoint = last->note;
  auto hashes = inclusion_proof(out.index, last->size, node_reader(impl_->database));
  if (!hashes) return hashes.error();
  out.hashes = std::move(*hashes);
  return out;
}

Result<std::vector<Digest>> Ledger::inclusion(std::uint64_t index, std::uint64_t size) const {
  auto snapshot = Transaction::begin_read(impl_->database);
  if (!snapshot) return snapshot.error();
  return inclusion_proof(index, size, node_reader(impl_->database));
}

Result<Digest> Ledger::root(std::uint64_t size) const {
  auto snapshot = Transaction::begin_read(impl_->database);
  if (!snapshot) return snapshot.error();
  return records::root(size, node_reader(impl_->database));
}

Result<std::string> Ledger::checkpoint_over(std::uint64_t index) const {
  auto stored = records::checkpoint_over(impl_->database, index);
  if (!stored) return stored.error();
  return std::move(stored->note);
}

Result<std::vector<Leaf>> Ledger::rotations() const {
  Statement rows = impl_->database.prepare(sql::leaf_rotations);
  return leaves_of(rows);
}

Result<std::vector<VerifierKey>> Ledger::keys() const {
  const auto log = log_identity(impl_->database);
  if (!log) return log.error();
  const auto changes = rotations();
  if (!changes) return changes.error();
  std::vector<VerifierKey> out{log->first};
  for (const Leaf& change : *changes) {
    const auto json = parse_stored(change.record);
    auto key = parse_vkey(json ? text_field(*json, "new_vkey") : std::string());
    if (!key) return corrupt_leaf(impl_->database.file(), change.index, "the new key cannot be read");
    out.push_back(std::move(*key));
  }
  return out;
}

Result<std::set<std::uint64_t>> Ledger::voided() const {
  Statement rows = impl_->database.prepare(sql::leaf_voids);
  std::set<std::uint64_t> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    const auto json = parse_stored(rows.text(1));
    const std::int64_t index = json ? integer_field(*json, "voids", -1) : -1;
    if (index < 0)
      return corrupt_leaf(impl_->database.file(), static_cast<std::uint64_t>(rows.integer(0)), "it does not say what it voids");
    out.insert(static_cast<std::uint64_t>(index));
  }
}

Result<std::vector<Digest>> Ledger::documents() const {
  Statement rows = impl_->database.prepare(sql::document_hashes);
  std::vector<Digest> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back(rows.digest(0));
  }
}

Result<std::string> open_body(const Leaf& leaf, const Secret& key) {
  if (leaf.body.empty()) return std::string();
  return open_sealed(key, leaf.body, body_context(leaf.id));
}

std::uint64_t Ledger::bytes_free() const {
  struct statvfs info {};
  if (::statvfs(impl_->data.root.c_str(), &info) != 0) return 0;
  return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

}  // namespace countersign::records
