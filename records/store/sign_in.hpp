#pragma once
// Badges, one-time codes, PINs and the throttle. Opening a person's key is the check; nothing else is stored. Argon2id takes
// about 0.1 s: call it on the writer thread, never in a frame. The failure is committed before the PIN is checked, so that
// pulling the plug buys no extra try.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "records/store/roster.hpp"
#include "records/vault/code.hpp"  // normalised_code(): what people type
#include "records/vault/wrap.hpp"

namespace countersign::records {

constexpr int pin_digits = 6;
constexpr int free_tries = 5;  // then 30 s, doubling to 15 min
constexpr int tries_max = 20;  // then only a new code helps
constexpr int code_days = 14;

enum class SignInProblem {
  none,
  wrong,    // badge, PIN or code: never says which
  wait,     // too many tries: `wait` says for how long
  blocked,  // twenty tries: only a new code from HR helps
  no_pin,   // right badge and nothing chosen yet is not told either: used only after a code
};

// When somebody tries.
struct TryTime {
  WallTime wall;   // for the days of a code
  Instant steady;  // of a clock that nobody can set, and that runs while the machine sleeps (CLOCK_BOOTTIME): for delays
};

struct SignInAnswer {
  SignInProblem problem = SignInProblem::none;
  int tries_left = 0;  // before the next delay
  milliseconds wait{0};
  bool locks_out = false;             // this very try was the twentieth: for the ledger
  std::optional<Person> person;       // when problem is none; all fields, as the person's own key opens them
  std::shared_ptr<const Secret> key;  // the person's: opens and seals what is theirs
};

enum class PinFault { none, not_six_digits, too_simple, is_a_date_of_yours, same_as_before };
// Six digits, not 123456 or 654321, not one digit repeated, not a date of the roster row. Never same_as_before: only
// set_pin() can know that, and fails with refused.
PinFault pin_fault(const std::string& pin, const RosterRow& row);

class SignIn {
 public:
  static Result<SignIn> open(const DataDir& data);
#ifdef COUNTERSIGN_TEST_HOOKS
  static Result<SignIn> open(const DataDir& data, HashCost cost);  // cheaper hashes, in test builds only
#endif
  SignIn(SignIn&&) noexcept;
  SignIn& operator=(SignIn&&) noexcept;
  ~SignIn();

  // Each answers the same way, and takes the same time, for a badge that does not exist. The delay runs on `now.steady`;
  // a step of the wall clock, either way, and a restart start what is left of it anew. On `locks_out`, once a lock-out, the
  // caller appends a LockedOut record.
  Result<SignInAnswer> check_pin(const std::string& badge, const std::string& pin, TryTime now);
  // A right code is used up only by set_pin, so that a crash between the two costs nothing.
  Result<SignInAnswer> check_code(const std::string& badge, const std::string& code, TryTime now);
  // Sets the first PIN after a code (which it uses up), or a new one after a checked PIN, with the key that the check gave.
  // The old PIN ends. Clears the throttle. Fails with bad_input (pin_fault says which), refused (the same PIN as before) or
  // not_found. `note` is called when nothing speaks against the PIN any more and it is not yet in force: for its leaves. If it
  // fails, so does this, and nothing has changed.
  Status set_pin(const PersonId& person, const std::string& badge, const std::string& pin, const Secret& key,
                 const std::function<Status()>& note = {});
  // Forgets the old code and clears the throttle. The code is returned once, as shown to people; it opens the person's key for
  // 14 days. Fails with not_found.
  Result<std::string> issue_code(const PersonId& person, const HrKey& hr, WallTime now);

 private:
  struct Impl;
  explicit SignIn(std::unique_ptr<Impl> impl);
  static Result<SignIn> open_with(const DataDir& data, HashCost cost);
  Result<SignInAnswer> try_secret(const std::string& badge, const std::string& secret, bool is_code, TryTime now);
  std::unique_ptr<Impl> impl_;
};

}  // namespace countersign::records
