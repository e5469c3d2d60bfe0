// Reading the ledger: every call is one short read transaction.

#include <sys/statvfs.h>

#include <algorithm>

#include "records/model/canonical.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr std::size_t page_leaves_max = 2000;  // some 30 ms; no reader holds the file for longer than 50 ms
constexpr std::size_t check_page_leaves = 100;

Leaf leaf_of(const Statement& row) {
  return {static_cast<std::uint64_t>(row.integer(0)), row.id<RecordId>(1), row.text(2), row.text(3), row.digest(4),
          row.text(5)};
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

// The columns beside the record are there to search by; they must say what the record says.
std::string fault_of(const Leaf& leaf, const std::string& subject_hex, const std::string& origin) {
  if (leaf_hash(leaf.record) != leaf.leaf_hash) return "the record does not match its hash";
  const auto json = parse_stored(leaf.record);
  if (!json) return "the record is not JSON";
  if (integer_field(*json, "idx", -1) != static_cast<std::int64_t>(leaf.index) || text_field(*json, "origin") != origin)
    return "the record is not of this place in this ledger";
  if (text_field(*json, "record_id") != to_hex(leaf.id) || text_field(*json, "kind") != leaf.kind ||
      text_field(*json, "subject") != subject_hex)
    return "the columns do not say what the record says";
  const std::string body_hash = text_field(*json, "body_sha256");
  if (!leaf.body.empty() && to_hex(sha256(leaf.body)) != body_hash) return "the private part does not match its hash";
  return {};
}

struct CheckedLeaf {
  Leaf leaf;
  std::string subject_hex;
};

Result<std::vector<CheckedLeaf>> read_to_check(const Database& database, std::uint64_t first, std::uint64_t limit) {
  Statement rows = database.prepare(sql::leaf_page);
  rows.bind(first, limit);
  std::vector<CheckedLeaf> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back({leaf_of(rows), rows.is_null(6) ? std::string() : to_hex(rows.id<PersonId>(6))});
  }
}

// Checks up to `limit` leaves from `first` on; returns how many there were. They are read first and then checked, so that
// the hashing holds no lock.
Result<std::uint64_t> check_page(const Database& database, const std::string& origin, std::uint64_t first,
                                 std::uint64_t limit) {
  const auto leaves = read_to_check(database, first, limit);
  if (!leaves) return leaves.error();
  std::uint64_t expected = first;
  for (const auto& [leaf, subject_hex] : *leaves) {
    if (leaf.index != expected) return corrupt_leaf(database.file(), expected, "the record is missing");
    if (const std::string fault = fault_of(leaf, subject_hex, origin); !fault.empty())
      return corrupt_leaf(database.file(), leaf.index, fault);
    ++expected;
  }
  return expected - first;
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
  rows.bind(first, std::min(limit, page_leaves_max));
  return leaves_of(rows);
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

Status Ledger::check(const std::function<bool(std::uint64_t, std::uint64_t)>& progress) const {
  const auto all = size();
  if (!all) return all.error();
  for (std::uint64_t done = 0; done < *all;) {
    const auto checked =
        check_page(impl_->database, impl_->origin, done, std::min<std::uint64_t>(check_page_leaves, *all - done));
    if (!checked) return checked.error();
    if (*checked == 0) return corrupt_leaf(impl_->database.file(), done, "the record is missing");
    done += *checked;
    if (!progress(done, *all)) return Done{};
  }
  return Done{};
}

std::uint64_t Ledger::bytes_free() const {
  struct statvfs info {};
  if (::statvfs(impl_->data.root.c_str(), &info) != 0) return 0;
  return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

}  // namespace countersign::records
