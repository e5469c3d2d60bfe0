#include "records/store/throttle.hpp"

#include <algorithm>

#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr milliseconds first_delay{30'000};
constexpr milliseconds delay_max{15 * 60'000};
constexpr int strangers_max = 10'000;  // badges that nobody has: what one typing at random may fill the disk with

struct Tries {
  int count = 0;
  milliseconds delay{0};
};

Result<Tries> read_tries(const Database& database, const Digest& badge) {
  Statement read = database.prepare(sql::throttle_get);
  const auto row = read.bind(badge).step();
  if (!row) return row.error();
  if (!*row) return Tries{};
  return Tries{static_cast<int>(read.integer(0)), milliseconds{read.integer(1)}};
}

SignInAnswer answer_for(int tries) {
  SignInAnswer answer;
  answer.problem = tries >= tries_max ? SignInProblem::blocked : SignInProblem::wrong;
  answer.tries_left = std::max(0, free_tries - tries);
  answer.wait = tries >= tries_max ? milliseconds{0} : throttle_delay(tries);
  return answer;
}

CountedTry still_waiting(milliseconds wait) {
  CountedTry out;
  out.answer.problem = SignInProblem::wait;
  out.answer.wait = wait;
  return out;
}

// Told by the clock that nobody can set.
bool wall_clock_was_set(const TryTime& before, const TryTime& now) {
  constexpr milliseconds step_min{2'000};  // the two are not read at once
  const milliseconds by_wall{now.wall.utc_ms - before.wall.utc_ms};
  return std::chrono::abs(by_wall - (now.steady - before.steady)) >= step_min;
}

}  // namespace

milliseconds throttle_delay(int tries) {
  if (tries < free_tries) return milliseconds{0};
  milliseconds delay = first_delay;
  for (int i = free_tries; i < tries && delay < delay_max; ++i) delay *= 2;
  return std::min(delay, delay_max);
}

milliseconds Throttle::still_to_wait(const Digest& badge, milliseconds delay, TryTime now) {
  if (delay <= milliseconds{0}) return milliseconds{0};
  TryTime& began = delay_began_.try_emplace(badge, now).first->second;
  if (now.steady - began.steady >= delay) return milliseconds{0};
  if (wall_clock_was_set(began, now)) began = now;
  return delay - (now.steady - began.steady);
}

Result<CountedTry> Throttle::count(const Database& database, const Digest& badge, TryTime now) {
  auto transaction = Transaction::begin_write(database);
  if (!transaction) return transaction.error();
  const auto tries = read_tries(database, badge);
  if (!tries) return tries.error();
  if (tries->count >= tries_max) return CountedTry{false, answer_for(tries->count)};
  if (const auto wait = still_to_wait(badge, tries->delay, now); wait > milliseconds{0}) return still_waiting(wait);

  SignInAnswer answer = answer_for(tries->count + 1);
  answer.locks_out = tries->count + 1 == tries_max;
  const milliseconds delay = throttle_delay(tries->count + 1);
  auto put = database.prepare(sql::throttle_put).bind(badge, tries->count + 1, delay.count()).run();
  if (put) put = database.prepare(sql::throttle_prune).bind(strangers_max).run();
  if (put) put = transaction->commit();
  if (!put) return put.error();
  if (delay > milliseconds{0}) delay_began_[badge] = now;
  return CountedTry{true, answer};
}

Status Throttle::clear(const Database& database, const Digest& badge) {
  if (auto cleared = database.prepare(sql::throttle_clear).bind(badge).run(); !cleared) return cleared;
  delay_began_.erase(badge);
  return Done{};
}

}  // namespace countersign::records
