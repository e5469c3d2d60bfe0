#pragma once
// What people have told HR at the kiosk: questions, declines with their reasons, requests for a copy.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "admin/job.hpp"
#include "base/time.hpp"
#include "records/store/ledger.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin {

enum class MessageKind { question, decline, copy };
std::string to_string(MessageKind kind);  // as the enumerators are called
std::optional<MessageKind> message_kind(std::string_view name);

// What HR's key could make of the name and the words.
enum class MessageState {
  readable,
  erased,      // the person was erased: neither name nor words are anywhere
  unreadable,  // person, key or private part are missing or changed, though nobody was erased
};
std::string to_string(MessageState state);

struct Message {
  std::uint64_t leaf_index = 0;  // in its generation of the ledger
  std::string record_id;
  MessageKind kind = MessageKind::question;
  WallTime at;
  bool voided = false;
  MessageState state = MessageState::readable;
  std::string person;  // random id in hex
  std::string name;    // as the roster has it now
  std::string employee_id;
  std::string group;  // as it was then
  std::string site;
  std::string language;   // that was shown
  std::string policy;     // declined; in force when the question was asked; of the record that a copy is wanted of
  std::string version;    // of that policy
  std::string module;     // of the question, or of the record that a copy is wanted of; often empty
  std::string clause;     // of the question; may be empty
  std::string of_record;  // of which a copy is wanted: its id, kind and receipt code
  std::string of_kind;
  std::string of_receipt;
  std::string words;  // the question, or the reason; as typed, so with whatever characters
};

struct MessagesWanted {
  std::optional<MessageKind> kind;  // nullopt: all
  std::optional<CivilDate> since;   // on this day or later
  Progress progress;
};

// Calls `visit` for each one, in all generations of the ledger, the oldest first; memory does not grow with the records.
// `roster` is unlocked. Fails with refused when it is not, or when stopped, and as Ledger and Roster do; those before have been
// visited then. A message that cannot be read is no failure: it says so itself.
Status read_messages(const records::DataDir& data, const records::Roster& roster, const MessagesWanted& wanted,
                     const std::function<void(const Message&)>& visit);

}  // namespace countersign::admin
