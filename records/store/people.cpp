#include "records/store/people.hpp"

#include "records/store/file_check.hpp"
#include "records/store/guard.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr milliseconds lock_wait{5000};

Result<std::optional<Person>> first_person(Statement& rows) {
  const auto row = rows.step();
  if (!row) return row.error();
  return *row ? std::optional(person_of(rows)) : std::nullopt;
}

}  // namespace

Result<People> open_people(const DataDir& data) {
  // Attaching alone would take a ledger that is cut short for a whole one.
  if (auto ledger = open_checked(data.ledger(), ledger_file, OpenMode::read_write, lock_wait); !ledger) return ledger.error();
  auto database = open_checked(data.vault(), vault_file, OpenMode::read_write, lock_wait);
  if (!database) return database.error();
  if (auto attached = database->attach(data.ledger(), "ledger"); !attached) return attached.error();
  if (auto schema = check_schema(*database, "ledger", ledger_file); !schema) return schema.error();
  install_guard(database->handle());
  auto pepper = load_pepper(data.pepper());
  if (!pepper) return pepper.error();
  return People{std::move(*database), *pepper};
}

Digest badge_hmac(const Pepper& pepper, const std::string& badge) { return keyed_hash(pepper, "badge", badge); }

Person person_of(const Statement& row) {
  Person person;
  person.id = row.id<PersonId>(0);
  person.row = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                row.text(6), row.text(7), row.text(8), row.text(9)};
  person.retired = row.integer(10) != 0;
  person.has_pin = row.integer(11) != 0;
  return person;
}

Result<std::optional<Person>> find_person(const People& people, const PersonId& id) {
  Statement rows = people.database.prepare(sql::people_by_id);
  rows.bind(id);
  return first_person(rows);
}

Result<std::optional<Person>> find_badge(const People& people, const Digest& hmac) {
  Statement rows = people.database.prepare(sql::people_by_badge);
  rows.bind(hmac);
  auto found = first_person(rows);
  if (found && *found && (*found)->retired) return std::optional<Person>();
  return found;
}

}  // namespace countersign::records
