// The one way in: each call is one BEGIN IMMEDIATE; nobody is told "recorded" before COMMIT has answered.

#include "records/store/ledger.hpp"

#include "base/file.hpp"
#include "records/store/evidence.hpp"
#include "records/store/guard.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

Error corrupt_leaf(const std::string& file, std::uint64_t index, const std::string& what) {
  return {ErrorCode::corrupt, "record " + std::to_string(index) + ": " + what, file,
          "Write nothing to it; keep a copy and restore the last backup"};
}

Error erased_meanwhile(const Database& database) {
  return {ErrorCode::not_found, "this person has been erased; nothing more is kept about them", database.file(), ""};
}

namespace {

Error reader_only(const std::string& file) { return {ErrorCode::refused, "the ledger was opened for reading only", file, ""}; }

}  // namespace

// What a failed write or fsync leaves on the disk is unknown: nothing more is written until the file is opened again. A ledger
// that contradicts itself is evidence: nothing more is written at all.
Status Ledger::kept(Status done) {
  if (done) return done;
  const bool damaged = done.error().code == ErrorCode::corrupt;
  if (damaged || done.error().code == ErrorCode::io) impl_->broken = done.error();
  return damaged ? marked(done.error()) : done;
}

// Where the mark cannot be left, as on a full disk, whoever is told `fault` still stops; the next full check finds it again.
// Not for a ledger that `restore` has set aside meanwhile.
Status Ledger::marked(const Error& fault) const {
  int has_moved = 0;
  sqlite3_file_control(impl_->database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (fault.code == ErrorCode::corrupt && !impl_->is_copy && has_moved == 0)
    (void)leave_evidence(impl_->data, fault, impl_->options.now());
  return fault;
}

Status Ledger::write(const std::function<Status()>& body) {
  if (impl_->broken) return *impl_->broken;
  if (!impl_->key) return reader_only(impl_->database.file());
  auto transaction = Transaction::begin_write(impl_->database);
  if (!transaction) return kept(transaction.error());
  if (auto same = follow_key_rotation(impl_->data, impl_->database, impl_->vkey, impl_->key); !same)
    return same.error().code == ErrorCode::io ? kept(same) : same;  // what is wrong with a key is told by whoever opens it next
  if (auto done = body(); !done) return kept(done);
  auto done = kept(transaction->commit());
  if (done) impl_->copy_is_old = true;
  return done;
}

Result<std::vector<Receipt>> Ledger::append_all(const std::vector<PersonalRecord>& records) {
  std::vector<Entry> entries;
  entries.reserve(records.size());
  for (const PersonalRecord& one : records) entries.push_back({&one.record, one.key.get()});
  std::vector<Receipt> receipts;
  const auto done = write([&]() -> Status {
    auto appended = append_in_transaction(impl_->database, impl_->origin, *impl_->key, impl_->options.now(), entries);
    if (!appended) return appended.error();
    receipts = std::move(*appended);
    return Done{};
  });
  if (!done) return done.error();
  return receipts;
}

Result<Receipt> Ledger::append(const NewRecord& record, const Secret* key) {
  std::optional<Receipt> receipt;
  const auto done = write([&]() -> Status {
    auto appended = append_in_transaction(impl_->database, impl_->origin, *impl_->key, impl_->options.now(), {{&record, key}});
    if (!appended) return appended.error();
    receipt = std::move(appended->front());
    return Done{};
  });
  if (!done) return done.error();
  return *receipt;
}

Result<Receipt> Ledger::receipt(const RecordId& id) const {
  auto found = earlier_receipt(impl_->database, id, impl_->origin);
  if (!found) return found.error();
  if (!*found) return Error{ErrorCode::not_found, "the ledger has no such record", impl_->database.file(), ""};
  return std::move(**found);
}

Status Ledger::keep_document(const Digest& digest, const std::string& bytes) {
  if (impl_->broken) return *impl_->broken;
  if (sha256(bytes) != digest)
    return Error{ErrorCode::bad_input, "the document does not match its hash", impl_->database.file(), ""};
  return kept(impl_->database.prepare(sql::document_insert).bind(digest, Blob{bytes}).run());
}

Status Ledger::erase(const PersonId& person, const NewRecord& erased) {
  return write([&]() -> Status {
    const Database& database = impl_->database;
    Statement exists = database.prepare(sql::person_exists);
    const auto found = exists.bind(person).step();
    if (!found) return found.error();
    if (!*found) return Error{ErrorCode::not_found, "there is no such person in the ledger", database.file(), ""};
    exists.reset();
    const auto appended =
        append_in_transaction(database, impl_->origin, *impl_->key, impl_->options.now(), {{&erased, nullptr}});
    if (!appended) return appended.error();
    const EraseScope scope(database.handle());
    for (const char* statement : {sql::body_erase, sql::progress_erase, sql::throttle_erase, sql::person_erase})
      if (auto gone = database.prepare(statement).bind(person).run(); !gone) return gone;
    return Done{};
  });
}

Status Ledger::write_checkpoint_copy() {
  if (impl_->broken || !impl_->copy_is_old) return Done{};
  const auto last = last_checkpoint(impl_->database);
  if (!last) return last.error();
  for (const auto& file : checkpoint_copies(impl_->data))
    if (auto written = write_file(file, last->note); !written) return written;
  impl_->copy_is_old = false;
  return Done{};
}

void Ledger::refuse(const Error& why) { impl_->broken = why; }

}  // namespace countersign::records
