// Badge reader and person at the same keyboard: what is a badge, what is typed, and under which setting.

#include "kiosk/shell/badge_reader.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace countersign;
using namespace countersign::shell;

namespace {

constexpr milliseconds reader_pace{8};
constexpr milliseconds person_pace{140};

// Presses keys of a keyboard: '0' to '9' by position, 'P' the prefix, 'E' Enter, else a key that writes its name. `writes`:
// what the keyboard's setting makes of a digit's key.
struct Keyboard {
  BadgeReader reader;
  Instant now{milliseconds{1'000}};
  const char32_t* writes = U"0123456789";
  std::string badge;
  std::u32string typed;
  int unreadable = 0;

  void take(const BadgeReader::Verdict& verdict) {
    if (verdict.badge) badge = *verdict.badge;
    unreadable += verdict.unreadable ? 1 : 0;
    for (const ReaderKey& key : verdict.released)
      if (key.character != 0) typed += key.character;
  }

  void press(char name, milliseconds pace) {
    now = now + pace;
    take(reader.tick(now));
    ReaderKey key;
    key.when = now;
    if (name >= '0' && name <= '9') {
      key.kind = ReaderKey::Kind::digit;
      key.digit = name - '0';
    } else {
      key.kind = name == 'P' ? ReaderKey::Kind::prefix : name == 'E' ? ReaderKey::Kind::enter : ReaderKey::Kind::other;
    }
    take(reader.key(key));
    if (key.kind == ReaderKey::Kind::enter) return;
    const char32_t character = key.kind == ReaderKey::Kind::digit    ? writes[key.digit]
                               : key.kind == ReaderKey::Kind::prefix ? U';'
                                                                     : static_cast<char32_t>(name);
    if (!reader.hold(character)) typed += character;
  }

  void press_all(const std::string& names, milliseconds pace) {
    for (const char name : names) press(name, pace);
  }

  void rest() {
    now = now + milliseconds{500};
    take(reader.tick(now));
  }
};

}  // namespace

TEST_CASE("a burst that ends in Enter is a badge, with and without its prefix, and types nothing") {
  for (const std::string burst : {"P20481632E", "20481632E"}) {
    CAPTURE(burst);
    Keyboard keyboard;
    keyboard.press_all(burst, reader_pace);
    keyboard.rest();
    CHECK(keyboard.badge == "20481632");
    CHECK(keyboard.typed.empty());
    CHECK(keyboard.unreadable == 0);
  }
}

TEST_CASE("a French keyboard's setting changes no badge") {
  Keyboard keyboard;
  keyboard.writes = U"\u00e0&\u00e9\"'(-\u00e8_\u00e7";
  keyboard.press_all("P20481632E", reader_pace);
  keyboard.rest();
  CHECK(keyboard.badge == "20481632");
  CHECK(keyboard.typed.empty());
}

TEST_CASE("what a person types comes out once, as the keyboard's setting has it") {
  Keyboard english;
  english.press_all("204816", person_pace);
  english.rest();
  CHECK(english.typed == U"204816");
  CHECK(english.badge.empty());

  Keyboard french;
  french.writes = U"\u00e0&\u00e9\"'(-\u00e8_\u00e7";
  french.press_all("26", person_pace);
  french.rest();
  CHECK(french.typed == U"\u00e9-");
}

TEST_CASE("a burst that is no badge says so, and types nothing") {
  struct Bad {
    const char* burst;
    const char* why;
  };
  for (const Bad& bad :
       {Bad{"P204E", "too few digits"}, Bad{"P2048x632E", "a letter within"}, Bad{"204P1632E", "a prefix within"}}) {
    CAPTURE(bad.why);
    Keyboard keyboard;
    keyboard.press_all(bad.burst, reader_pace);
    keyboard.rest();
    CHECK(keyboard.badge.empty());
    CHECK(keyboard.unreadable == 1);
    CHECK(keyboard.typed.empty());
  }
}

TEST_CASE("a flood of keys is dropped to its end, which is no badge, and the next badge is read") {
  for (const std::string& flood :
       {std::string(40, '7') + "E", std::string(5'000, '7') + "E", std::string(40, '7') + "20481632E",
        std::string(40, '7') + "EP20481632E", std::string(34, '7') + "2048x1632E"}) {
    CAPTURE(flood.size());
    Keyboard keyboard;
    keyboard.press_all(flood, reader_pace);
    CHECK(keyboard.unreadable == 1);
    keyboard.rest();
    CHECK(keyboard.unreadable == 1);
    CHECK(keyboard.badge.empty());
    CHECK(keyboard.typed.empty());
    keyboard.press_all("P20481632E", reader_pace);
    CHECK(keyboard.badge == "20481632");
    CHECK(keyboard.typed.empty());
  }
}

TEST_CASE("a code that comes as fast as a badge is typed in its order, hyphen and all") {
  Keyboard keyboard;
  keyboard.press_all("72031-9kd3h", reader_pace);
  keyboard.rest();
  CHECK(keyboard.typed == U"72031-9kd3h");
  CHECK(keyboard.badge.empty());
  CHECK(keyboard.unreadable == 0);
}

TEST_CASE("a burst that stops without Enter was a person, and the next badge is read") {
  Keyboard keyboard;
  keyboard.press_all("2048", reader_pace);
  keyboard.rest();
  CHECK(keyboard.typed == U"2048");
  keyboard.press_all("P20481632E", reader_pace);
  CHECK(keyboard.badge == "20481632");
  CHECK_FALSE(keyboard.reader.next_deadline());
}
