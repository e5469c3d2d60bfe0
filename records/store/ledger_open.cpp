// Making and opening a ledger. Opening is quick at any size and writes nothing.

#include <unistd.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "records/model/canonical.hpp"
#include "records/store/checkpoint_copy.hpp"
#include "records/store/evidence.hpp"
#include "records/store/file_check.hpp"
#include "records/store/guard.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/machine.hpp"
#include "records/store/restore.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t origin_bytes_max = 200;

Result<std::uint64_t> count_leaves(const Database& database) {
  Statement bounds = database.prepare(sql::leaf_bounds);
  const auto row = bounds.step();
  if (!row) return row.error();
  if (!*row || bounds.is_null(0)) return std::uint64_t{0};
  if (bounds.integer(0) != 0) return corrupt_leaf(database.file(), 0, "the first record is missing");
  return static_cast<std::uint64_t>(bounds.integer(1)) + 1;
}

Status check_last_leaf(const Database& database, const std::string& origin) {
  Statement last = database.prepare(sql::leaf_last);
  const auto row = last.step();
  if (!row) return row.error();
  if (!*row) return Done{};
  const auto index = static_cast<std::uint64_t>(last.integer(0));
  const std::string record = last.text(1);
  if (leaf_hash(record) != last.digest(2)) return corrupt_leaf(database.file(), index, "the record does not match its hash");
  const auto json = parse_stored(record);
  if (!json || integer_field(*json, "idx", -1) != last.integer(0) || text_field(*json, "origin") != origin)
    return corrupt_leaf(database.file(), index, "the record is not of this place in this ledger");
  return Done{};
}

// A read-only connection cannot roll back what a killed program left; a writing one can, and then only reads.
Result<Database> open_for(const DataDir& data, const LedgerOptions& options) {
  if (!options.read_only) return open_checked(data.ledger(), ledger_file, OpenMode::read_write, options.busy_timeout);
  auto database = open_checked(data.ledger(), ledger_file, OpenMode::read_only, options.busy_timeout);
  const bool may_write =
      ::access(data.ledger().c_str(), W_OK) == 0 && ::access(data.root.c_str(), W_OK) == 0 && refuse_evidence(data);
  if (database || database.error().code != ErrorCode::io || !may_write) return database;
  auto writing = open_checked(data.ledger(), ledger_file, OpenMode::read_write, options.busy_timeout);
  if (!writing) return database;
  if (auto only = writing->execute("PRAGMA query_only = ON"); !only) return only.error();
  return writing;
}

// The last checkpoint covers every leaf, and the leaves' tree is the one that it signs.
Status check_end(const Database& database, const LogIdentity& log, std::uint64_t leaves) {
  if (auto leaf = check_last_leaf(database, log.origin); !leaf) return leaf;  // first: it names the record
  const auto last = last_checkpoint(database);
  if (!last) return last.error();
  const auto checked = check_checkpoint(database, *last, log.current, leaves);
  if (!checked) return checked.error();
  if (checked->size != leaves) return corrupt_leaf(database.file(), checked->size, "the record is in no checkpoint");
  return Done{};
}

Error not_continued(const Database& database, const fs::path& copy, const std::string& what) {
  return {ErrorCode::corrupt, what + ", says the checkpoint in " + copy.string(), database.file(),
          "Another file was put in this ledger's place, or it was changed. Keep a copy of both; the way back to a backup is "
          "countersign-admin restore"};
}

// Signed by the key of now, or by one before: a copy may have been made before the key was changed.
Result<Checkpoint> open_copied(const Database& database, const std::string& note) {
  const auto keys = log_keys(database);
  if (!keys) return keys.error();
  Result<Checkpoint> opened = Error{};
  for (auto key = keys->rbegin(); key != keys->rend() && !opened; ++key) opened = open_checkpoint(note, *key);
  return opened;
}

// `restore` was cut off before it could replace the copy: signed by the same key under the name of an earlier generation.
bool is_of_earlier_generation(const Database& database, const LogIdentity& log, const std::string& note) {
  const auto parsed = parse_note(note);
  const auto checkpoint = parsed ? parse_checkpoint(parsed->text) : Result<Checkpoint>(parsed.error());
  if (!checkpoint || generation_of(checkpoint->origin) >= generation_of(log.origin)) return false;
  const auto same_log = [](const std::string& origin) { return origin.substr(0, origin.rfind('/')); };
  const auto key = verifier_key(checkpoint->origin, log.first.public_key);
  if (same_log(checkpoint->origin) != same_log(log.origin) || !key || !open_checkpoint(note, *key)) return false;
  Statement first = database.prepare(sql::leaf_kind);
  const auto row = first.bind(0).step();
  return row && *row && first.text(0) == "continued";
}

// A copy may lag behind, never be ahead, and what it signed must still be there.
Status check_copy(const Database& database, const LogIdentity& log, const fs::path& file, std::uint64_t leaves) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return Done{};
  const auto note = read_file(file, note_bytes_max);
  if (!note) return note.error();
  const auto last = last_checkpoint(database);
  if (!last) return last.error();
  if (*note == last->note) return Done{};  // which has been checked
  const auto copied = open_copied(database, *note);
  if (!copied && is_of_earlier_generation(database, log, *note)) return Done{};
  if (!copied)
    return Error{ErrorCode::corrupt, "the copy of the checkpoint is not of this ledger: " + copied.error().what, file.string(),
                 "Find out which of the two was replaced; keep copies of both"};
  if (copied->size > leaves)
    return not_continued(
        database, file, std::to_string(copied->size - leaves) + " of " + std::to_string(copied->size) + " records are missing");
  const auto computed = root(copied->size, node_reader(database));
  if (!computed) return computed.error();
  if (*computed != copied->root)
    return not_continued(database, file, "the first " + std::to_string(copied->size) + " records are not what they were");
  return Done{};
}

Result<LogIdentity> check_all(const Database& database, bool fast_check, const std::vector<fs::path>& copies) {
  auto snapshot = Transaction::begin_read(database);  // one state of the file for all checks
  if (!snapshot) return snapshot.error();
  auto log = log_identity(database);
  if (!log || !fast_check) return log;
  const auto leaves = count_leaves(database);
  if (!leaves) return leaves.error();
  if (auto end = check_end(database, *log, *leaves); !end) return end.error();
  for (const fs::path& copy : copies)
    if (auto same = check_copy(database, *log, copy, *leaves); !same) return same.error();
  return log;
}

// What settings.json says of it; null: nothing.
Json wanted_copy(const DataDir& data) {
  const auto settings = read_file(data.settings(), json_bytes_max);
  const Json json = settings ? Json::parse(*settings, nullptr, false) : Json();
  return json.is_object() ? json.value("checkpoint_copy", Json()) : Json();
}

// Else a copy that somebody counts on would be kept nowhere.
Status check_wanted_copy(const DataDir& data) {
  const Json wanted = wanted_copy(data);
  if (wanted.is_null() || is_checkpoint_copy(wanted)) return Done{};
  return Error{ErrorCode::bad_input, "\"checkpoint_copy\" is not the whole path of a file", data.settings().string(),
               "Give the whole path, or remove the line"};
}

}  // namespace

Status begin_log(const Database& database, const std::string& origin, const SigningKey& key) {
  auto transaction = Transaction::begin_write(database);
  if (!transaction) return transaction.error();
  auto done = database.prepare(sql::log_insert).bind(origin, key.verifier().text()).run();
  const auto note = sign_checkpoint({origin, 0, empty_root()}, key);
  if (!note) return note.error();
  if (done) done = insert_checkpoint(database, {0, *note});
  return done ? transaction->commit() : done;
}

// c2sp.org/tlog-checkpoint asks for no spaces and no plus; ours are lower case besides.
bool is_origin(const std::string& origin) {
  for (const char c : origin)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/')) return false;
  return origin.starts_with("countersign/") && origin.size() <= origin_bytes_max;
}

std::vector<fs::path> checkpoint_copies(const DataDir& data) {
  std::vector<fs::path> out{data.checkpoint()};
  if (const Json wanted = wanted_copy(data); is_checkpoint_copy(wanted)) out.emplace_back(wanted.get<std::string>());
  return out;
}

bool is_checkpoint_copy(const Json& value) {
  return value.is_string() && fs::path(value.get_ref<const std::string&>()).is_absolute();
}

Result<Ledger> Ledger::create(const DataDir& data, const std::string& origin) {
  if (!is_origin(origin))
    return Error{ErrorCode::bad_input, "the origin must be lower case letters, digits, - . and /", origin,
                 "Give organisation and terminal simple ids"};
  auto database = create_checked(data.ledger(), ledger_file);
  if (!database) return database.error();
  const auto key = make_device_key(data, origin);
  const Status filled = key ? begin_log(*database, origin, *key) : Status(key.error());
  if (!filled) {
    ::unlink(data.ledger().c_str());
    return filled.error();
  }
  return open(data);
}

Result<Ledger> Ledger::open(const DataDir& data, LedgerOptions options) {
  if (!options.now) options.now = wall_time_now;
  if (auto copy = check_wanted_copy(data); !copy) return copy.error();
  if (!options.read_only)
    if (auto clear = refuse_evidence(data); !clear) return clear.error();
  auto database = open_for(data, options);
  if (!database) return database.error();
  if (!options.read_only)
    if (auto finished = finish_key_rotation(data, *database); !finished) return finished.error();
  auto log = check_all(*database, options.fast_check, checkpoint_copies(data));
  if (!log) return log.error();
  std::optional<SigningKey> key;
  if (!options.read_only) {
    auto loaded = load_device_key(data, log->current);
    if (!loaded) return loaded.error();
    key = std::move(*loaded);
  }
  install_guard(database->handle());
  return Ledger(std::make_unique<Impl>(
      Impl{std::move(*database), data, std::move(options), log->origin, log->current, std::move(key), {}, false, false}));
}

Result<Ledger> Ledger::open_copy(const fs::path& file, LedgerOptions options) {
  options.read_only = true;
  auto database = open_checked(file, ledger_file, OpenMode::read_only, options.busy_timeout);
  if (!database) return database.error();
  auto log = check_all(*database, options.fast_check, {});
  if (!log) return log.error();
  install_guard(database->handle());
  return Ledger(std::make_unique<Impl>(Impl{std::move(*database),
                                            DataDir{file.parent_path()},
                                            std::move(options),
                                            log->origin,
                                            log->current,
                                            std::nullopt,
                                            {},
                                            false,
                                            true}));
}

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() {
  if (impl_ && impl_->copy_is_old) (void)write_checkpoint_copy();
}

const std::string& Ledger::file() const { return impl_->database.file(); }
const std::string& Ledger::origin() const { return impl_->origin; }
const VerifierKey& Ledger::vkey() const { return impl_->vkey; }

}  // namespace countersign::records
