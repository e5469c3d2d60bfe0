#pragma once
// What a record says, as values. The bytes of a record (RFC 8785 subset) are made in canonical.hpp;
// the table of keys is docs/record_format.md.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/pen.hpp"
#include "base/sha256.hpp"
#include "base/time.hpp"

namespace countersign::records {

// --- the private part of signing ---

enum class SignatureMethod { drawn, typed, tapped, paper };
std::string to_string(SignatureMethod method);

struct Signature {
  SignatureMethod method = SignatureMethod::tapped;
  std::string typed_name;       // typed
  std::vector<Stroke> strokes;  // drawn
  bool operator==(const Signature&) const = default;
};

// --- what each kind of record holds beside the common fields ---

struct Acknowledged {
  PolicyId policy;
  std::string version;
  Digest document_sha256;
  Digest statements_sha256;
  Digest consent_sha256;
  std::vector<StatementId> statements;  // ticked, in order
  SignatureMethod method = SignatureMethod::tapped;
  std::vector<ClauseId> clauses;         // only those, when it is a delta; empty: the whole policy
  int duration_s = 0;                    // from first card to signature, all sessions together
  std::optional<int> score_thousandths;  // mean over the module quizzes
};
struct Declined {
  PolicyId policy;
  std::string version;
  Digest document_sha256;
  Digest statements_sha256{};
  Digest consent_sha256{};
  std::vector<StatementId> statements{};  // ticked before it was declined, in the policy's order
};                                        // the reason is in the body
struct QuizFinished {
  ModuleId module;
  Digest quiz_sha256;
  int attempt = 1;
  int score_thousandths = 0;
  bool passed = false;
  int duration_s = 0;
};  // the single answers are in the body
struct ModuleFinished {
  ModuleId module;
  int duration_s = 0;
};
struct QuestionAsked {
  ClauseId clause;  // may be empty
  ModuleId module;  // may be empty
};                  // the question is in the body
struct CopyRequested {
  std::string of_record;  // hex of the record id
};
struct Enrolled {};
struct PinSet {};
struct CodeIssued {
  std::string by;  // "hr" or a user name of the operating system
};
struct LockedOut {};
struct Assigned {
  PolicyId policy;
  std::string to_group;  // "*": everybody
  std::string due_on;    // ISO date, or empty
  std::string by;
  int due_days_after_hire = 0;  // 0: not used
};
struct PolicyPublished {
  PolicyId policy;
  std::string version;
  std::vector<std::pair<Language, Digest>> documents;
  std::string by;
};
struct Exported {
  std::string format;
  std::uint64_t up_to = 0;  // leaves in the export
  std::string by;
};
struct Opened {
  std::string by;  // program that began to serve people
};
struct ClockStepped {
  std::int64_t by_ms = 0;  // how far the clock went ahead of (or, negative, fell behind) the machine's own time
};
struct Erased {
  std::string by;
};  // the subject's private parts, progress and key are gone
struct Voided {
  std::uint64_t index = 0;  // of the record that no longer counts
  std::string reason;
  std::string by;
};
struct KeyRotated {
  std::string old_vkey;
  std::string new_vkey;  // signs from this record's checkpoint on, which both have signed
  std::string by;
};
struct Continued {
  std::string of_origin;  // the ledger that this one goes on from
  std::uint64_t size = 0;
  Digest root;
  std::string by;
};

using Facts = std::variant<Acknowledged, Declined, QuizFinished, ModuleFinished, QuestionAsked, CopyRequested, Enrolled, PinSet,
                           CodeIssued, LockedOut, Assigned, PolicyPublished, Exported, Opened, ClockStepped, Erased, Voided,
                           KeyRotated, Continued>;
// "acknowledged", "quiz_finished" ...
std::string kind_of(const Facts& facts);

// The clock and machine at the moment of the record.
struct Stamp {
  WallTime at;
  bool clock_synced = false;
  std::string boot_id;  // of the operating system's start
  std::int64_t since_boot_ms = 0;
  std::string app;  // "countersign-kiosk 0.1.0"
};

struct NewRecord {
  RecordId id;  // made once per intent: a retry with the same id gives the first receipt again
  std::optional<PersonId> subject;
  std::string group;  // of the subject, as it is now
  std::string site;
  Language language;          // shown on the screen
  std::string identified_by;  // "badge+pin", "code", "" for HR's own records
  Facts facts;
  Json body;  // private part, an object, null if there is none; never in the leaf, only its (salted) hash
  Stamp stamp;
};

struct Receipt {
  RecordId id;
  std::uint64_t index = 0;  // of the leaf
  Digest leaf_hash;         // RFC 6962
  std::uint64_t size = 0;   // of the tree that the record's own checkpoint signs: index + 1, or more after a bulk append
  Digest root;              // of that tree
  std::string origin;
  WallTime signed_at;    // the record's own time
  WallTime recorded_at;  // by the ledger's own clock, within the transaction
  std::string code;      // short, for people: "7QF2-M9KD", from the leaf hash, Crockford base 32
};

// "7QF2-M9KD": 40 bits of the hash.
std::string receipt_code(const Digest& leaf_hash);
// One line for a QR code and a phone's screen.
std::string receipt_text(const Receipt& receipt, const std::string& organisation);

}  // namespace countersign::records
