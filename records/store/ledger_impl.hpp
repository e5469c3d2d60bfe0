#pragma once
// What the files of the ledger share. Private to records/store.

#include "records/log/key.hpp"
#include "records/store/ledger.hpp"
#include "records/store/sqlite.hpp"

namespace countersign::records {

struct Ledger::Impl {
  Database database;
  DataDir data;
  LedgerOptions options;
  std::string origin;
  VerifierKey vkey;
  std::optional<SigningKey> key;  // not for a reader
  // Set by a failed write or fsync (what the disk holds is then unknown until the file is opened again) and by refuse().
  std::optional<Error> broken;
  bool copy_is_old = false;  // something was appended since the checkpoint was copied
  bool is_copy = false;      // a backup or an archived ledger: a fault of it is not one of `data`
};

bool is_origin(const std::string& origin);
Error corrupt_leaf(const std::string& file, std::uint64_t index, const std::string& what);
// Whoever was erased while they were signed in.
Error erased_meanwhile(const Database& database);

// The body of one write transaction: appends leaves after those that are there, then signs one checkpoint.
struct Entry {
  const NewRecord* record = nullptr;
  const Secret* key = nullptr;
};
Result<std::vector<Receipt>> append_in_transaction(const Database& database, const std::string& origin, const SigningKey& key,
                                                   WallTime now, const std::vector<Entry>& entries,
                                                   const SigningKey* next = nullptr);  // signs as well
// The receipt that this record id was given before, if it was.
Result<std::optional<Receipt>> earlier_receipt(const Database& database, const RecordId& id, const std::string& origin);
// What a sealed private part is tied to.
std::string body_context(const RecordId& id);

// An empty tree, signed, in a new file.
Status begin_log(const Database& database, const std::string& origin, const SigningKey& key);
// The key of this machine, made if there is none.
Result<SigningKey> make_device_key(const DataDir& data, const std::string& origin);
// The one that is there, under the name of a log.
Result<SigningKey> device_key_for(const DataDir& data, const std::string& origin);
// Fails with not_found, io, or corrupt: not 32 bytes, or not the key that the ledger names.
Result<SigningKey> load_device_key(const DataDir& data, const VerifierKey& wanted);
// A rotation that was cut off is completed or forgotten, as the ledger says. Waits for one that is going on.
Status finish_key_rotation(const DataDir& data, const Database& database);
// Takes the key that another process has put in the place of `vkey` and `key`, if one has. Within a write transaction.
Status follow_key_rotation(const DataDir& data, const Database& database, VerifierKey& vkey, std::optional<SigningKey>& key);
// Where copies of the last checkpoint are kept.
std::vector<std::filesystem::path> checkpoint_copies(const DataDir& data);

}  // namespace countersign::records
