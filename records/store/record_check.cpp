#include "records/store/record_check.hpp"

#include <cstring>

#include "records/model/canonical.hpp"

namespace countersign::records {

namespace {

// Reads keys of a record in the order in which they stand, so that one pass is enough. In canonical JSON a key with its
// quotes cannot stand inside a text, so looking for it is enough where it is found.
class Keys {
 public:
  explicit Keys(const std::string& record) : record_(record) {}

  // The value starts with `value`.
  bool next_is(std::string_view key, std::string_view value) {
    const auto at = ::memmem(record_.data() + at_, record_.size() - at_, key.data(), key.size());
    if (at == nullptr) return false;
    at_ = static_cast<std::size_t>(static_cast<const char*>(at) - record_.data()) + key.size();
    return std::string_view(record_).substr(at_).starts_with(value);
  }
  // A text without quotes in it.
  bool next_is_text(std::string_view key, std::string_view text) {
    return next_is(key, text) && at_ + text.size() < record_.size() && record_[at_ + text.size()] == '"';
  }

 private:
  const std::string& record_;
  std::size_t at_ = 0;
};

// What the columns beside a record must say. Only where the quick look does not find it, the record is read in full.
std::string columns_fault(const StoredRow& row, const std::string& origin, const std::string& sealed) {
  const Leaf& leaf = row.leaf;
  Keys keys(leaf.record);
  const bool fast = !row.subject.empty() && keys.next_is("\"idx\":", std::to_string(leaf.index) + ",") &&
                    keys.next_is_text("\"kind\":\"", leaf.kind) && keys.next_is_text("\"origin\":\"", origin) &&
                    keys.next_is_text("\"record_id\":\"", to_hex(leaf.id)) &&
                    (sealed.empty() || keys.next_is_text("\"sealed_sha256\":\"", sealed)) &&
                    keys.next_is_text("\"subject\":\"", row.subject);
  if (fast) return {};
  const auto json = parse_stored(leaf.record);
  if (!json) return "the record is not JSON";
  if (integer_field(*json, "idx", -1) != static_cast<std::int64_t>(leaf.index) || text_field(*json, "origin") != origin)
    return "the record is not of this place in this ledger";
  if (text_field(*json, "record_id") != to_hex(leaf.id) || text_field(*json, "kind") != leaf.kind ||
      text_field(*json, "subject") != row.subject)
    return "the columns do not say what the record says";
  if (!sealed.empty() && text_field(*json, "sealed_sha256") != sealed) return "the private part does not match its hash";
  return {};
}

std::string fault_of(const StoredRow& row, const std::string& origin) {
  if (leaf_hash(row.leaf.record) != row.leaf.leaf_hash) return "the record does not match its hash";
  return columns_fault(row, origin, row.leaf.body.empty() ? std::string() : to_hex(sha256(row.leaf.body)));
}

}  // namespace

std::optional<RowFault> first_fault(const std::vector<StoredRow>& rows, const std::string& origin) {
  for (const StoredRow& row : rows)
    if (std::string what = fault_of(row, origin); !what.empty()) return RowFault{row.leaf.index, std::move(what)};
  return std::nullopt;
}

bool has_private_part(const std::string& record) { return Keys(record).next_is("\"sealed_sha256\":", "\""); }

std::string hash_in(const std::string& record, std::string_view key) {
  constexpr std::size_t digits = 64;
  const auto at = record.find(key);
  if (at == std::string::npos || record.size() < at + key.size() + digits + 1) return {};
  return record[at + key.size() + digits] == '"' ? record.substr(at + key.size(), digits) : std::string();
}

}  // namespace countersign::records
