// The one way in. records.md, "Appending": one BEGIN IMMEDIATE writes leaf and body, reads them back and compares;
// nobody is told "recorded" before COMMIT has answered.

#include "records/store/ledger.hpp"

#include "records/model/canonical.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

Error corrupt_leaf(const std::string& file, std::uint64_t index, const std::string& what) {
  return {ErrorCode::corrupt, "record " + std::to_string(index) + ": " + what, file,
          "Write nothing to it; keep a copy and restore the last backup"};
}

namespace {

struct PreparedLeaf {
  std::uint64_t index = 0;
  std::string record;
  std::string body;
  Digest hash;
  WallTime recorded_at;
};

Receipt receipt_of(const NewRecord& record, const PreparedLeaf& leaf, const std::string& origin) {
  return {record.id, leaf.index, leaf.hash, origin, record.stamp.at, leaf.recorded_at, receipt_code(leaf.hash)};
}

// The receipt that this record id was given before, if it was.
Result<std::optional<Receipt>> earlier_receipt(const Database& database, const RecordId& id, const std::string& origin) {
  Statement find = database.prepare(sql::leaf_by_record);
  const auto row = find.bind(id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Receipt>();
  const auto index = static_cast<std::uint64_t>(find.integer(0));
  const std::string record = find.text(1);
  const auto json = parse_stored(record);
  if (!json || leaf_hash(record) != find.digest(2))
    return corrupt_leaf(database.file(), index, "the record does not match its hash");
  const WallTime signed_at{integer_field(*json, "at"), static_cast<int>(integer_field(*json, "utc_offset_min"))};
  const WallTime recorded_at{find.integer(3), static_cast<int>(find.integer(4))};
  const Digest hash = find.digest(2);
  return std::optional(Receipt{id, index, hash, origin, signed_at, recorded_at, receipt_code(hash)});
}

// The index after the last leaf, whose hash is checked once more: nothing is appended to a damaged end.
Result<std::uint64_t> next_index(const Database& database) {
  Statement last = database.prepare(sql::leaf_last);
  const auto row = last.step();
  if (!row) return row.error();
  if (!*row) return std::uint64_t{0};
  const auto index = static_cast<std::uint64_t>(last.integer(0));
  if (leaf_hash(last.text(1)) != last.digest(2))
    return corrupt_leaf(database.file(), index, "the record does not match its hash");
  return index + 1;
}

Result<PreparedLeaf> prepare_leaf(const NewRecord& record, const std::string& origin, std::uint64_t index,
                                  WallTime recorded_at) {
  auto body = salted_body_bytes(record.body, random_16());
  if (!body) return body.error();
  auto bytes = leaf_bytes(record, origin, index, *body);
  if (!bytes) return bytes.error();
  const Digest hash = leaf_hash(*bytes);
  return PreparedLeaf{index, std::move(*bytes), std::move(*body), hash, recorded_at};
}

Status insert(const Database& database, const NewRecord& record, const PreparedLeaf& leaf) {
  auto put = database.prepare(sql::leaf_insert)
                 .bind(leaf.index, record.id, kind_of(record.facts), record.subject, Blob{leaf.record}, leaf.hash,
                       leaf.recorded_at.utc_ms, leaf.recorded_at.utc_offset_min)
                 .run();
  if (!put || leaf.body.empty()) return put;
  return database.prepare(sql::body_insert).bind(leaf.index, Blob{leaf.body}).run();
}

Status compare_with_stored(const Database& database, const PreparedLeaf& leaf) {
  Statement read = database.prepare(sql::leaf_read_back);
  const auto row = read.bind(leaf.index).step();
  if (!row) return row.error();
  if (!*row || read.text(0) != leaf.record || read.digest(1) != leaf.hash || read.text(2) != leaf.body)
    return corrupt_leaf(database.file(), leaf.index, "what was read back is not what was written");
  return Done{};
}

}  // namespace

Result<Receipt> Ledger::append_once(const NewRecord& record) {
  auto transaction = Transaction::begin_write(impl_->database);
  if (!transaction) return transaction.error();
  auto earlier = earlier_receipt(impl_->database, record.id, impl_->origin);
  if (!earlier) return earlier.error();
  if (*earlier) return **earlier;
  const auto index = next_index(impl_->database);
  if (!index) return index.error();
  const auto leaf = prepare_leaf(record, impl_->origin, *index, impl_->options.now());
  if (!leaf) return leaf.error();
  if (auto put = insert(impl_->database, record, *leaf); !put) return put.error();
  if (auto same = compare_with_stored(impl_->database, *leaf); !same) return same.error();
  if (auto done = transaction->commit(); !done) return done.error();
  return receipt_of(record, *leaf, impl_->origin);
}

Result<Receipt> Ledger::append(const NewRecord& record) {
  if (impl_->broken) return *impl_->broken;
  auto receipt = append_once(record);
  if (!receipt && receipt.error().code == ErrorCode::io) impl_->broken = receipt.error();
  return receipt;
}

Status Ledger::keep_document(const Digest& digest, const std::string& bytes) {
  if (impl_->broken) return *impl_->broken;
  if (sha256(bytes) != digest)
    return Error{ErrorCode::bad_input, "the document does not match its hash", impl_->database.file(), ""};
  auto kept = impl_->database.prepare(sql::document_insert).bind(digest, Blob{bytes}).run();
  if (!kept && kept.error().code == ErrorCode::io) impl_->broken = kept.error();
  return kept;
}

}  // namespace countersign::records
