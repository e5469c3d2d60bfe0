#pragma once
// A badge reader is a keyboard: a burst of keys, an optional prefix key, digits, Enter. Keys are taken by position, so a
// keyboard setting does not change a badge. A burst that is longer than any badge is dropped whole, to the pause that ends it:
// its end is no badge either. Pure: time is an argument.

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace countersign::shell {

struct BadgeReaderSettings {
  milliseconds key_gap_max{60};  // of listening; readers send a key every 1 to 20 ms, people are slower
  std::size_t digits_min = 4;
  std::size_t digits_max = 32;
};

// One key that went down.
struct ReaderKey {
  enum class Kind { digit, prefix, enter, other };
  Kind kind = Kind::other;
  int digit = 0;
  Instant when;
  char32_t character = 0;  // what the keyboard's setting makes of the key: of a digit's '2', or 'é' on a French one; 0: nothing
};

class BadgeReader {
 public:
  explicit BadgeReader(BadgeReaderSettings settings = {}) : settings_(settings) {}

  struct Verdict {
    bool held = false;                 // the key may belong to a burst: give it to nobody yet
    std::optional<std::string> badge;  // a whole badge was read
    bool unreadable = false;           // a burst that was no badge
    std::vector<ReaderKey> released;   // keys that turned out to be typed by a person
  };
  Verdict key(const ReaderKey& key);
  // What the key that went down last writes. True: it waits with its key, and comes out with it or not at all.
  bool hold(char32_t character);
  // A person's single key is given out after the gap has passed.
  Verdict tick(Instant now);
  std::optional<Instant> next_deadline() const;

 private:
  bool is_burst() const { return keys_.size() >= 3; }
  bool is_flood(Instant now) const;
  Verdict finish();

  BadgeReaderSettings settings_;
  std::vector<ReaderKey> keys_;
  std::optional<Instant> flood_;  // the last key of a burst that was too long
};

}  // namespace countersign::shell
