#pragma once
// What views post and what effects answer.

#include <string>
#include <variant>
#include <vector>

#include "kiosk/flow/screens.hpp"

namespace countersign::flow {

// --- general ---
struct Touched {};         // any finger or key: puts off inactivity
struct Tick {};            // a deadline of `next_deadline` has come
struct BackPressed {};     // the bar's Back, or the Back key
struct PrimaryPressed {};  // the bar's primary: Next, Check, Continue, Send ... by screen
struct BadgeRead {
  std::string badge;
};                          // from the reader
struct BadgeUnreadable {};  // a burst that was no badge
struct OpenLanguages {};
struct OpenDisplay {};
struct OpenHelp {};
struct OpenConsent {};
struct OpenRights {};
struct CloseOverlay {};
struct LanguageChosen {
  Language language;
};
struct TextScaleChosen {
  int text_scale = 100;
};
struct ThemeChosen {
  ThemeChoice theme;
};
struct ReducedMotionChosen {
  bool reduced = false;
};
struct LeavePressed {};    // the Leave tool: asks
struct LeaveConfirmed {};  // ends the session, place kept
struct StillHere {};       // "Yes, I'm still here"
struct CornerHeld {};      // three seconds in the corner

// --- attract, ask, call ---
struct StartPressed {};
struct AskPressed {};
struct CallPressed {};
struct QueryChanged {
  std::string query;
};
struct HitOpened {
  content::SearchHit hit;
};

// --- sign in ---
struct BadgeChanged {
  std::string digits;
};
struct UseCodePressed {};
struct CodeChanged {
  std::string code;
};
struct PinChanged {
  std::string pin;
};  // of whichever PIN is being typed; the sixth digit submits
struct NotMyBadge {};
struct ForgotPin {};

// --- training, reading ---
struct ContinuePressed {};
struct PassedToggled {};
struct ModuleOpened {
  ModuleId module;
};  // a passed one, to read again; or the current one
struct RecordsPressed {};
struct FullTextChosen {
  bool full = false;
};
struct AskAboutCard {};

// --- quiz ---
struct ChoicePressed {
  ChoiceId choice;
};  // choice, true_false, multiple, scenario
struct OrderMoved {
  std::size_t from = 0;
  std::size_t to = 0;
};  // sequencing
struct PairChosen {
  ChoiceId source;
  ChoiceId target;
};  // matching; an empty target undoes
struct ShowCardPressed {};
struct NextPressed {};       // "Next question", also after a wrong answer
struct TryAgainPressed {};   // QuizResult, not passed
struct ReadAgainPressed {};  // QuizResult: to the module's first card

// --- signing ---
struct StatementToggled {
  std::size_t index = 0;
};
struct ConsentToggled {};
struct MethodChosen {
  records::SignatureMethod method;
};
struct StrokeDrawn {
  Stroke stroke;
};
struct SignatureCleared {};
struct NameTyped {
  std::string name;
};
struct NameFieldPressed {};
struct KeyboardHidden {};
struct AgreeToggled {};
struct DeclinePressed {};
struct AskFirstPressed {};
struct TextChanged {
  std::string text;
};  // reason or question
struct RetryPressed {};
struct SignLaterPressed {};
struct DonePressed {};

// --- my records ---
struct RecordOpened {
  RecordId id;
};
struct RecordClosed {};
struct DocumentToggled {};
struct CopyPressed {};  // "Give me a copy" of the open record
struct ChangePinPressed {};

// --- staff ---
struct PassphraseChanged {
  std::string passphrase;
};
struct CalibratePressed {
  float px_per_mm = 4;
};  // as the display is drawn now
struct CalibrationChanged {
  float px_per_mm = 4;
};

// --- answers of effects ---
struct SignInAnswered {
  SignInNotice notice = SignInNotice::none;
  int tries_left = 0;
  milliseconds wait{0};
  // when notice is none:
  PersonId person;
  std::string first_name;
  std::string greeting;
  std::string group;
  std::string site;
  std::optional<Language> language;  // preferred, from the roster
  std::optional<CivilDate> due;
  std::optional<Progress> progress;  // nothing saved yet, or for another version of the policy: none
  bool place_lost = false;           // something is saved, and does not read
  unsigned request = 0;              // of the effect answered; so in every answer below
};
struct PinSetAnswered {
  PinFault fault = PinFault::none;
  bool failed = false;
  SignInAnswered signed_in;
  unsigned request = 0;
};
struct Saved {
  records::Receipt receipt;
};
struct SaveFailed {
  ErrorCode reason = ErrorCode::io;
};
struct ProgressSaveFailed {
  ErrorCode reason = ErrorCode::io;
};
struct RecordsLoaded {
  std::vector<RecordRow> rows;
  unsigned request = 0;
};
struct RecordLoaded {
  RecordDetail detail;
  unsigned request = 0;
};
struct RecordsFailed {
  unsigned request = 0;
};
struct PassphraseAnswered {
  bool right = false;
  unsigned request = 0;
  bool unreadable = false;  // HR's key itself: no passphrase would have been right
};
struct SeedDrawn {
  std::uint64_t seed = 0;
  RecordId record;
  ModuleId module;
};  // answer to DrawSeed
struct DiskLow {
  bool low = false;
};  // too little space to begin a session; or enough again
struct LedgerFault {
  Problems problems;
};  // the slow check, or a commit that could not be trusted

using Event =
    std::variant<Touched, Tick, BackPressed, PrimaryPressed, BadgeRead, BadgeUnreadable, OpenLanguages, OpenDisplay, OpenHelp,
                 OpenConsent, OpenRights, CloseOverlay, LanguageChosen, TextScaleChosen, ThemeChosen, ReducedMotionChosen,
                 LeavePressed, LeaveConfirmed, StillHere, CornerHeld, StartPressed, AskPressed, CallPressed, QueryChanged,
                 HitOpened, BadgeChanged, UseCodePressed, CodeChanged, PinChanged, NotMyBadge, ForgotPin, ContinuePressed,
                 PassedToggled, ModuleOpened, RecordsPressed, FullTextChosen, AskAboutCard, ChoicePressed, OrderMoved,
                 PairChosen, ShowCardPressed, NextPressed, TryAgainPressed, ReadAgainPressed, StatementToggled, ConsentToggled,
                 MethodChosen, StrokeDrawn, SignatureCleared, NameTyped, NameFieldPressed, KeyboardHidden, AgreeToggled,
                 DeclinePressed, AskFirstPressed, TextChanged, RetryPressed, SignLaterPressed, DonePressed, RecordOpened,
                 RecordClosed, DocumentToggled, CopyPressed, ChangePinPressed, PassphraseChanged, CalibratePressed,
                 CalibrationChanged, SignInAnswered, PinSetAnswered, Saved, SaveFailed, ProgressSaveFailed, RecordsLoaded,
                 RecordLoaded, RecordsFailed, PassphraseAnswered, SeedDrawn, DiskLow, LedgerFault>;

}  // namespace countersign::flow
