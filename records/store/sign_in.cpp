#include "records/store/sign_in.hpp"

#include "records/store/people.hpp"
#include "records/store/roster_row.hpp"
#include "records/store/sql.hpp"
#include "records/store/throttle.hpp"

namespace countersign::records {

struct SignIn::Impl {
  People people;
  HashCost cost;
  Throttle throttle;
};

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::size_t badge_bytes_max = 256;  // longer input is no badge, and hashing it is no use
constexpr std::size_t secret_bytes_max = 64;

struct Wraps {
  std::string by_pin;
  std::string by_code;
  std::int64_t code_ends_ms = 0;
};

Result<Wraps> read_wraps(const People& people, const PersonId& id) {
  Statement read = people.database.prepare(sql::key_get);
  const auto row = read.bind(id).step();
  if (!row) return row.error();
  if (!*row) return Wraps{};
  return Wraps{read.text(1), read.text(2), read.integer(3)};
}

// What Argon2id is given: keyed, so that a stolen vault without the pepper cannot be guessed at; the badge in it, so that
// two people with one PIN have nothing in common.
std::string keyed_secret(const Pepper& pepper, const std::string& badge, const std::string& secret, bool is_code) {
  const WipedText typed{badge + '\0' + secret};
  return to_hex(keyed_hash(pepper, is_code ? "code" : "pin", typed.text));
}

// The line to open, or one that nothing opens: unknown badge, no PIN yet, code past its days.
Result<std::string> wanted_line(const People& people, const std::optional<Person>& person, bool is_code, WallTime now,
                                HashCost cost) {
  Wraps wraps;
  if (person) {
    auto read = read_wraps(people, person->id);
    if (!read) return read.error();
    wraps = std::move(*read);
  }
  const bool code_holds = now.utc_ms < wraps.code_ends_ms;
  const std::string& line = is_code ? (code_holds ? wraps.by_code : std::string()) : wraps.by_pin;
  return line.empty() ? unopenable_wrap(cost) : line;
}

// Everything about the person that their own key opens.
Result<Person> own_person(const People& people, Person person, const Secret& key) {
  Statement read = people.database.prepare(sql::identity_own);
  const auto found = read.bind(person.id).step();
  if (!found) return found.error();
  auto row = open_own(key, person.id, *found ? read.text(0) : std::string());
  if (!row) return row.error();
  row->group = person.row.group;
  row->site = person.row.site;
  person.row = std::move(*row);
  return person;
}

Error nobody() { return {ErrorCode::not_found, "there is no such person in the roster", "", ""}; }

}  // namespace

Result<SignIn> SignIn::open_with(const DataDir& data, HashCost cost) {
  auto people = open_people(data);
  if (!people) return people.error();
  return SignIn(std::make_unique<Impl>(Impl{std::move(*people), cost, {}}));
}

Result<SignIn> SignIn::open(const DataDir& data) { return open_with(data, HashCost{}); }
#ifdef COUNTERSIGN_TEST_HOOKS
Result<SignIn> SignIn::open(const DataDir& data, HashCost cost) { return open_with(data, cost); }
#endif

SignIn::SignIn(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SignIn::SignIn(SignIn&&) noexcept = default;
SignIn& SignIn::operator=(SignIn&&) noexcept = default;
SignIn::~SignIn() = default;

Result<SignInAnswer> SignIn::try_secret(const std::string& badge, const std::string& secret, bool is_code, TryTime now) {
  const People& people = impl_->people;
  const std::string known = badge.substr(0, badge_bytes_max);
  const Digest hmac = badge_hmac(people.pepper, known);
  auto counted = impl_->throttle.count(people.database, hmac, now);
  if (!counted) return counted.error();
  if (!counted->allowed) return std::move(counted->answer);

  auto person = find_badge(people, hmac);
  if (!person) return person.error();
  const auto line = wanted_line(people, *person, is_code, now.wall, impl_->cost);
  if (!line) return line.error();
  const WipedText typed{secret.substr(0, secret_bytes_max)};
  const WipedText tried{keyed_secret(people.pepper, known, typed.text, is_code)};
  auto key = unwrap(*line, tried.text);
  if (!key && key.error().code != ErrorCode::refused) return key.error();
  if (!key || !*person) return std::move(counted->answer);
  auto own = own_person(people, std::move(**person), *key);
  if (!own) return own.error();
  if (auto cleared = impl_->throttle.clear(people.database, hmac); !cleared) return cleared.error();
  return SignInAnswer{
      .tries_left = free_tries, .person = std::move(*own), .key = std::make_shared<const Secret>(std::move(*key))};
}

Result<SignInAnswer> SignIn::check_pin(const std::string& badge, const std::string& pin, TryTime now) {
  return try_secret(badge, pin, false, now);
}

Result<SignInAnswer> SignIn::check_code(const std::string& badge, const std::string& code, TryTime now) {
  const WipedText typed{normalised_code(code).value_or("")};
  return try_secret(badge, typed.text, true, now);
}

Status SignIn::set_pin(const PersonId& id, const std::string& badge, const std::string& pin, const Secret& key,
                       const std::function<Status()>& note) {
  const People& people = impl_->people;
  const Digest hmac = badge_hmac(people.pepper, badge);
  auto person = find_badge(people, hmac);
  if (!person) return person.error();
  if (!*person || (*person)->id != id) return nobody();
  const auto own = own_person(people, std::move(**person), key);
  if (!own) return own.error();
  if (pin_fault(pin, own->row) != PinFault::none)
    return Error{ErrorCode::bad_input, "this PIN is too easy to guess or not six digits", "", "Choose another PIN"};
  const auto before = read_wraps(people, id);
  if (!before) return before.error();
  const WipedText secret{keyed_secret(people.pepper, badge, pin, false)};
  if (!before->by_pin.empty() && unwrap(before->by_pin, secret.text))
    return Error{ErrorCode::refused, "this is the PIN that you have now", "", "Choose another PIN"};
  const auto line = wrap(key, secret.text, impl_->cost);
  if (!line) return line.error();
  if (note)
    if (auto noted = note(); !noted) return noted;
  auto transaction = Transaction::begin_write(people.database);
  if (!transaction) return transaction.error();
  auto done = people.database.prepare(sql::key_put_pin).bind(id, *line).run();
  if (done && people.database.rows_changed() == 0) return nobody();  // erased while the PIN was stretched
  if (done) done = impl_->throttle.clear(people.database, hmac);
  return done ? transaction->commit() : done;
}

Result<std::string> SignIn::issue_code(const PersonId& id, const HrKey& hr, WallTime now) {
  const People& people = impl_->people;
  const auto person = find_person(people, id, &hr);
  if (!person) return person.error();
  if (!*person || (*person)->retired) return nobody();
  const std::string& badge = (*person)->row.badge;
  const auto key = person_key_for_hr(people, id, hr);
  if (!key) return key.error();
  const WipedText code{random_code()};
  const WipedText secret{keyed_secret(people.pepper, badge, code.text, true)};
  const auto line = wrap(*key, secret.text, impl_->cost);
  if (!line) return line.error();
  auto transaction = Transaction::begin_write(people.database);
  if (!transaction) return transaction.error();
  auto done = people.database.prepare(sql::key_put_code).bind(id, *line, now.utc_ms + code_days * day_ms).run();
  if (done && people.database.rows_changed() == 0) return nobody();
  if (done) done = impl_->throttle.clear(people.database, badge_hmac(people.pepper, badge));
  if (done) done = transaction->commit();
  if (!done) return done.error();
  return shown_code(code.text);
}

}  // namespace countersign::records
