#include "records/store/record_check.hpp"

#include "records/model/stored_fields.hpp"

namespace countersign::records {

namespace {

// What the columns beside a record must say.
std::string columns_fault(const StoredRow& row, const std::string& origin, const std::string& sealed, StoredFields& fields) {
  const Leaf& leaf = row.leaf;
  if (!fields.read(leaf.record)) return "the record is not JSON of which every key is there once and in order";
  if (fields.integer("idx") != static_cast<std::int64_t>(leaf.index) || fields.text("origin") != origin)
    return "the record is not of this place in this ledger";
  if (fields.text("record_id") != to_hex(leaf.id) || fields.text("kind") != leaf.kind || fields.text("subject") != row.subject)
    return "the columns do not say what the record says";
  if (!sealed.empty() && fields.text("sealed_sha256") != sealed) return "the private part does not match its hash";
  return {};
}

std::string fault_of(const StoredRow& row, const std::string& origin, StoredFields& fields) {
  if (leaf_hash(row.leaf.record) != row.leaf.leaf_hash) return "the record does not match its hash";
  return columns_fault(row, origin, row.leaf.body.empty() ? std::string() : to_hex(sha256(row.leaf.body)), fields);
}

}  // namespace

std::optional<RowFault> first_fault(std::vector<StoredRow>& rows, const std::string& origin) {
  StoredFields fields;
  for (StoredRow& row : rows) {
    if (std::string what = fault_of(row, origin, fields); !what.empty()) return RowFault{row.leaf.index, std::move(what)};
    row.has_private_part = !fields.text("sealed_sha256").empty();
    row.document = fields.text("document_sha256");
  }
  return std::nullopt;
}

}  // namespace countersign::records
