#pragma once
// One person's place in one version of the policy. Saved after every card and every answer.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "quizzes/engine/attempt.hpp"

namespace countersign::flow {

struct ModuleProgress {
  std::size_t cards_read = 0;        // from the first on
  bool passed = false;               // all cards read and the quiz passed
  int attempts = 0;                  // finished ones
  int score_thousandths = 0;         // of the best one
  std::int64_t again_at_utc_ms = 0;  // cool-down ends; 0: none
  int seconds = 0;                   // spent in it, over all sessions
  bool operator==(const ModuleProgress&) const = default;
};

// Where Continue lands.
struct Place {
  enum class Kind { card, quiz, sign };
  Kind kind = Kind::card;
  ModuleId module;
  std::size_t card = 0;
  bool operator==(const Place&) const = default;
};

inline constexpr std::array text_scales = {100, 160, 200};  // per cent
inline constexpr std::size_t language_bytes_max = 35;       // RFC 5646 section 4.4.1

struct Progress {
  std::string version;  // of the policy; another version starts anew
  std::map<ModuleId, ModuleProgress> modules;
  Place place;
  std::optional<quiz::Attempt> attempt;  // the running quiz, to the exact question
  std::uint64_t attempt_seed = 0;        // what it was drawn with
  int attempt_began_s = 0;               // its module's `seconds` when it began
  std::set<ItemId> seen_items;
  bool signed_off = false;           // this version was signed
  bool full_text = false;            // the reader prefers the long version
  std::optional<Language> language;  // as last chosen by the person: at any terminal, and above the roster's
  int text_scale = 0;                // likewise; 0: the terminal's
  int signing_s = 0;                 // spent on the signing screens, over all sessions
  bool operator==(const Progress&) const = default;
};

Json to_json(const Progress& progress);
// Fails with bad_input when it was made for another version of the policy, which starts anew; with corrupt when it does not
// read.
Result<Progress> progress_from_json(const Json& json, const content::Pack& pack, const quiz::Quizzes& quizzes);

// Fresh progress for `pack`.
Progress start_progress(const content::Pack& pack);
// The first required module that is not passed, at its first unread card or its quiz; else signing.
Place next_place(const content::Pack& pack, const Progress& progress);
// Modules passed, and minutes left of the required ones not yet passed and of signing.
std::size_t modules_passed(const content::Pack& pack, const Progress& progress);
int minutes_left(const content::Pack& pack, const Progress& progress);
bool may_sign(const content::Pack& pack, const Progress& progress);  // all required modules passed

}  // namespace countersign::flow
