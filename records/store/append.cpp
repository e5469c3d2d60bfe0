// What one append writes (docs/architecture.md, "The way of one acknowledgement"): leaf, body, new nodes and the signed
// checkpoint in one transaction, read back and compared before anybody is told.

#include "records/model/canonical.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"
#include "records/vault/seal.hpp"

namespace countersign::records {

namespace {

struct PreparedLeaf {
  std::uint64_t index = 0;
  std::string record;
  std::string body;  // sealed
  Digest hash;
  WallTime recorded_at;
};

Receipt receipt_of(const NewRecord& record, const PreparedLeaf& leaf, const std::string& origin) {
  Receipt out;
  out.id = record.id;
  out.index = leaf.index;
  out.leaf_hash = leaf.hash;
  out.origin = origin;
  out.signed_at = record.stamp.at;
  out.recorded_at = leaf.recorded_at;
  out.code = receipt_code(leaf.hash);
  return out;
}

struct SealedBody {
  std::string bytes;
  BodyHashes hashes;
};

Result<SealedBody> sealed_body(const NewRecord& record, const Secret* key) {
  auto plain = salted_body_bytes(record.body, random_16());
  if (!plain) return plain.error();
  if (plain->empty()) return SealedBody{};
  if (key == nullptr || !record.subject)
    return Error{ErrorCode::bad_input, "a private part needs the key of the person that it is about", "", ""};
  SealedBody out{seal(*key, *plain, body_context(record.id)), {}};
  out.hashes = PrivateHashes{sha256(*plain), sha256(out.bytes)};
  wipe(*plain);
  return out;
}

Result<PreparedLeaf> prepare_leaf(const Entry& entry, const std::string& origin, std::uint64_t index, WallTime now) {
  auto body = sealed_body(*entry.record, entry.key);
  if (!body) return body.error();
  auto bytes = leaf_bytes(*entry.record, origin, index, body->hashes);
  if (!bytes) return bytes.error();
  const Digest hash = leaf_hash(*bytes);
  return PreparedLeaf{index, std::move(*bytes), std::move(body->bytes), hash, now};
}

// What HR says of a person who is gone: that they are, and that a record of theirs no longer counts. Nothing private.
bool may_follow_erasure(const NewRecord& record) {
  const bool by_hr = std::holds_alternative<Erased>(record.facts) || std::holds_alternative<Voided>(record.facts);
  return by_hr && record.body.is_null();
}

// The statements of an append, prepared once however many leaves it has.
class Writer {
 public:
  explicit Writer(const Database& database)
      : database_(database),
        leaf_(database.prepare(sql::leaf_insert)),
        body_(database.prepare(sql::body_insert)),
        read_back_(database.prepare(sql::leaf_read_back)),
        node_(database.prepare(sql::node_insert)),
        known_(database.prepare(sql::leaf_known)),
        erased_(database.prepare(sql::subject_erased)),
        read_node_(node_reader(database)) {}

  const ReadNode& nodes() const { return read_node_; }

  Result<bool> knows(const RecordId& id) {
    auto row = known_.bind(id).step();
    known_.reset();
    return row;
  }

  // HR may erase somebody who stands at a kiosk: what they do there then comes too late.
  Status refuse_erased(const NewRecord& record) {
    if (!record.subject || may_follow_erasure(record)) return Done{};
    const auto row = erased_.bind(*record.subject).step();
    if (!row) return row.error();
    erased_.reset();
    return *row ? Status(erased_meanwhile(database_)) : Status(Done{});
  }

  Status write(const NewRecord& record, const PreparedLeaf& leaf) {
    auto put = leaf_
                   .bind(leaf.index, record.id, kind_of(record.facts), record.subject, Blob{leaf.record}, leaf.hash,
                         leaf.recorded_at.utc_ms, leaf.recorded_at.utc_offset_min)
                   .run();
    if (put && !leaf.body.empty()) put = body_.bind(leaf.index, Blob{leaf.body}).run();
    if (!put) return put;
    const auto nodes = nodes_of_append(leaf.index, leaf.hash, read_node_);
    if (!nodes) return nodes.error();
    if (auto inserted = insert_nodes(node_, *nodes); !inserted) return inserted;
    return compare(leaf);
  }

 private:
  Status compare(const PreparedLeaf& leaf) {
    const auto row = read_back_.bind(leaf.index).step();
    if (!row) return row.error();
    if (!*row || read_back_.text(0) != leaf.record || read_back_.digest(1) != leaf.hash || read_back_.text(2) != leaf.body)
      return corrupt_leaf(database_.file(), leaf.index, "what was read back is not what was written");
    read_back_.reset();
    return Done{};
  }

  const Database& database_;
  Statement leaf_;
  Statement body_;
  Statement read_back_;
  Statement node_;
  Statement known_;
  Statement erased_;
  ReadNode read_node_;
};

// The number of leaves, from the last checkpoint: nothing is appended after an end that is damaged or not signed.
Result<std::uint64_t> signed_size(const Database& database, const VerifierKey& key) {
  const auto last = last_checkpoint(database);
  if (!last) return last.error();
  Statement bounds = database.prepare(sql::leaf_bounds);
  const auto row = bounds.step();
  if (!row) return row.error();
  const std::uint64_t leaves = *row && !bounds.is_null(1) ? static_cast<std::uint64_t>(bounds.integer(1)) + 1 : 0;
  bounds.reset();
  const auto checked = check_checkpoint(database, *last, key, leaves);
  if (!checked) return checked.error();
  if (checked->size != leaves) return corrupt_leaf(database.file(), checked->size, "the record is in no checkpoint");
  return leaves;
}

Result<Checkpoint> sign_tree(const Database& database, const std::string& origin, std::uint64_t size, const ReadNode& nodes,
                             const SigningKey& key, const SigningKey* next) {
  const auto computed = root(size, nodes);
  if (!computed) return computed.error();
  const Checkpoint checkpoint{origin, size, *computed};
  auto note = sign_checkpoint(checkpoint, key);
  if (note && next != nullptr) note = add_signature(*note, *next);
  if (!note) return note.error();
  if (auto put = insert_checkpoint(database, {size, *note}); !put) return put.error();
  const auto back = last_checkpoint(database);
  if (!back) return back.error();
  if (back->size != size || back->note != *note)
    return corrupt_leaf(database.file(), size, "the checkpoint that was read back is not the one that was written");
  return checkpoint;
}

// A COMMIT that has written nothing syncs nothing. The records of a repeated append may be of one that failed at its last
// fsync: they can be read, and a power cut would still undo them. So something is written, and with it all before is synced.
Status write_for_sync(const Database& database) {
  if (auto put = database.prepare(sql::harmless_insert).run(); !put) return put;
  return database.prepare(sql::harmless_delete).run();
}

}  // namespace

Result<std::optional<Receipt>> earlier_receipt(const Database& database, const RecordId& id, const std::string& origin) {
  Statement find = database.prepare(sql::leaf_by_record);
  const auto row = find.bind(id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Receipt>();
  Receipt out;
  out.id = id;
  out.index = static_cast<std::uint64_t>(find.integer(0));
  const std::string record = find.text(1);
  const auto json = parse_stored(record);
  out.leaf_hash = find.digest(2);
  if (!json || leaf_hash(record) != out.leaf_hash)
    return corrupt_leaf(database.file(), out.index, "the record does not match its hash");
  out.origin = origin;
  out.signed_at = {integer_field(*json, "at"), static_cast<int>(integer_field(*json, "utc_offset_min"))};
  out.recorded_at = {find.integer(3), static_cast<int>(find.integer(4))};
  out.code = receipt_code(out.leaf_hash);
  const auto stored = checkpoint_over(database, out.index);
  if (!stored) return stored.error();
  const auto note = parse_note(stored->note);
  const auto checkpoint = note ? parse_checkpoint(note->text) : Result<Checkpoint>(note.error());
  if (!checkpoint) return corrupt_leaf(database.file(), out.index, "its checkpoint cannot be read");
  out.size = checkpoint->size;
  out.root = checkpoint->root;
  return std::optional(std::move(out));
}

std::string body_context(const RecordId& id) { return "body|" + to_hex(id); }

Result<std::vector<Receipt>> append_in_transaction(const Database& database, const std::string& origin, const SigningKey& key,
                                                   WallTime now, const std::vector<Entry>& entries, const SigningKey* next) {
  const auto before = signed_size(database, key.verifier());
  if (!before) return before.error();
  std::vector<Receipt> receipts;
  receipts.reserve(entries.size());
  std::uint64_t size = *before;
  Writer writer(database);
  for (const Entry& entry : entries) {
    const auto known = writer.knows(entry.record->id);
    if (!known) return known.error();
    if (*known) {
      auto earlier = earlier_receipt(database, entry.record->id, origin);
      if (!earlier) return earlier.error();
      receipts.push_back(std::move(**earlier));
      continue;
    }
    if (auto alive = writer.refuse_erased(*entry.record); !alive) return alive.error();
    const auto leaf = prepare_leaf(entry, origin, size, now);
    if (!leaf) return leaf.error();
    if (auto written = writer.write(*entry.record, *leaf); !written) return written.error();
    receipts.push_back(receipt_of(*entry.record, *leaf, origin));
    ++size;
  }
  if (size == *before) {
    if (auto written = write_for_sync(database); !written) return written.error();
    return receipts;
  }
  const auto checkpoint = sign_tree(database, origin, size, writer.nodes(), key, next);
  if (!checkpoint) return checkpoint.error();
  for (Receipt& receipt : receipts) {
    if (receipt.size != 0) continue;  // an earlier one
    receipt.size = checkpoint->size;
    receipt.root = checkpoint->root;
  }
  return receipts;
}

}  // namespace countersign::records
