#include "records/store/verify.hpp"

#include <cstring>
#include <set>
#include <unordered_map>

#include "records/model/canonical.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_check.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

namespace {

constexpr std::uint64_t page_leaves = 256;  // a few milliseconds; hashing is done when the lock is let go

struct Row {
  Leaf leaf;
  std::string subject;  // hexadecimal, "" if there is none
};

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
std::string columns_fault(const Row& row, const std::string& origin, const std::string& sealed) {
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

// The value of a key that holds a hash in hexadecimal, "" if it is not there; `key` with its quotes, colon and the next quote.
std::string hash_in(const std::string& record, std::string_view key) {
  constexpr std::size_t digits = 64;
  const auto at = record.find(key);
  if (at == std::string::npos || record.size() < at + key.size() + digits + 1) return {};
  return record[at + key.size() + digits] == '"' ? record.substr(at + key.size(), digits) : std::string();
}

bool has_private_part(const std::string& record) { return Keys(record).next_is("\"sealed_sha256\":", "\""); }

}  // namespace

// One run over a ledger.
class Verifier {
 public:
  Verifier(const Ledger& ledger, const VerifyOptions& options)
      : database_(ledger.impl_->database), options_(options), tree_(database_) {}

  Result<Verified> run() {
    if (auto begun = begin(); !begun) return begun.error();
    while (tree_.size() < out_.size) {
      if (auto checked = check_page(); !checked) return checked.error();
      if (options_.progress && !options_.progress(tree_.size(), out_.size)) {
        out_.complete = false;
        return out_;
      }
    }
    if (auto ended = end(); !ended) return ended.error();
    return out_;
  }

 private:
  Status fault(std::uint64_t index, const std::string& what) const { return corrupt_leaf(database_.file(), index, what); }

  Status begin() {
    auto log = log_identity(database_);
    if (!log) return log.error();
    if (options_.first_key && log->first != *options_.first_key)
      return Error{ErrorCode::corrupt, "the ledger was begun with another key than the one given", database_.file(), ""};
    const auto last = last_checkpoint(database_);
    if (!last) return last.error();
    out_.origin = log->origin;
    out_.size = last->size;
    out_.first_vkey = log->first.text();
    out_.vkeys = {out_.first_vkey};
    key_ = log->first;
    last_ = *last;
    return read_documents();
  }

  // Every text that was signed, by the hash of its bytes; found by that hash as well, which goes through an index.
  Status read_documents() {
    Statement rows = database_.prepare(sql::document_all);
    Statement by_hash = database_.prepare(sql::document_bytes);
    while (true) {
      const auto row = rows.step();
      if (!row) return row.error();
      if (!*row) break;
      const Digest digest = rows.digest(0);
      if (sha256(rows.text(1)) != digest)
        return Error{ErrorCode::corrupt, "the document " + to_hex(digest) + " does not match its hash", database_.file(),
                     "Write nothing to it; keep a copy and restore the last backup"};
      const auto found = by_hash.bind(digest).step();
      if (!found) return found.error();
      if (!*found)
        return Error{ErrorCode::corrupt, "the document " + to_hex(digest) + " is not found by its hash", database_.file(),
                     "Write nothing to it; keep a copy and restore the last backup"};
      by_hash.reset();
      documents_.insert(to_hex(digest));
    }
    out_.documents = documents_.size();
    return Done{};
  }

  Result<std::vector<Row>> read_page() const {
    Statement rows = database_.prepare(sql::leaf_page);
    rows.bind(tree_.size(), std::min(page_leaves, out_.size - tree_.size()));
    std::vector<Row> out;
    while (true) {
      const auto row = rows.step();
      if (!row) return row.error();
      if (!*row) return out;
      out.push_back({{static_cast<std::uint64_t>(rows.integer(0)), rows.id<RecordId>(1), rows.text(2), rows.text(3),
                      rows.digest(4), rows.text(5)},
                     rows.is_null(6) ? std::string() : to_hex(rows.id<PersonId>(6))});
    }
  }

  Status check_page() {
    const auto rows = read_page();
    if (!rows) return rows.error();
    const std::uint64_t first = tree_.size();
    if (rows->empty()) return fault(first, "the record is missing");
    for (const Row& row : *rows)
      if (auto checked = check_row(row); !checked) return checked;
    return check_notes(first, tree_.size());
  }

  Status check_row(const Row& row) {
    const Leaf& leaf = row.leaf;
    if (leaf.index != tree_.size()) return fault(tree_.size(), "the record is missing");
    if (leaf_hash(leaf.record) != leaf.leaf_hash) return fault(leaf.index, "the record does not match its hash");
    const std::string sealed = leaf.body.empty() ? std::string() : to_hex(sha256(leaf.body));
    if (const std::string what = columns_fault(row, out_.origin, sealed); !what.empty()) return fault(leaf.index, what);
    note_private_part(row);
    if (leaf.kind == "erased") erased_.insert(row.subject);
    if (leaf.kind == "acknowledged" || leaf.kind == "declined")
      if (auto there = check_document(leaf); !there) return there;
    if (auto added = tree_.add(leaf.leaf_hash); !added) return added;
    return leaf.kind == "key_rotated" ? check_rotation(leaf) : Status(Done{});
  }

  void note_private_part(const Row& row) {
    if (!row.leaf.body.empty()) {
      ++out_.private_parts;
      last_part_.insert_or_assign(row.subject, row.leaf.index);
    } else if (has_private_part(row.leaf.record)) {
      ++out_.erased_parts;
      missing_.try_emplace(row.subject, row.leaf.index);
    }
  }

  Status check_document(const Leaf& leaf) const {
    if (documents_.contains(hash_in(leaf.record, "\"document_sha256\":\""))) return Done{};
    return fault(leaf.index, "the document that it names is missing");
  }

  // From here on another key signs; the checkpoint over the change is signed by both.
  Status check_rotation(const Leaf& leaf) {
    const auto json = parse_stored(leaf.record);
    const auto next = parse_vkey(json ? text_field(*json, "new_vkey") : std::string());
    if (!next || text_field(*json, "old_vkey") != key_.text() || next->name != out_.origin)
      return fault(leaf.index, "the change of key does not follow the key before");
    const auto over = checkpoint_over(database_, leaf.index);
    if (!over) return over.error();
    for (const VerifierKey& key : {key_, *next})
      if (!open_checkpoint(over->note, key)) return fault(leaf.index, "the change of key is not signed by both keys");
    out_.notes += 2;
    key_ = *next;
    out_.vkeys.push_back(key_.text());
    key_since_ = over->size;
    return Done{};
  }

  // Of the sizes in (from, to]. The tree stands at `to`, so only a note of that size can be compared with it at once.
  Status check_notes(std::uint64_t from, std::uint64_t to) {
    if (!options_.all_notes) return Done{};
    Statement rows = database_.prepare(sql::checkpoint_page);
    rows.bind(from, to);
    const ReadNode nodes = node_reader(database_);
    while (true) {
      const auto row = rows.step();
      if (!row) return row.error();
      if (!*row) return Done{};
      const auto size = static_cast<std::uint64_t>(rows.integer(0));
      if (auto checked = check_note({size, rows.text(1)}, nodes); !checked) return checked;
    }
  }

  // The nodes have been compared with the records, so the root of an earlier size may be taken from them.
  Status check_note(const StoredCheckpoint& stored, const ReadNode& nodes) {
    const auto checkpoint = open_checkpoint(stored.note, key_);
    const bool before = stored.size < key_since_;  // in the page in which the key changed
    if (!checkpoint && !before) return fault(stored.size == 0 ? 0 : stored.size - 1, "its checkpoint: " + checkpoint.error().what);
    if (!checkpoint) return Done{};
    const auto computed = root(stored.size, nodes);
    if (!computed) return computed.error();
    if (checkpoint->size != stored.size || checkpoint->root != *computed)
      return fault(stored.size - 1, "its checkpoint signs another tree");
    ++out_.notes;
    return Done{};
  }

  Status end() {
    out_.root = tree_.root();
    out_.vkey = key_.text();
    const auto checkpoint = open_checkpoint(last_.note, key_);
    if (!checkpoint)
      return Error{ErrorCode::corrupt, "the last checkpoint: " + checkpoint.error().what, database_.file(),
                   "Write nothing to it; keep a copy and restore the last backup"};
    if (checkpoint->size != out_.size || checkpoint->root != out_.root)
      return fault(out_.size == 0 ? 0 : out_.size - 1, "the last checkpoint signs another tree");
    if (!options_.all_notes || out_.size == 0) ++out_.notes;
    std::optional<std::uint64_t> first_missing;
    for (const auto& [subject, index] : missing_)
      if (!erased_.contains(subject) && index < first_missing.value_or(UINT64_MAX)) first_missing = index;
    if (first_missing) return fault(*first_missing, "the private part is missing, and nobody erased it");
    for (const std::string& subject : erased_)
      if (const auto part = last_part_.find(subject); part != last_part_.end())
        return fault(part->second, "the private part is there, though the person was erased");
    return Done{};
  }

  const Database& database_;
  const VerifyOptions& options_;
  TreeCheck tree_;
  Verified out_;
  VerifierKey key_;
  std::uint64_t key_since_ = 0;
  StoredCheckpoint last_;
  std::set<std::string> documents_;
  std::set<std::string> erased_;
  std::unordered_map<std::string, std::uint64_t> missing_;    // subject -> first record without its private part
  std::unordered_map<std::string, std::uint64_t> last_part_;  // subject -> last record with one
};

Result<Verified> verify(const Ledger& ledger, const VerifyOptions& options) { return Verifier(ledger, options).run(); }

Status Ledger::check(const StoreProgress& progress) const {
  const auto verified = verify(*this, {false, std::nullopt, progress});
  return verified ? Status(Done{}) : Status(verified.error());
}

}  // namespace countersign::records
