#pragma once
// What update asks the world to do. Carried out by the EffectRunner in kiosk/shell, which answers with an Event.

#include <string>
#include <variant>

#include "kiosk/flow/events.hpp"

namespace countersign::flow {

struct CheckPin { std::string badge; std::string pin; };                 // -> SignInAnswered
struct CheckCode { std::string badge; std::string code; };               // -> SignInAnswered (then NewPinScreen)
struct SetPin { PersonId person; std::string badge; std::string old_pin; std::string pin; bool first_time = true; };  // -> PinSetAnswered
struct SaveProgress { PersonId person; std::string bytes; };             // -> nothing, or ProgressSaveFailed
// Appends a record that a person waits for -> Saved or SaveFailed. The runner fills id (if zero), group, site, stamp.
struct SaveRecord { records::NewRecord record; };
// Appends a record that nobody waits for (module_finished, quiz_finished) -> nothing, or ProgressSaveFailed.
struct NoteRecord { records::NewRecord record; };
struct LoadRecords { PersonId person; };                                 // -> RecordsLoaded or RecordsFailed
struct LoadRecord { PersonId person; RecordId id; };                     // -> RecordLoaded or RecordsFailed
struct DrawSeed { ModuleId module; };                                    // -> SeedDrawn: randomness for a new attempt and a fresh record id
struct CheckPassphrase { std::string passphrase; };                      // -> PassphraseAnswered
struct SaveCalibration { float px_per_mm = 4; };
struct CloseKiosk {};

using Effect = std::variant<CheckPin, CheckCode, SetPin, SaveProgress, SaveRecord, NoteRecord, LoadRecords, LoadRecord,
                            DrawSeed, CheckPassphrase, SaveCalibration, CloseKiosk>;

}  // namespace countersign::flow
