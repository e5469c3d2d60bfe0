#include "records/store/people.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "base/file.hpp"
#include "records/store/evidence.hpp"
#include "records/store/file_check.hpp"
#include "records/store/guard.hpp"
#include "records/store/restore.hpp"
#include "records/store/roster_row.hpp"
#include "records/store/sql.hpp"
#include "records/store/tree_store.hpp"

namespace countersign::records {

namespace {

constexpr milliseconds lock_wait{5000};

Error damaged(const People& people, const char* what) {
  return {ErrorCode::corrupt, what, people.database.file(), "Write nothing to it; restore vault and keys from one backup"};
}

}  // namespace

std::filesystem::path vault_of_generation(const DataDir& data, std::uint64_t generation) {
  return data.vault().string() + ".next-" + std::to_string(generation);
}

Status finish_vault_restore(const DataDir& data, const Database& ledger) {
  const auto log = log_identity(ledger);
  if (!log) return log.error();
  const std::filesystem::path waiting = vault_of_generation(data, generation_of(log->origin));
  std::error_code error;
  if (!std::filesystem::exists(waiting, error)) return Done{};
  if (::rename(waiting.c_str(), data.vault().c_str()) != 0) {
    const int number = errno;
    if (!std::filesystem::exists(waiting, error)) return Done{};  // another program did
    return system_error(data.vault(), "put the restored vault in place",
                        "Give this user the right to write in the data directory", number);
  }
  return sync_folder(data.root);
}

Result<People> open_people(const DataDir& data) {
  auto people = open_people_even_if_marked(data);
  if (people && !people->may_write) return people->may_write.error();
  return people;
}

Result<People> open_people_even_if_marked(const DataDir& data) {
  Status may_write = refuse_evidence(data);
  const OpenMode mode = may_write ? OpenMode::read_write : OpenMode::read_only;
  // Attaching alone would take a ledger that is cut short for a whole one.
  if (auto ledger = open_checked(data.ledger(), ledger_file, mode, lock_wait); !ledger)
    return ledger.error();
  else if (auto finished = may_write ? finish_vault_restore(data, *ledger) : Done{}; !finished)
    return finished.error();
  auto database = open_checked(data.vault(), vault_file, mode, lock_wait);
  if (!database) return database.error();
  if (auto attached = database->attach(data.ledger(), "ledger"); !attached) return attached.error();
  if (auto schema = check_schema(*database, "ledger", ledger_file); !schema) return schema.error();
  install_guard(database->handle());
  auto pepper = load_pepper(data.pepper());
  if (!pepper) return data.key_error(pepper.error());
  return People{std::move(*database), std::move(*pepper), std::move(may_write)};
}

Digest badge_hmac(const Pepper& pepper, const std::string& badge) { return keyed_hash(pepper, "badge", badge); }

Result<Person> person_of(const Statement& row, const HrKey* hr) {
  Person person;
  person.id = row.id<PersonId>(0);
  if (hr != nullptr) {
    auto fields = open_for_hr(*hr, person.id, row.text(5));
    if (!fields) return fields.error();
    person.row = std::move(*fields);
  }
  person.row.group = row.text(1);
  person.row.site = row.text(2);
  person.retired = row.integer(3) != 0;
  person.has_pin = row.integer(4) != 0;
  return person;
}

Result<std::optional<Person>> first_person(Statement& rows, const HrKey* hr) {
  const auto row = rows.step();
  if (!row) return row.error();
  if (!*row) return std::optional<Person>();
  auto person = person_of(rows, hr);
  if (!person) return person.error();
  return std::optional(std::move(*person));
}

Result<std::optional<Person>> find_person(const People& people, const PersonId& id, const HrKey* hr) {
  Statement rows = people.database.prepare(sql::people_by_id);
  rows.bind(id);
  return first_person(rows, hr);
}

Result<std::optional<Person>> find_badge(const People& people, const Digest& hmac) {
  Statement rows = people.database.prepare(sql::people_by_badge);
  rows.bind(hmac);
  auto found = first_person(rows, nullptr);
  if (found && *found && (*found)->retired) return std::optional<Person>();
  return found;
}

Result<Secret> person_key_for_hr(const People& people, const PersonId& id, const HrKey& hr) {
  Statement read = people.database.prepare(sql::key_get);
  const auto row = read.bind(id).step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorCode::not_found, "there is no such person in the vault", people.database.file(), ""};
  return open_key_for_hr(hr, id, read.text(0));
}

Status put_hr_public(const People& people, const BoxKey& hr) {
  const std::string_view bytes(reinterpret_cast<const char*>(hr.bytes.data()), hr.bytes.size());
  return people.database.prepare(sql::hr_put).bind(Blob{bytes}).run();
}

Result<BoxKey> hr_public(const People& people) {
  Statement read = people.database.prepare(sql::hr_get);
  const auto row = read.step();
  if (!row) return row.error();
  BoxKey out;
  const std::string bytes = *row ? read.text(0) : std::string();
  if (bytes.size() != out.bytes.size()) return damaged(people, "the vault does not say whose it is");
  std::copy(bytes.begin(), bytes.end(), out.bytes.begin());
  return out;
}

namespace {

struct SealedPerson {
  PersonId id;
  std::string row;
  std::string key;
};

Result<std::vector<SealedPerson>> sealed_people(const People& people) {
  Statement rows = people.database.prepare(sql::identity_all);
  std::vector<SealedPerson> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back({rows.id<PersonId>(0), rows.text(1), rows.text(2)});
  }
}

}  // namespace

Status seal_people_anew(const People& people, const HrKey& now, const HrKey& next) {
  auto transaction = Transaction::begin_write(people.database);
  if (!transaction) return transaction.error();
  const auto all = sealed_people(people);
  if (!all) return all.error();
  Statement identity = people.database.prepare(sql::identity_reseal);
  Statement person_key = people.database.prepare(sql::key_reseal);
  for (const SealedPerson& person : *all) {
    const auto row = open_for_hr(now, person.id, person.row);
    const auto key = open_key_for_hr(now, person.id, person.key);
    if (!row) return row.error();
    if (!key) return key.error();
    auto done = identity.bind(person.id, Blob{seal_for_hr(next, person.id, *row)}).run();
    if (done) done = person_key.bind(person.id, Blob{seal_key_for_hr(next, person.id, *key)}).run();
    if (!done) return done;
  }
  if (auto put = put_hr_public(people, next.pair.open); !put) return put;
  return transaction->commit();
}

namespace {

Result<std::vector<PersonId>> erased_but_there(const People& people) {
  Statement rows = people.database.prepare(sql::identity_erased);
  std::vector<PersonId> out;
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back(rows.id<PersonId>(0));
  }
}

}  // namespace

Status finish_erasures(const People& people) {
  const auto left = erased_but_there(people);
  if (!left) return left.error();
  if (left->empty()) return Done{};
  auto transaction = Transaction::begin_write(people.database);
  if (!transaction) return transaction.error();
  for (const PersonId& person : *left) {
    auto done = people.database.prepare(sql::key_delete).bind(person).run();
    if (done) done = people.database.prepare(sql::identity_delete).bind(person).run();
    if (!done) return done;
  }
  return transaction->commit();
}

}  // namespace countersign::records
