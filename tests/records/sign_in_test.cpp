#include <doctest/doctest.h>

#include "records/store/throttle.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

constexpr char badge[] = "4402";
constexpr char pin[] = "204816";
constexpr std::int64_t day_ms = 86'400'000;

struct Desk {
  TempDir temp;
  DataDir data = new_data(temp);
  Roster roster = open_roster(data);
  Person person;

  Desk() {
    must(roster.import(small_roster(), false, false));
    person = must(roster.by_badge(badge)).value();
  }

  // A code, then the PIN.
  void enrol(SignIn& sign_in) {
    const std::string code = must(sign_in.issue_code(person.id, hr_key(), morning()));
    must(sign_in.set_pin(person.id, badge, pin, *must(sign_in.check_code(badge, code, try_at(morning()))).key));
  }
};

SignInProblem problem(const Result<SignInAnswer>& answer) { return must(answer).problem; }

}  // namespace

TEST_CASE("a code opens once, then the PIN does") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  CHECK(problem(sign_in.check_pin(badge, pin, try_at(morning()))) == SignInProblem::wrong);
  const std::string code = must(sign_in.issue_code(desk.person.id, hr_key(), morning()));
  CHECK(code.size() == 11);
  CHECK(code[5] == '-');
  std::string typed = " " + code + " ";
  for (char& c : typed)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const SignInAnswer right = must(sign_in.check_code(badge, typed, try_at(morning())));
  CHECK(right.problem == SignInProblem::none);
  CHECK(right.person->id == desk.person.id);
  CHECK(right.person->row.name == "Noor Example");
  CHECK(problem(sign_in.check_code(badge, code, try_at(morning()))) == SignInProblem::none);  // used up only by a PIN
  must(sign_in.set_pin(desk.person.id, badge, pin, *right.key));
  CHECK(problem(sign_in.check_code(badge, code, try_at(morning()))) == SignInProblem::wrong);
  CHECK(problem(sign_in.check_pin(badge, pin, try_at(morning()))) == SignInProblem::none);
  CHECK(must(desk.roster.by_badge(badge))->has_pin);
  CHECK(sign_in.set_pin(desk.person.id, badge, pin, *right.key).error().code == ErrorCode::refused);
  must(sign_in.set_pin(desk.person.id, badge, "907155", *right.key));
  CHECK(problem(sign_in.check_pin(badge, pin, try_at(morning()))) == SignInProblem::wrong);
}

TEST_CASE("a code ends after 14 days, with a new code, and belongs to one badge") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  const std::string first = must(sign_in.issue_code(desk.person.id, hr_key(), morning()));
  CHECK(problem(sign_in.check_code(badge, first, try_at(morning(14 * day_ms - 1)))) == SignInProblem::none);
  CHECK(problem(sign_in.check_code(badge, first, try_at(morning(14 * day_ms)))) == SignInProblem::wrong);
  CHECK(problem(sign_in.check_code("4417", first, try_at(morning()))) == SignInProblem::wrong);
  const std::string second = must(sign_in.issue_code(desk.person.id, hr_key(), morning()));
  CHECK(first != second);
  CHECK(problem(sign_in.check_code(badge, first, try_at(morning()))) == SignInProblem::wrong);
  CHECK(problem(sign_in.check_code(badge, second, try_at(morning()))) == SignInProblem::none);
}

TEST_CASE("the throttle: five tries, then 30 s doubling to 15 min, blocked at twenty; the same for a badge nobody has") {
  struct Step {
    int tries;
    std::int64_t delay_s;
  };
  const Step steps[] = {{1, 0},   {4, 0},    {5, 30},   {6, 60},   {7, 120},  {8, 240},
                        {9, 480}, {10, 900}, {11, 900}, {19, 900}, {20, 900}, {1000, 900}};
  for (const auto& [tries, delay_s] : steps) CHECK(throttle_delay(tries) == milliseconds{delay_s * 1000});

  for (const char* who : {badge, "0000"}) {
    CAPTURE(std::string(who));
    Desk desk;
    SignIn sign_in = open_sign_in(desk.data);
    std::int64_t at = 0;
    for (int tries = 1; tries <= tries_max; ++tries) {
      CAPTURE(tries);
      const SignInAnswer answer = must(sign_in.check_pin(who, "000001", try_at(morning(at))));
      CHECK(answer.problem == (tries == tries_max ? SignInProblem::blocked : SignInProblem::wrong));
      CHECK(answer.tries_left == std::max(0, free_tries - tries));
      const std::int64_t delay_ms = tries == tries_max ? 0 : throttle_delay(tries).count();
      CHECK(answer.wait.count() == delay_ms);
      if (delay_ms > 0) {
        const SignInAnswer early = must(sign_in.check_pin(who, pin, try_at(morning(at + delay_ms - 1))));
        CHECK(early.problem == SignInProblem::wait);
        CHECK(early.wait == milliseconds{1});
      }
      at += delay_ms;
    }
    CHECK(problem(sign_in.check_pin(who, pin, try_at(morning(at + 100 * day_ms)))) == SignInProblem::blocked);
    SignIn restarted = open_sign_in(desk.data);
    CHECK(problem(restarted.check_pin(who, pin, try_at(morning(at + 100 * day_ms)))) == SignInProblem::blocked);
  }
}

TEST_CASE("a delay runs on the clock that nobody can set; a restart and a wall clock that was set start what is left anew") {
  Desk desk;
  const auto both = [](std::int64_t wall_ms, std::int64_t steady_ms) {
    return TryTime{morning(wall_ms), Instant{milliseconds{5'000'000 + steady_ms}}};
  };
  {
    SignIn sign_in = open_sign_in(desk.data);
    const auto wait_ms = [&](std::int64_t wall_ms, std::int64_t steady_ms) {
      return must(sign_in.check_pin(badge, pin, both(wall_ms, steady_ms))).wait.count();
    };
    for (int i = 0; i < free_tries; ++i) must(sign_in.check_pin(badge, "000001", both(0, 0)));
    CHECK(wait_ms(20'000, 20'000) == 10'000);        // waiting costs no try
    CHECK(wait_ms(21'999, 20'000) == 10'000);        // not read at once
    CHECK(wait_ms(-50'000, 21'000) == 30'000);       // set back
    CHECK(wait_ms(-49'000, 22'000) == 29'000);       // and runs on
    CHECK(wait_ms(100 * day_ms, 23'000) == 30'000);  // set forward: ends nothing
    CHECK(wait_ms(200 * day_ms, 52'999) == 30'000);  // just before the end
    CHECK(wait_ms(200 * day_ms + 29'999, 82'998) == 1);
    CHECK(wait_ms(300 * day_ms, 82'999) == 60'000);  // over, so nothing is left to start anew: the sixth try is counted
  }
  SignIn restarted = open_sign_in(desk.data);
  CHECK(must(restarted.check_pin(badge, "000001", try_at(morning(day_ms)))).wait == milliseconds{60'000});
  CHECK(must(restarted.check_pin(badge, pin, try_at(morning(day_ms + 59'999)))).wait == milliseconds{1});
  CHECK(must(restarted.check_pin(badge, "000001", try_at(morning(day_ms + 60'000)))).wait == milliseconds{120'000});
}

TEST_CASE("one try of twenty says that it locks the badge out, and so after a new code; nobody else is kept waiting") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  std::int64_t at = 0;
  const auto lock_outs = [&](int tries) {
    int told = 0;
    for (int i = 0; i < tries; ++i) told += must(sign_in.check_pin(badge, "000001", try_at(morning(at += 900'000)))).locks_out;
    return told;
  };
  CHECK(lock_outs(tries_max - 1) == 0);
  CHECK(lock_outs(1) == 1);
  CHECK(lock_outs(3) == 0);
  sign_in = open_sign_in(desk.data);
  CHECK(lock_outs(3) == 0);
  const SignInAnswer colleague = must(sign_in.check_pin("4417", "000001", try_at(morning(at))));
  CHECK(colleague.problem == SignInProblem::wrong);
  CHECK(colleague.wait == milliseconds{0});
  must(sign_in.issue_code(desk.person.id, hr_key(), morning(at)));
  CHECK(lock_outs(tries_max - 1) == 0);
  CHECK(lock_outs(3) == 1);
}

TEST_CASE("the failure is on disk before the PIN is looked at, and success clears it") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  desk.enrol(sign_in);
  for (int i = 0; i < free_tries - 1; ++i) must(sign_in.check_pin(badge, "000001", try_at(morning())));
  SignIn another = open_sign_in(desk.data);  // as after pulling the plug
  CHECK(must(another.check_pin(badge, "000001", try_at(morning()))).tries_left == 0);
  SignIn third = open_sign_in(desk.data);
  must(third.check_pin(badge, pin, try_at(morning())));
  CHECK(problem(third.check_pin(badge, pin, try_at(morning(30'000)))) == SignInProblem::none);
  CHECK(must(third.check_pin(badge, "000001", try_at(morning(30'000)))).tries_left == free_tries - 1);
}

TEST_CASE("when blocked, only a new code helps") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  std::int64_t at = 0;
  for (int i = 0; i < tries_max; ++i) must(sign_in.check_pin(badge, "000001", try_at(morning(at += 900'000))));
  CHECK(problem(sign_in.check_pin(badge, pin, try_at(morning(at)))) == SignInProblem::blocked);
  const std::string code = must(sign_in.issue_code(desk.person.id, hr_key(), morning(at)));
  CHECK(problem(sign_in.check_code(badge, code, try_at(morning(at)))) == SignInProblem::none);
}

TEST_CASE("a retired person is answered like a badge that nobody has") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  desk.enrol(sign_in);
  must(desk.roster.import({small_roster()[0]}, true, false));
  CHECK(problem(sign_in.check_pin(badge, pin, try_at(morning()))) == SignInProblem::wrong);
  CHECK(sign_in.issue_code(desk.person.id, hr_key(), morning()).error().code == ErrorCode::not_found);
  must(desk.roster.import(small_roster(), false, false));
  CHECK(problem(sign_in.check_pin(badge, pin, try_at(morning()))) == SignInProblem::none);
}

TEST_CASE("odd badges, PINs and codes are wrong, not errors") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  for (const std::string& odd :
       {std::string(), std::string(100'000, 'x'), std::string("\0\xff", 2), std::string("' OR 1=1 --")}) {
    CHECK(problem(sign_in.check_pin(odd, odd, try_at(morning()))) == SignInProblem::wrong);
    CHECK(problem(sign_in.check_code(odd, odd, try_at(morning()))) == SignInProblem::wrong);
  }
}

TEST_CASE("which PINs are refused") {
  struct Case {
    const char* pin;
    PinFault fault;
  };
  const Case cases[] = {
      {"", PinFault::not_six_digits},
      {"12345", PinFault::not_six_digits},
      {"1234567", PinFault::not_six_digits},
      {"12 456", PinFault::not_six_digits},
      {"12345a", PinFault::not_six_digits},
      {"\u0661\u0662\u0663", PinFault::not_six_digits},
      {"123456", PinFault::too_simple},
      {"654321", PinFault::too_simple},
      {"000000", PinFault::too_simple},
      {"777777", PinFault::too_simple},
      {"231126", PinFault::is_a_date_of_yours},
      {"112326", PinFault::is_a_date_of_yours},
      {"261123", PinFault::is_a_date_of_yours},
      {"262311", PinFault::is_a_date_of_yours},
      {"112026", PinFault::is_a_date_of_yours},
      {"202611", PinFault::is_a_date_of_yours},
      {"204816", PinFault::none},
      {"112233", PinFault::none},
      {"123457", PinFault::none},
  };
  const RosterRow row = small_roster()[0];
  for (const auto& [text, fault] : cases) {
    const std::string tried(text);
    CAPTURE(tried);
    CHECK(pin_fault(tried, row) == fault);
  }
  RosterRow without = row;
  without.hired_on.clear();
  CHECK(pin_fault("231126", without) == PinFault::none);
}

TEST_CASE("codes as people type them") {
  CHECK(normalised_code("7qf2m-9kd0z") == "7QF2M9KD0Z");
  CHECK(normalised_code(" OIL00 - oil11 ") == "0110001111");  // with a zero and ones for o, i and l
  for (const char* bad : {"", "7QF2M", "7QF2M-9KD0ZZ", "7QF2M-9KD0U", "7QF2M_9KD0Z", "7QF2M-9KD0\u00e9"})
    CHECK_FALSE(normalised_code(bad).has_value());
}

TEST_CASE("HR's key opens with the passphrase or the recovery code, and with nothing else") {
  constexpr HashCost cheap{64 * 1024, 1};
  const TempDir temp;
  const auto file = temp.path / "hr-key";
  CHECK(make_hr_key("short", cheap).error().code == ErrorCode::bad_input);
  CHECK(make_hr_key("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", cheap).error().code == ErrorCode::bad_input);
  NewHrKey made = must(make_hr_key("correct hors\u00e9", cheap));
  must(made.file.save(file));
  HrKeyFile loaded = must(HrKeyFile::load(file));
  CHECK(must(loaded.unlock("correct hors\u00e9")).data_key.bytes() == made.key.data_key.bytes());
  CHECK(loaded.unlock("correct horse\u0301").ok());  // the same letters, typed on another keyboard
  for (const char* wrong : {"correct horse", "", "correct hors\u00e9 "})
    CHECK(loaded.unlock(wrong).error().code == ErrorCode::refused);
  CHECK(loaded.unlock_by_recovery(" " + made.recovery_code).ok());
  CHECK(loaded.unlock_by_recovery(made.recovery_code.substr(1)).error().code == ErrorCode::refused);
  must(loaded.set_passphrase(made.key, "another passphrase", cheap));
  CHECK(loaded.unlock("correct hors\u00e9").error().code == ErrorCode::refused);
  CHECK(loaded.unlock("another passphrase").ok());
  const std::string renewed = must(loaded.renew_recovery(made.key, cheap));
  CHECK(loaded.unlock_by_recovery(made.recovery_code).error().code == ErrorCode::refused);
  CHECK(loaded.unlock_by_recovery(renewed).ok());
  const std::string bytes = bytes_of(file);
  CHECK(bytes.find("correct") == std::string::npos);
  namespace fs = std::filesystem;
  CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
  for (const std::string& bad :
       {std::string(), std::string("{}"), bytes.substr(0, bytes.size() / 2), std::string(20'000, 'x')}) {
    write_bytes(file, bad);
    CHECK(HrKeyFile::load(file).error().code == ErrorCode::corrupt);
  }
}

TEST_CASE("a rotated HR key opens everything that the old one did, and the old one nothing") {
  Desk desk;
  must(must(make_hr_key("the first passphrase", {64 * 1024, 1})).file.save(desk.data.hr_key()));
  const std::string recovery =
      must(rotate_hr_key(must(ChangeLock::take(desk.data)), desk.data, desk.roster, "the next passphrase"));
  Roster locked = must(Roster::open(desk.data));
  locked.unlock(hr_key());
  CHECK(locked.list().error().code == ErrorCode::corrupt);
  Roster opened = must(Roster::open(desk.data));
  opened.unlock(must(open_hr_key(desk.data, "the next passphrase")));
  CHECK(must(opened.by_badge(badge))->row.name == "Noor Example");
  SignIn sign_in = open_sign_in(desk.data);
  CHECK(sign_in.issue_code(desk.person.id, hr_key(), morning()).ok() == false);
  CHECK(sign_in.issue_code(desk.person.id, *opened.hr_key(), morning()).ok());
  CHECK(must(hr_key_file(desk.data)).unlock_by_recovery(recovery).ok());
}

TEST_CASE("neither badges nor PINs lie in the ledger, and the files are private") {
  Desk desk;
  SignIn sign_in = open_sign_in(desk.data);
  desk.enrol(sign_in);
  const std::string ledger = bytes_of(desk.data.ledger());
  for (const char* secret : {badge, pin, "Noor", "noor"}) CHECK(ledger.find(secret) == std::string::npos);
  const std::string vault = bytes_of(desk.data.vault());
  for (const char* secret : {badge, pin, "Noor", "noor", "example.org"}) CHECK(vault.find(secret) == std::string::npos);
  namespace fs = std::filesystem;
  for (const auto& file : {desk.data.ledger(), desk.data.vault(), desk.data.pepper()})
    CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
}
