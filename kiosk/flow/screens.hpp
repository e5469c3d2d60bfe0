#pragma once
// What the kiosk shows, as values. No ImGui, no SQL, no clock, no file.

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "content/pack/pack.hpp"
#include "kiosk/flow/progress.hpp"
#include "quizzes/engine/attempt.hpp"
#include "records/model/record.hpp"

namespace countersign::flow {

constexpr std::size_t badge_digits_max = 32;
constexpr std::size_t pin_digits = 6;
constexpr std::size_t question_characters_max = 500;
constexpr std::size_t name_characters_max = 80;
constexpr std::size_t query_characters_max = 60;

// --- before anyone has signed in ---

struct AttractScreen {
  std::size_t line = 0;  // of the pack's attract lines
};

// Ask the policy: search, a list of cards, and one of them open. Also reached from Training.
struct AskScreen {
  std::string query;
  std::vector<content::SearchHit> hits;
  std::optional<content::SearchHit> open;
  bool full = false;
};

// Who do I call? Contacts and crisis steps. Also reached from Help.
struct CallScreen {};

// What went wrong with a badge, code or PIN; shown in words beside the keys.
enum class SignInNotice { none, wrong, wait, blocked, forgotten, cannot_read };

struct BadgeScreen {
  std::string digits;
  SignInNotice notice = SignInNotice::none;
};

// First time: badge, then the one-time code from HR.
struct CodeScreen {
  std::string badge;
  bool badge_done = false;  // the badge has been given; now the code
  std::string code;
  SignInNotice notice = SignInNotice::none;
  int tries_left = 0;
  Instant wait_until;
  bool busy = false;
};

enum class PinFault { none, not_six_digits, too_simple, is_a_date_of_yours, same_as_before, not_the_same };

// Choosing a PIN, twice. After a code, or from My records (then the old one first).
struct NewPinScreen {
  enum class Step { old, first, again };
  Step step = Step::first;
  bool first_time = true;  // after a code; else a change
  std::string badge;
  PersonId person;
  std::string old_pin;
  std::string first;
  std::string again;
  PinFault fault = PinFault::none;
  SignInNotice notice = SignInNotice::none;  // of the old PIN
  int tries_left = 0;
  Instant wait_until;
  bool failed = false;  // the new PIN could not be stored: nothing has changed, choose again
  bool busy = false;
};

struct PinScreen {
  std::string badge;
  std::string pin;
  SignInNotice notice = SignInNotice::none;
  int tries_left = 0;
  Instant wait_until;
  bool busy = false;
};

// --- learning ---

// Something is saved of the person's place, and it does not read. It stays as it is until they choose to begin anew.
struct LostPlaceScreen {};

struct TrainingScreen {
  bool passed_open = false;  // the folded row of passed modules is unfolded
};

struct ReadingScreen {
  ModuleId module;
  std::size_t card = 0;
  bool full = false;
  bool from_quiz = false;  // "Show me the card": Back and Next lead to the quiz again
  bool review = false;     // opened from a passed module: nothing is recorded
};

struct QuizScreen {
  ModuleId module;
  quiz::Answer answer;             // of the current question of Progress::attempt, not yet checked
  bool checked = false;            // feedback is shown
  quiz::Grade grade;               // when checked
  std::optional<ChoiceId> picked;  // scenario: chosen on this scene, not yet taken; matching: source waiting for its target
  Instant shown_at;
};

struct QuizResultScreen {
  ModuleId module;
  int score_thousandths = 0;
  bool passed = false;
  std::size_t right = 0;
  std::size_t asked = 0;
  std::int64_t again_at_utc_ms = 0;  // cool-down
  bool no_more_attempts = false;
};

// --- signing ---

struct SignScreen {
  std::vector<bool> ticks;  // one a statement, in the pack's order
  bool consent = false;
  records::SignatureMethod method = records::SignatureMethod::drawn;
  std::vector<Stroke> strokes;
  std::string typed_name;
  bool agreed = false;      // "I agree" was tapped
  bool typing = false;      // the keyboard is open
  bool asking_pin = false;  // the PIN pad lies over the screen
  std::string pin;
  SignInNotice pin_notice = SignInNotice::none;
  int tries_left = 0;
  Instant wait_until;
  bool busy = false;
  enum class Missing { none, statements, consent, signature, signature_too_small, name };
  Missing missing = Missing::none;  // said after a press on Sign that could not go on
  RecordId id;                      // of this signing once it was sent to the disk: "Sign later" cannot sign twice
};

struct DeclineScreen {
  std::string reason;
  SignScreen back_to;
};

struct AskFirstScreen {
  std::string question;
  std::optional<SignScreen> back_to;  // from signing; else from a card, with its clause
  ClauseId clause;
};

// A record on its way to the disk. Nothing claims success yet. The id makes a retry safe.
struct Pending {
  records::NewRecord record;
  std::optional<SignScreen> back_to;  // what to return to on "Sign later" (signing)
};

struct SavingScreen {
  Pending pending;
};

struct NotSavedScreen {
  Pending pending;
  ErrorCode reason = ErrorCode::io;
  std::string staff_code;  // "CS-114"
  WallTime at;
};

struct ReceiptScreen {
  records::Receipt receipt;
};

// A decline or a question was recorded.
struct NotedScreen {
  enum class What { declined, question, copy };
  What what = What::question;
  records::Receipt receipt;
};

// --- my records ---

struct RecordRow {
  RecordId id;
  std::uint64_t index = 0;
  std::string kind;
  WallTime at;
  std::string version;  // of the policy, or empty
  ModuleId module;      // or empty
  std::optional<int> score_thousandths;
  std::string receipt_code;
  bool voided = false;  // HR has declared that it does not count
};

struct RecordDetail {
  RecordRow row;
  std::string document;  // the exact text, for acknowledged and declined
  std::vector<StatementId> statements;
  records::Signature signature;
  std::string words;  // reason or question
  std::string language;
  std::string receipt_text;  // for the QR code
  bool proved = false;       // just now: in the tree of the last signed checkpoint
  struct AnswerLine {
    ItemId item;
    quiz::Answer answer;
    double score = 0;
  };
  std::vector<AnswerLine> answers;  // quiz_finished
};

struct RecordsScreen {
  bool loading = true;
  std::vector<RecordRow> rows;  // newest first
  std::optional<RecordDetail> open;
  bool show_document = false;
  bool failed = false;
};

// --- staff ---

struct LeaveKioskScreen {  // corner hold, then the HR passphrase
  std::string passphrase;
  bool wrong = false;
  bool busy = false;
  bool unreadable = false;  // HR's key itself
};

struct StaffScreen {};  // after the right passphrase: measure the display, or close the kiosk

struct CalibrationScreen {  // hold a bank card (85.60 x 53.98 mm, ISO/IEC 7810 ID-1) to the display
  float px_per_mm = 4;
};

// The kiosk cannot be used: broken pack, untrusted ledger ... Says which file, where, and the cure.
struct FaultScreen {
  std::string staff_code;  // "CS-201"
  enum class What { policy, assets, settings, ledger, disk };
  What what = What::policy;
  Problems problems;
};

using Screen = std::variant<AttractScreen, AskScreen, CallScreen, BadgeScreen, CodeScreen, NewPinScreen, PinScreen,
                            LostPlaceScreen, TrainingScreen, ReadingScreen, QuizScreen, QuizResultScreen, SignScreen,
                            DeclineScreen, AskFirstScreen, SavingScreen, NotSavedScreen, ReceiptScreen, NotedScreen,
                            RecordsScreen, LeaveKioskScreen, StaffScreen, CalibrationScreen, FaultScreen>;

// What staff look up in the handbook, beside the time.
std::string staff_code(ErrorCode reason);
std::string staff_code(FaultScreen::What what);

// "attract", "quiz" ...: names in ui.json, in the tour's files and in logs.
std::string screen_name(const Screen& screen);

// --- what may lie over a screen ---

struct NoOverlay {};
struct LanguageMenu {};
struct DisplayMenu {};  // text size, theme, less motion
struct HelpDialog {};   // what this screen is for, who to call, leave
struct ConsentDialog {};
struct RightsDialog {};
struct LeaveDialog {};  // "Your place is saved"
struct InactivityDialog {
  int seconds_left = 30;
};
using Overlay =
    std::variant<NoOverlay, LanguageMenu, DisplayMenu, HelpDialog, ConsentDialog, RightsDialog, LeaveDialog, InactivityDialog>;

// --- the whole ---

enum class ThemeChoice { light, dark, high_contrast };

struct Preferences {
  Language language{"en"};
  int text_scale = 100;  // 100, 160, 200
  ThemeChoice theme = ThemeChoice::light;
  bool reduced_motion = false;
  bool operator==(const Preferences&) const = default;
};

// Who is signed in. Wiped as a whole.
struct Session {
  PersonId person;
  std::string badge;
  std::string first_name;  // "Sam"
  std::string greeting;    // "Sam K."
  std::string group;
  std::string site;
  std::optional<CivilDate> due;
  Progress progress;
  bool place_lost = false;            // until they begin anew: no place is saved, and home is LostPlaceScreen
  Instant module_since;               // for the seconds spent
  std::optional<ModuleId> drawing;    // a quiz of it begins once its seed is drawn
  std::optional<SignScreen> signing;  // as it was left, but for the PIN
};

struct Toast {
  enum class What { hello, saved, copy_asked, pin_changed, place_kept, not_kept };
  What what = What::hello;
  Instant until;
};

struct State {
  Screen screen = AttractScreen{};
  Overlay overlay = NoOverlay{};
  std::optional<Session> session;
  std::vector<Screen> before;  // where Back of Call, Ask first and changing the PIN leads, innermost last; then home
  Preferences preferences;
  std::optional<Toast> toast;
  Instant last_touch;
  WallTime wall;                 // as of the last event: for dates that are shown
  Instant instant;               // as of the last event
  bool language_chosen = false;  // on the screen, since Attract: it beats the one of the roster
  bool disk_low = false;         // no session begins
  unsigned request = 0;          // number of the last effect that a screen waits for
  int direction = 1;             // of the last screen change: +1 on, -1 back
  unsigned screen_serial = 0;    // grows with each screen change (also card to card)
  std::size_t attract_line = 0;
};

// What does not change while the kiosk runs.
struct World {
  const content::Pack* pack = nullptr;
  const quiz::Quizzes* quizzes = nullptr;
  Preferences defaults;
  std::string terminal;  // "t1"
  std::string origin;
  std::string app;  // "countersign-kiosk 0.1.0"
  milliseconds menu_idle{60'000};
  milliseconds reading_idle{120'000};
  milliseconds signing_idle{180'000};
  milliseconds warning{30'000};
};

// The pack's text to show now: the state's language, or the source language if the pack lacks it.
const content::PackText& pack_text(const World& world, const State& state);
// The card a ReadingScreen shows, and how many the module has.
const content::Card& card_of(const World& world, const State& state, const ReadingScreen& screen);
std::size_t card_count(const content::Pack& pack, const ModuleId& module);
// The current question's item.
const quiz::Item& item_of(const World& world, const State& state, const QuizScreen& screen);
const quiz::Question& question_of(const State& state);

}  // namespace countersign::flow
