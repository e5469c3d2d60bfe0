#pragma once
// What update asks the world to do. Carried out by the EffectRunner in kiosk/shell, which answers with an Event.

#include <string>
#include <variant>

#include "kiosk/flow/events.hpp"

namespace countersign::flow {

// `request` numbers what a screen waits for. The answer carries the same number, so that one that comes late, perhaps
// in somebody else's session, is dropped. 0 in an answer means that its maker keeps no numbers.
struct CheckPin {
  std::string badge;
  std::string pin;
  unsigned request = 0;
};  // -> SignInAnswered
struct CheckCode {
  std::string badge;
  std::string code;
  unsigned request = 0;
};  // -> SignInAnswered (then NewPinScreen)
// -> PinSetAnswered
struct SetPin {
  PersonId person;
  std::string badge;
  std::string old_pin;
  std::string pin;
  bool first_time = true;
  unsigned request = 0;
};
struct SaveProgress {
  PersonId person;
  std::string bytes;
};  // -> nothing, or ProgressSaveFailed
// Appends a record that a person waits for -> Saved or SaveFailed. The runner fills the stamp; the id is the flow's.
struct SaveRecord {
  records::NewRecord record;
};
// Appends a record that nobody waits for (module_finished, quiz_finished) -> nothing, or ProgressSaveFailed; it then goes
// before whatever is written next, a place above all. The runner fills the id and the stamp.
struct NoteRecord {
  records::NewRecord record;
};
struct LoadRecords {
  PersonId person;
  unsigned request = 0;
};  // -> RecordsLoaded or RecordsFailed
struct LoadRecord {
  PersonId person;
  RecordId id;
  unsigned request = 0;
};  // -> RecordLoaded or RecordsFailed
// -> SeedDrawn: randomness for a new attempt at `module`, or (module empty) the id of the record about to be saved.
struct DrawSeed {
  ModuleId module;
};
struct CheckPassphrase {
  std::string passphrase;
  unsigned request = 0;
};  // -> PassphraseAnswered
struct SaveCalibration {
  float px_per_mm = 4;
};
struct CloseKiosk {};
// Nobody is signed in any more: what opens their data is wiped.
struct ForgetKeys {};

using Effect = std::variant<CheckPin, CheckCode, SetPin, SaveProgress, SaveRecord, NoteRecord, LoadRecords, LoadRecord,
                            DrawSeed, CheckPassphrase, SaveCalibration, CloseKiosk, ForgetKeys>;

}  // namespace countersign::flow
