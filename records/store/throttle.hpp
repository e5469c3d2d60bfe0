#pragma once
// How long a badge must wait after wrong tries. Private to records/store.
// The tries and the delay are on disk; when the delay began is known only to this process, so that it starts anew after a
// restart, whatever the clock says. docs/decisions/0020: why per badge.

#include <map>

#include "records/store/sign_in.hpp"
#include "records/store/sqlite.hpp"

namespace countersign::records {

// After `tries` wrong ones: none up to the fourth, 30 s after the fifth, doubling to 15 min.
milliseconds throttle_delay(int tries);

struct CountedTry {
  bool allowed = false;  // false: waiting or blocked; nothing was counted
  SignInAnswer answer;   // what to say unless the secret turns out to be right
};

class Throttle {
 public:
  // Counts a try and commits it, before the secret is looked at.
  Result<CountedTry> count(const Database& database, const Digest& badge, TryTime now);
  // Forgets all tries. Within the caller's transaction, if there is one.
  Status clear(const Database& database, const Digest& badge);

 private:
  milliseconds still_to_wait(const Digest& badge, milliseconds delay, TryTime now);
  std::map<Digest, TryTime> delay_began_;
};

}  // namespace countersign::records
