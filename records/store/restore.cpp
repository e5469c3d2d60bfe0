#include "records/store/restore.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/file.hpp"
#include "records/log/text.hpp"
#include "records/store/backup.hpp"
#include "records/store/file_check.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/machine.hpp"
#include "records/store/people.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

namespace fs = std::filesystem;

namespace {

constexpr milliseconds lock_wait{5000};

constexpr char nothing_done[] = "Nothing was restored. Check the folder's rights and its free space";

fs::path next_ledger(const DataDir& data) { return data.root / "ledger.db.next"; }

// A file of ours that nobody has opened, with what SQLite may have left beside it.
void remove_beside(const fs::path& file) {
  ::unlink(file.c_str());
  ::unlink((file.string() + "-journal").c_str());
}

std::string without_generation(const std::string& origin) { return origin.substr(0, origin.rfind('/') + 1); }

// A row of `person`.
struct Entered {
  PersonId id;
  Digest badge_hmac;
  std::string group;
  std::string site;
  std::int64_t retired = 0;
};

// Today's ledger as far as it can be read: damaged ones are what people restore from.
struct Today {
  std::unique_ptr<Database> database;  // on the heap: the transaction points at it
  std::optional<Transaction> lock;
  std::uint64_t generation = 0;
  std::set<PersonId> erased;
  std::vector<Entered> people;  // all, or none where one of them cannot be read
};

Status read_people(const Database& database, std::vector<Entered>& out) {
  Statement rows = database.prepare(sql::person_all);
  std::vector<Entered> read;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) break;
    read.push_back({rows.id<PersonId>(0), rows.digest(1), rows.text(2), rows.text(3), rows.integer(4)});
  }
  out = std::move(read);
  return Done{};
}

Status read_erased(const Database& database, std::set<PersonId>& out) {
  Statement rows = database.prepare(sql::subjects_erased);
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return Done{};
    out.insert(rows.id<PersonId>(0));
  }
}

// Of the copies of the checkpoint, in case that the ledger itself cannot say.
std::uint64_t generation_of_copies(const DataDir& data) {
  std::uint64_t out = 0;
  for (const fs::path& copy : checkpoint_copies(data)) {
    const auto text = read_file(copy, note_bytes_max);
    const auto note = text ? parse_note(*text) : Result<Note>(text.error());
    const auto checkpoint = note ? parse_checkpoint(note->text) : Result<Checkpoint>(note.error());
    if (checkpoint) out = std::max(out, generation_of(checkpoint->origin));
  }
  return out;
}

// Nobody writes to it from here on: what a kiosk would append now would be set aside unseen.
Result<Today> take_today(const DataDir& data) {
  Today out;
  out.generation = generation_of_copies(data);
  auto database = open_checked(data.ledger(), ledger_file, OpenMode::read_write, lock_wait);
  if (!database) return Result<Today>(std::move(out));
  out.database = std::make_unique<Database>(std::move(*database));
  auto lock = Transaction::begin_write(*out.database);
  if (!lock && lock.error().code == ErrorCode::locked) return lock.error();
  if (lock) out.lock.emplace(std::move(*lock));
  if (const auto log = log_identity(*out.database); log) out.generation = std::max(out.generation, generation_of(log->origin));
  // What cannot be read cannot be carried over.
  (void)read_erased(*out.database, out.erased);
  (void)read_people(*out.database, out.people);
  return Result<Today>(std::move(out));
}

// Of the vault that will be in force: who is in it, and whether they have a PIN. One that cannot be read is told by what opens
// it next.
using VaultPeople = std::map<PersonId, bool>;

VaultPeople vault_people(const fs::path& file) {
  VaultPeople out;
  const auto vault = open_checked(file, vault_file, OpenMode::read_write, lock_wait);
  if (!vault) return out;
  Statement rows = vault->prepare(sql::identity_with_pin);
  for (auto row = rows.step(); row && *row; row = rows.step()) out.emplace(rows.id<PersonId>(0), rows.integer(1) != 0);
  return out;
}

// It would be taken for the journal of the file that comes in this one's place.
Status refuse_journal(const fs::path& file) {
  const fs::path journal = file.string() + "-journal";
  std::error_code ignored;
  if (!fs::exists(journal, ignored) || fs::file_size(journal, ignored) == 0) return Done{};
  return Error{ErrorCode::refused, "a write to today's " + file.filename().string() + " was cut off and cannot be undone",
               journal.string(), "Move both files together into another folder, then restore again"};
}

// --- the new ledger ---

NewRecord same_stamp(const NewRecord& like, Facts facts) {
  NewRecord out = like;
  out.id = RecordId{random_16()};
  out.facts = std::move(facts);
  return out;
}

// The backup has people whom today's ledger had erased.
Status leave_out(const Database& database, const PersonId& person) {
  for (const char* statement : {sql::progress_erase, sql::throttle_erase, sql::person_erase})
    if (auto gone = database.prepare(statement).bind(person).run(); !gone) return gone;
  return Done{};
}

Status carry_over(const Database& database, const std::set<PersonId>& erased) {
  for (const char* statement :
       {sql::carry_person, sql::carry_assignment, sql::carry_throttle, sql::carry_progress, sql::carry_document})
    if (auto carried = database.prepare(statement).run(); !carried) return carried;
  for (const PersonId& person : erased)
    if (auto gone = leave_out(database, person); !gone) return gone;
  return Done{};
}

NewRecord about(const NewRecord& like, const Entered& person, Facts facts) {
  NewRecord out = same_stamp(like, std::move(facts));
  out.subject = person.id;
  out.group = person.group;
  out.site = person.site;
  return out;
}

Result<bool> is_in(const Database& database, const PersonId& person) {
  return database.prepare(sql::person_exists).bind(person).step();
}

// Whoever was imported after the backup: in today's ledger and in the vault. That they have a PIN is said anew, since what says
// so lies in a ledger that no longer counts.
Status carry_newcomers(const Database& database, const Today& today, const VaultPeople& vault, const NewRecord& like,
                       std::vector<NewRecord>& records, Restored& out) {
  Statement insert = database.prepare(sql::person_carry);
  for (const Entered& person : today.people) {
    const auto known = vault.find(person.id);
    if (known == vault.end()) continue;
    if (auto put = insert.bind(person.id, person.badge_hmac, person.group, person.site, person.retired).run(); !put) return put;
    if (database.rows_changed() == 0) continue;  // the backup has them
    ++out.carried_over;
    if (known->second) records.push_back(about(like, person, Enrolled{}));
  }
  return Done{};
}

// Whom the vault or today's ledger still has, and the new ledger has not.
Status count_left_out(const Database& database, const Today& today, const VaultPeople& vault, Restored& out) {
  std::set<PersonId> known;
  for (const auto& [person, has_pin] : vault) known.insert(person);
  for (const Entered& person : today.people) known.insert(person.id);
  for (const PersonId& person : known) {
    const auto is_there = is_in(database, person);
    if (!is_there) return is_there.error();
    if (!*is_there && !today.erased.contains(person)) ++out.left_out;
  }
  return Done{};
}

// What the new ledger begins with, and who is in it.
Status fill(const Database& database, const SigningKey& key, const Today& today, const VaultPeople& vault,
            const RestoreWanted& wanted, Restored& out) {
  if (auto begun = begin_log(database, out.origin, key); !begun) return begun;
  auto transaction = Transaction::begin_write(database);
  if (!transaction) return transaction.error();
  if (auto carried = carry_over(database, today.erased); !carried) return carried;
  std::vector<NewRecord> records{
      same_stamp(wanted.record, Continued{out.from.origin, out.from.size, out.from.root, wanted.by})};
  for (const PersonId& person : today.erased) {
    records.push_back(same_stamp(wanted.record, Erased{wanted.by}));
    records.back().subject = person;
  }
  if (auto done = carry_newcomers(database, today, vault, wanted.record, records, out); !done) return done;
  if (auto done = count_left_out(database, today, vault, out); !done) return done;
  std::vector<Entry> entries;
  for (const NewRecord& record : records) entries.push_back({&record, nullptr});
  const auto appended = append_in_transaction(database, out.origin, key, wall_time_now(), entries);
  return appended ? transaction->commit() : Status(appended.error());
}

Status build(const DataDir& data, const RestoreWanted& wanted, const SigningKey& key, const Today& today,
             const VaultPeople& vault, Restored& out) {
  auto database = create_checked(next_ledger(data), ledger_file);
  if (!database) return database.error();
  if (auto attached = database->attach(wanted.ledger, "backup"); !attached) return attached;
  return fill(*database, key, today, vault, wanted, out);
}

// --- what is set aside ---

// Checked and on disk.
Status copy_vault(const fs::path& from, const fs::path& to) {
  const auto vault = open_checked(from, vault_file, OpenMode::read_only, lock_wait);
  if (!vault) return vault.error();
  return backup_database(*vault, vault_file, to, {});
}

// A second name for today's file: the first one is about to be given away.
Status keep_aside(const fs::path& file, const fs::path& name, fs::path& out) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return Done{};
  if (::link(file.c_str(), name.c_str()) != 0) return system_error(name, "keep today's file in the archive", nothing_done);
  out = name;
  return Done{};
}

// Of a restore that was cut off before its rename: other names of the files in force.
void remove_second_names(const DataDir& data) {
  std::error_code error;
  for (fs::directory_iterator at(data.archive(), error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    for (const fs::path& in_force : {data.ledger(), data.vault(), data.evidence()})
      if (fs::equivalent(at->path(), in_force, ignored)) ::unlink(at->path().c_str());
  }
}

Status check_vault(const DataDir& data, const fs::path& file, const HrKey& hr) {
  auto vault = open_checked(file, vault_file, OpenMode::read_only, lock_wait);
  if (!vault) return vault.error();
  auto pepper = load_pepper(data.pepper());
  if (!pepper) return data.key_error(pepper.error());
  const auto sealed_to = hr_public(People{std::move(*vault), std::move(*pepper)});
  if (!sealed_to) return sealed_to.error();
  if (*sealed_to == hr.pair.open) return Done{};
  return Error{ErrorCode::bad_input, "the vault is sealed to another key of HR than the one here", file.string(),
               "Put the hr-key of that time into the data directory, or restore a later vault"};
}

// Undoes what was made beside, unless the new ledger is in force.
class Beside {
 public:
  Beside(const DataDir& data, fs::path vault) : data_(data), vault_(std::move(vault)) {}
  ~Beside() {
    if (done_) return;
    remove_beside(next_ledger(data_));
    remove_beside(vault_);
    for (const fs::path& name : {ledger_aside, vault_aside, evidence_aside})
      if (!name.empty()) ::unlink(name.c_str());
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  void keep() { done_ = true; }

  fs::path ledger_aside;
  fs::path vault_aside;
  fs::path evidence_aside;

 private:
  const DataDir& data_;
  fs::path vault_;
  bool done_ = false;
};

Result<Checkpoint> end_of(const Ledger& ledger) {
  const auto note = ledger.checkpoint();
  if (!note) return note.error();
  return open_checkpoint(*note, ledger.vkey());
}

void make_read_only(const fs::path& file) {
  if (!file.empty()) ::chmod(file.c_str(), 0400);
}

// After the rename: the rest is finished by whoever comes next if it is cut off here.
Status finish(const DataDir& data, Restored& out, const RestoreWanted& wanted) {
  make_read_only(out.set_aside);
  make_read_only(out.vault_set_aside);
  make_read_only(wanted.ledger);
  const auto ledger = Ledger::open_copy(data.ledger());
  if (!ledger) return ledger.error();
  out.vkey = ledger->vkey().text();
  const auto note = ledger->checkpoint();
  if (!note) return note.error();
  for (const fs::path& copy : checkpoint_copies(data))
    if (auto written = write_file(copy, *note); !written) return written;
  if (const auto roster = Roster::open(data); !roster) return roster.error();
  return Done{};
}

}  // namespace

Result<VerifierKey> device_vkey(const DataDir& data, const std::string& origin) {
  const auto key = device_key_for(data, origin);
  return key ? Result<VerifierKey>(key->verifier()) : key.error();
}

std::uint64_t generation_of(const std::string& origin) {
  return from_decimal(std::string_view(origin).substr(origin.rfind('/') + 1)).value_or(0);
}

Result<Restored> restore(const DataDir& data, const HrKey& hr, const RestoreWanted& wanted) {
  auto backup = Ledger::open_copy(wanted.ledger);
  if (!backup) return backup.error();
  const auto from = end_of(*backup);
  if (!from) return from.error();
  auto today = take_today(data);
  if (!today) return today.error();
  if (auto clean = refuse_journal(data.ledger()); !clean) return clean.error();
  if (!wanted.vault.empty())
    if (auto clean = refuse_journal(data.vault()); !clean) return clean.error();
  const std::uint64_t generation = std::max(today->generation, generation_of(from->origin)) + 1;
  Restored out;
  out.origin = without_generation(from->origin) + std::to_string(generation);
  out.from = *from;
  out.erased_again = today->erased.size();
  const auto key = device_key_for(data, out.origin);
  if (!key) return key.error();
  remove_second_names(data);

  const fs::path vault = vault_of_generation(data, generation);
  remove_beside(next_ledger(data));  // of a restore that was cut off
  remove_beside(vault);
  Beside beside(data, vault);
  if (!wanted.vault.empty()) {
    if (auto done = copy_vault(wanted.vault, vault); !done) return done.error();
    if (auto done = check_vault(data, vault, hr); !done) return done.error();
    if (auto done = keep_aside(data.vault(), data.archive() / ("vault-" + wanted.time + ".db"), beside.vault_aside); !done)
      return done.error();
  }
  const VaultPeople people = vault_people(wanted.vault.empty() ? data.vault() : vault);
  if (auto done = build(data, wanted, *key, *today, people, out); !done) return done.error();
  if (auto done = keep_aside(data.ledger(), data.archive() / ("ledger-" + wanted.time + ".db"), beside.ledger_aside); !done)
    return done.error();
  if (auto done = keep_aside(data.evidence(), data.archive() / ("evidence-" + wanted.time), beside.evidence_aside); !done)
    return done.error();
  for (const fs::path& folder : {data.archive(), data.root})
    if (auto done = sync_folder(folder); !done) return done.error();

  if (::rename(next_ledger(data).c_str(), data.ledger().c_str()) != 0)
    return system_error(data.ledger(), "put the new ledger in place", nothing_done);
  beside.keep();
  ::unlink(data.evidence().c_str());  // in the archive now; cut off before this, another restore is needed
  make_read_only(beside.evidence_aside);
  out.set_aside = beside.ledger_aside;
  out.vault_set_aside = beside.vault_aside;
  today->lock.reset();
  today->database.reset();
  auto done = sync_folder(data.root);
  if (done) done = finish(data, out, wanted);
  if (!done) out.unfinished = done.error();
  return out;
}

}  // namespace countersign::records
