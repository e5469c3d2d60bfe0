#include "records/store/verify.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <set>
#include <unordered_map>

#include "base/priority.hpp"
#include "records/model/canonical.hpp"
#include "records/store/index_check.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/record_check.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_check.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

namespace {

constexpr std::uint64_t page_leaves = 256;  // hashed at a time
constexpr std::uint64_t read_leaves = 64;   // read at a time: half a millisecond, in which nobody can append

}  // namespace

// One run over a ledger.
class Verifier {
 public:
  Verifier(const Ledger& ledger, const VerifyOptions& options)
      : database_(ledger.impl_->database), options_(options), tree_(database_), indices_(database_) {}

  // Three stages, of which the middle one has a thread of its own: read a page, hash its rows, follow the tree.
  Result<Verified> run() {
    if (auto begun = begin(); !begun) return begun.error();
    std::unique_ptr<Page> next;
    if (auto read = read_page(0, next); !read) return read.error();
    while (tree_.size() < out_.size) {
      const std::unique_ptr<Page> page = std::move(next);
      if (auto read = read_page(tree_.size() + page->rows.size(), next); !read) return read.error();
      if (auto checked = check_page(*page); !checked) return checked.error();
      if (options_.progress && !options_.progress(tree_.size(), out_.size)) {
        out_.complete = false;
        return out_;
      }
    }
    if (auto ended = end(); !ended) return ended.error();
    return out_;
  }

 private:
  struct Page {
    std::vector<StoredRow> rows;
    std::future<std::optional<RowFault>> fault;  // after the rows: whoever drops a page waits for the thread first
  };

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
    if (auto documents = read_documents(); !documents) return documents;
    return check_first_note();
  }

  // The one that the log began with.
  Status check_first_note() {
    if (auto read = read_notes(0, 0); !read) return read;
    if (options_.all_notes && notes_.empty()) return bad_note(" is missing");
    return check_next_note();
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

  static Status read_rows(Statement& rows, std::vector<StoredRow>& out) {
    while (true) {
      const auto row = rows.step();
      if (!row) return row.error();
      if (!*row) return Done{};
      out.push_back({{static_cast<std::uint64_t>(rows.integer(0)), rows.id<RecordId>(1), rows.text(2), rows.text(3),
                      rows.digest(4), rows.text(5)},
                     std::nullopt,
                     {},
                     false,
                     {}});
      if (rows.is_null(6)) continue;
      out.back().person = rows.id<PersonId>(6);
      out.back().subject = to_hex(*out.back().person);
    }
  }

  // Records from `first` on; none at the end.
  Status read_page(std::uint64_t first, std::unique_ptr<Page>& out) const {
    out = std::make_unique<Page>();
    if (first >= out_.size) return Done{};
    const std::uint64_t end = std::min(first + page_leaves, out_.size);
    Statement rows = database_.prepare(sql::leaf_page);
    for (std::uint64_t at = first; at < end; at += read_leaves) {
      rows.bind(at, std::min(read_leaves, end - at));
      if (auto read = read_rows(rows, out->rows); !read) return read;
      rows.reset();
      let_others_run();
    }
    if (out->rows.empty()) return Done{};
    out->fault = std::async(std::launch::async | std::launch::deferred,
                            [&page = *out, this] { return first_fault(page.rows, out_.origin); });
    return Done{};
  }

  Status check_page(Page& page) {
    if (page.rows.empty()) return fault(tree_.size(), "the record is missing");
    if (auto read = read_notes(tree_.size() + 1, tree_.size() + page.rows.size()); !read) return read;
    indices_.read_on(out_.size);  // while the page is hashed
    const std::optional<RowFault> found = page.fault.get();
    for (const StoredRow& row : page.rows) {
      if (row.leaf.index != tree_.size()) return fault(tree_.size(), "the record is missing");
      if (found && found->index == row.leaf.index) return fault(found->index, found->what);
      if (auto checked = check_row(row); !checked) return checked;
      if (auto checked = check_next_note(); !checked) return checked;
    }
    if (!notes_.empty())
      return Error{ErrorCode::corrupt, "a checkpoint stands at a place that it does not speak of", database_.file(),
                   "Write nothing to it; keep a copy and restore the last backup"};
    return Done{};
  }

  // `row` matches its hash.
  Status check_row(const StoredRow& row) {
    const Leaf& leaf = row.leaf;
    indices_.add(leaf, row.person);
    note_private_part(row);
    if (leaf.kind == "erased") erased_.insert(row.subject);
    if (leaf.kind == "acknowledged" || leaf.kind == "declined")
      if (!documents_.contains(row.document)) return fault(leaf.index, "the document that it names is missing");
    if (auto added = tree_.add(leaf.leaf_hash); !added) return added;
    return leaf.kind == "key_rotated" ? check_rotation(leaf) : Status(Done{});
  }

  void note_private_part(const StoredRow& row) {
    if (!row.leaf.body.empty()) {
      ++out_.private_parts;
      last_part_.insert_or_assign(row.subject, row.leaf.index);
    } else if (row.has_private_part) {
      ++out_.erased_parts;
      missing_.try_emplace(row.subject, row.leaf.index);
    }
  }

  // From here on another key signs; the checkpoint that ends with the change is signed by both. Its tree is compared with the
  // records: else whoever holds the new key could write anew all that the old one has signed, and leave this note as it was.
  Status check_rotation(const Leaf& leaf) {
    const auto json = parse_stored(leaf.record);
    const auto next = parse_vkey(json ? text_field(*json, "new_vkey") : std::string());
    if (!next || text_field(*json, "old_vkey") != key_.text() || next->name != out_.origin)
      return fault(leaf.index, "the change of key does not follow the key before");
    const auto over = checkpoint_over(database_, leaf.index);
    if (!over) return over.error();
    for (const VerifierKey& key : {key_, *next}) {
      const auto checkpoint = open_checkpoint(over->note, key);
      if (!checkpoint) return fault(leaf.index, "the change of key is not signed by both keys");
      if (checkpoint->size != tree_.size() || checkpoint->root != tree_.root())
        return fault(leaf.index, "the checkpoint over the change of key signs another tree");
    }
    out_.notes += 2;
    key_ = *next;
    out_.vkeys.push_back(key_.text());
    return Done{};
  }

  // Of the sizes from `first` to `last`.
  Status read_notes(std::uint64_t first, std::uint64_t last) {
    notes_.clear();
    if (!options_.all_notes) return Done{};
    Statement rows = database_.prepare(sql::checkpoint_page);
    rows.bind(first, last);
    while (true) {
      const auto row = rows.step();
      if (!row) return row.error();
      if (!*row) return Done{};
      notes_.push_back({static_cast<std::uint64_t>(rows.integer(0)), rows.text(1)});
    }
  }

  // The note of as many records as the tree has now, if there is one: with the key of now, and against the tree itself. A note
  // of fewer could not be told apart any more from one that an earlier key has signed.
  Status check_next_note() {
    if (notes_.empty() || notes_.front().size != tree_.size()) return Done{};
    const StoredCheckpoint stored = std::move(notes_.front());
    notes_.pop_front();
    const auto checkpoint = open_checkpoint(stored.note, key_);
    if (!checkpoint) return bad_note(": " + checkpoint.error().what);
    if (checkpoint->size != stored.size || checkpoint->root != tree_.root()) return bad_note(" signs another tree");
    ++out_.notes;
    return Done{};
  }

  // Of the note over the records so far.
  Error bad_note(const std::string& what) const {
    if (tree_.size() > 0) return corrupt_leaf(database_.file(), tree_.size() - 1, "its checkpoint" + what);
    return {ErrorCode::corrupt, "the checkpoint of no records" + what, database_.file(),
            "Write nothing to it; keep a copy and restore the last backup"};
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
    if (!options_.all_notes) ++out_.notes;
    if (auto accounted = check_missing(); !accounted) return accounted;
    for (const std::string& subject : erased_)
      if (const auto part = last_part_.find(subject); part != last_part_.end())
        return fault(part->second, "the private part is there, though the person was erased");
    return indices_.compare(out_.size);
  }

  Status check_missing() {
    for (const std::string& subject : erased_) missing_.erase(subject);
    if (!missing_.empty())
      if (auto read = drop_erased_since(); !read) return read;
    const auto first =
        std::min_element(missing_.begin(), missing_.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (first == missing_.end()) return Done{};
    return fault(first->second, "the private part is missing, and nobody erased it");
  }

  // HR may erase somebody while the check goes on. Those records themselves are for the next check.
  Status drop_erased_since() {
    Statement rows = database_.prepare(sql::leaf_page_public);
    std::vector<StoredRow> page;
    for (std::uint64_t at = out_.size;; at += page.size()) {
      page.clear();
      if (auto read = read_rows(rows.bind(at, read_leaves), page); !read) return read;
      rows.reset();
      if (page.empty()) return Done{};
      for (const StoredRow& row : page)
        if (row.leaf.kind == "erased") missing_.erase(row.subject);
    }
  }

  const Database& database_;
  const VerifyOptions& options_;
  TreeCheck tree_;
  IndexCheck indices_;
  Verified out_;
  VerifierKey key_;
  StoredCheckpoint last_;
  std::deque<StoredCheckpoint> notes_;  // of this page, not yet checked
  std::set<std::string> documents_;
  std::set<std::string> erased_;
  std::unordered_map<std::string, std::uint64_t> missing_;    // subject -> first record without its private part
  std::unordered_map<std::string, std::uint64_t> last_part_;  // subject -> last record with one
};

Result<Verified> verify(const Ledger& ledger, const VerifyOptions& options) { return Verifier(ledger, options).run(); }

Status Ledger::check(const StoreProgress& progress) const {
  const auto verified = verify(*this, {false, std::nullopt, progress});
  return verified ? Status(Done{}) : marked(verified.error());
}

}  // namespace countersign::records
