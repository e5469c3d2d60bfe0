#include "records/store/sign_in.hpp"

#include "base/file.hpp"
#include "base/utf8.hpp"
#include "records/store/people.hpp"
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

struct Secrets {
  std::string pin_hash;
  std::string code_hash;
  std::int64_t code_ends_ms = 0;
};

Result<Secrets> read_secrets(const People& people, const PersonId& id) {
  Statement read = people.database.prepare(sql::secret_get);
  const auto row = read.bind(id).step();
  if (!row) return row.error();
  if (!*row) return Secrets{};
  return Secrets{read.text(0), read.text(1), read.integer(2)};
}

// What Argon2id is given: keyed, so that a stolen vault without the pepper cannot be guessed at; the badge in it, so that
// two people with one PIN have nothing in common.
std::string keyed_secret(const Pepper& pepper, const std::string& badge, const std::string& secret, bool is_code) {
  return to_hex(keyed_hash(pepper, is_code ? "code" : "pin", badge + '\0' + secret));
}

// The hash to compare with, or one that nothing matches: unknown badge, no PIN yet, code past its days.
Result<std::string> wanted_hash(const People& people, const std::optional<Person>& person, bool is_code, WallTime now,
                                HashCost cost) {
  Secrets secrets;
  if (person) {
    auto read = read_secrets(people, person->id);
    if (!read) return read.error();
    secrets = std::move(*read);
  }
  const bool code_holds = now.utc_ms < secrets.code_ends_ms;
  const std::string& hash = is_code ? (code_holds ? secrets.code_hash : std::string()) : secrets.pin_hash;
  return hash.empty() ? unmatchable_hash(cost) : hash;
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

Result<SignInAnswer> SignIn::try_secret(const std::string& badge, const std::string& secret, bool is_code, WallTime now) {
  const People& people = impl_->people;
  const std::string known = badge.substr(0, badge_bytes_max);
  const Digest hmac = badge_hmac(people.pepper, known);
  auto counted = impl_->throttle.count(people.database, hmac, now);
  if (!counted) return counted.error();
  if (!counted->allowed) return std::move(counted->answer);

  auto person = find_badge(people, hmac);
  if (!person) return person.error();
  const auto hash = wanted_hash(people, *person, is_code, now, impl_->cost);
  if (!hash) return hash.error();
  const std::string tried = keyed_secret(people.pepper, known, secret.substr(0, secret_bytes_max), is_code);
  if (!verify_secret(*hash, tried) || !*person) return std::move(counted->answer);
  if (auto cleared = impl_->throttle.clear(people.database, hmac); !cleared) return cleared.error();
  return SignInAnswer{SignInProblem::none, free_tries, milliseconds{0}, std::move(*person)};
}

Result<SignInAnswer> SignIn::check_pin(const std::string& badge, const std::string& pin, WallTime now) {
  return try_secret(badge, pin, false, now);
}

Result<SignInAnswer> SignIn::check_code(const std::string& badge, const std::string& code, WallTime now) {
  return try_secret(badge, normalised_code(code).value_or(""), true, now);
}

Status SignIn::set_pin(const PersonId& id, const std::string& pin, WallTime) {
  const People& people = impl_->people;
  const auto person = find_person(people, id);
  if (!person) return person.error();
  if (!*person || (*person)->retired) return nobody();
  const RosterRow& row = (*person)->row;
  if (pin_fault(pin, row) != PinFault::none)
    return Error{ErrorCode::bad_input, "this PIN is too easy to guess or not six digits", "", "Choose another PIN"};
  const auto before = read_secrets(people, id);
  if (!before) return before.error();
  const std::string secret = keyed_secret(people.pepper, row.badge, pin, false);
  if (verify_secret(before->pin_hash, secret))
    return Error{ErrorCode::refused, "this is the PIN that you have now", "", "Choose another PIN"};
  const auto hash = hash_secret(secret, impl_->cost);
  if (!hash) return hash.error();
  auto transaction = Transaction::begin_write(people.database);
  if (!transaction) return transaction.error();
  auto done = people.database.prepare(sql::secret_put_pin).bind(id, *hash).run();
  if (done) done = impl_->throttle.clear(people.database, badge_hmac(people.pepper, row.badge));
  return done ? transaction->commit() : done;
}

Result<std::string> SignIn::issue_code(const PersonId& id, WallTime now) {
  const People& people = impl_->people;
  const auto person = find_person(people, id);
  if (!person) return person.error();
  if (!*person || (*person)->retired) return nobody();
  const std::string& badge = (*person)->row.badge;
  const std::string code = random_code();
  const auto hash = hash_secret(keyed_secret(people.pepper, badge, code, true), impl_->cost);
  if (!hash) return hash.error();
  auto transaction = Transaction::begin_write(people.database);
  if (!transaction) return transaction.error();
  auto done = people.database.prepare(sql::secret_put_code).bind(id, *hash, now.utc_ms + code_days * day_ms).run();
  if (done) done = impl_->throttle.clear(people.database, badge_hmac(people.pepper, badge));
  if (done) done = transaction->commit();
  if (!done) return done.error();
  return shown_code(code);
}

Status set_passphrase(const DataDir& data, const std::string& passphrase) {
  if (!is_utf8(passphrase) || passphrase.size() > passphrase_bytes_max ||
      code_points(passphrase) < passphrase_characters_min)
    return Error{ErrorCode::bad_input, "the passphrase must have at least 12 characters", "", "Choose a longer one"};
  const auto hash = hash_secret(to_nfc(passphrase));
  if (!hash) return hash.error();
  return write_file(data.passphrase_hash(), *hash + "\n", true);
}

Result<bool> check_passphrase(const DataDir& data, const std::string& passphrase) {
  auto stored = read_file(data.passphrase_hash(), 4096);
  if (!stored) return stored.error();
  if (!stored->empty() && stored->back() == '\n') stored->pop_back();
  return verify_secret(*stored, to_nfc(passphrase));
}

}  // namespace countersign::records
