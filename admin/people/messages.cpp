#include "admin/people/messages.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "admin/ledger/generations.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

using records::integer_field;
using records::text_field;

constexpr std::size_t page_leaves = 100;  // a millisecond: an append never waits long for a reader
// Of a private part. The kiosk writes it: kiosk/flow/bodies.hpp.
constexpr char words_key[] = "words";

struct Kind {
  MessageKind kind;
  const char* name;
  const char* leaf;
};
constexpr std::array kinds{Kind{MessageKind::question, "question", "question_asked"},
                           Kind{MessageKind::decline, "decline", "declined"},
                           Kind{MessageKind::copy, "copy", "copy_requested"}};

std::optional<MessageKind> kind_of_leaf(const std::string& leaf) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return one.leaf == leaf; });
  return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

Error missing(std::uint64_t index) {
  return {ErrorCode::corrupt, "record " + std::to_string(index) + " is missing", "ledger.db",
          "Write nothing to it; keep a copy and restore the last backup"};
}

Message public_part(const records::Leaf& leaf, const Json& record, MessageKind kind) {
  Message out;
  out.leaf_index = leaf.index;
  out.record_id = to_hex(leaf.id);
  out.kind = kind;
  out.at = {integer_field(record, "at"), static_cast<int>(integer_field(record, "utc_offset_min"))};
  out.person = text_field(record, "subject");
  out.group = text_field(record, "group");
  out.site = text_field(record, "site");
  out.language = text_field(record, "language");
  out.policy = text_field(record, "policy");
  out.version = text_field(record, "version");
  out.module = text_field(record, "module");
  out.clause = text_field(record, "clause");
  out.of_record = text_field(record, "of_record");
  return out;
}

// nullopt when it does not open with this key, or says nothing.
std::optional<std::string> words_of(const records::Leaf& leaf, const records::Secret& key) {
  const auto body = records::open_body(leaf, key);
  const auto json = body ? records::parse_stored(*body) : Result<Json>(body.error());
  if (!json || !json->contains(words_key)) return std::nullopt;
  return text_field(*json, words_key);
}

class MessageReader {
 public:
  MessageReader(const std::vector<records::Ledger>& ledgers, const records::Roster& roster, const MessagesWanted& wanted,
                const std::function<void(const Message&)>& visit)
      : ledgers_(ledgers), roster_(roster), wanted_(wanted), visit_(visit) {}

  Status read() {
    const auto all = size_of(ledgers_);
    if (!all) return all.error();
    all_ = *all;
    for (const records::Ledger& ledger : ledgers_)
      if (auto done = read_ledger(ledger); !done) return done;
    return go_on(wanted_.progress, all_, all_) ? Status(Done{}) : stopped();
  }

 private:
  Status read_ledger(const records::Ledger& ledger) {
    const auto size = ledger.size();
    if (!size) return size.error();
    auto voided = ledger.voided();
    if (!voided) return voided.error();
    voided_ = std::move(*voided);
    for (std::uint64_t done = 0; done < *size;) {
      if (!go_on(wanted_.progress, before_ + done, all_)) return stopped();
      // Without private parts: nearly all of them are answers and signatures, which are large.
      const auto leaves = ledger.page(done, std::min<std::uint64_t>(page_leaves, *size - done), false);
      if (!leaves) return leaves.error();
      if (leaves->empty()) return missing(done);
      for (const records::Leaf& leaf : *leaves)
        if (auto read = read_leaf(ledger, leaf); !read) return read;
      done += leaves->size();
    }
    before_ += *size;
    return Done{};
  }

  Status read_leaf(const records::Ledger& ledger, const records::Leaf& leaf) {
    const auto kind = kind_of_leaf(leaf.kind);
    const bool published = leaf.kind == "policy_published";
    if (!published && (!kind || (wanted_.kind && *wanted_.kind != *kind))) return Done{};
    const auto record = records::parse_stored(leaf.record);
    if (!record) return record.error();
    if (published) {
      policy_ = text_field(*record, "policy");
      version_ = text_field(*record, "version");
      return Done{};
    }
    Message message = public_part(leaf, *record, *kind);
    message.voided = voided_.contains(leaf.index);
    if (wanted_.since && local_date(message.at) < *wanted_.since) return Done{};
    if (auto added = add_subject_matter(message); !added) return added;
    if (auto added = add_private_part(ledger, leaf.index, record->contains("body_sha256"), message); !added) return added;
    visit_(message);
    return Done{};
  }

  // What a question or a request is about, as far as its own record does not say it.
  Status add_subject_matter(Message& message) {
    if (message.kind == MessageKind::copy) return add_original(message);
    if (message.kind != MessageKind::question) return Done{};
    message.policy = policy_;
    message.version = version_;
    return Done{};
  }

  Status add_original(Message& message) {
    const auto id = from_hex_16(message.of_record);
    if (!id) return Done{};
    for (auto ledger = ledgers_.rbegin(); ledger != ledgers_.rend(); ++ledger) {
      const auto receipt = ledger->receipt(RecordId{*id});
      if (!receipt && receipt.error().code == ErrorCode::not_found) continue;
      if (!receipt) return receipt.error();
      const auto leaves = ledger->page(receipt->index, 1, false);
      if (!leaves) return leaves.error();
      if (leaves->empty()) return missing(receipt->index);
      const auto record = records::parse_stored(leaves->front().record);
      if (!record) return record.error();
      message.of_kind = leaves->front().kind;
      message.of_receipt = receipt->code;
      message.policy = text_field(*record, "policy");
      message.version = text_field(*record, "version");
      message.module = text_field(*record, "module");
      return Done{};
    }
    return Done{};
  }

  Status add_private_part(const records::Ledger& ledger, std::uint64_t index, bool has_one, Message& message) {
    const auto id = from_hex_16(message.person);
    const auto person = id ? roster_.by_id(PersonId{*id}) : Result<std::optional<records::Person>>(std::nullopt);
    if (!person) return person.error();
    if (!*person) return add_absence(id ? PersonId{*id} : PersonId{}, message);
    message.name = (*person)->row.name;
    message.employee_id = (*person)->row.employee_id;
    return has_one ? add_words(ledger, index, (*person)->id, message) : Status(Done{});
  }

  // Nobody in the vault: erased, if a record says so.
  Status add_absence(const PersonId& person, Message& message) {
    message.state = MessageState::unreadable;
    for (const records::Ledger& ledger : ledgers_) {
      const auto leaves = ledger.about(person);
      if (!leaves) return leaves.error();
      if (std::any_of(leaves->begin(), leaves->end(), [](const auto& leaf) { return leaf.kind == "erased"; }))
        message.state = MessageState::erased;
    }
    return Done{};
  }

  Status add_words(const records::Ledger& ledger, std::uint64_t index, const PersonId& person, Message& message) {
    const auto leaves = ledger.page(index, 1);
    if (!leaves) return leaves.error();
    if (leaves->empty()) return missing(index);
    const auto key = roster_.person_key(person);
    if (!key && key.error().code != ErrorCode::not_found && key.error().code != ErrorCode::corrupt) return key.error();
    const auto words = key ? words_of(leaves->front(), *key) : std::nullopt;
    message.words = words.value_or("");
    if (!words) message.state = MessageState::unreadable;
    return Done{};
  }

  const std::vector<records::Ledger>& ledgers_;
  const records::Roster& roster_;
  const MessagesWanted& wanted_;
  const std::function<void(const Message&)>& visit_;
  std::uint64_t before_ = 0;  // leaves of the generations that were read already
  std::uint64_t all_ = 0;
  std::set<std::uint64_t> voided_;  // of this generation
  std::string policy_;              // published last
  std::string version_;
};

}  // namespace

std::string to_string(MessageKind kind) {
  return std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return one.kind == kind; })->name;
}

std::optional<MessageKind> message_kind(std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return one.name == name; });
  return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

std::string to_string(MessageState state) {
  switch (state) {
    case MessageState::readable:
      return "readable";
    case MessageState::erased:
      return "erased";
    case MessageState::unreadable:
      break;
  }
  return "unreadable";
}

Status read_messages(const records::DataDir& data, const records::Roster& roster, const MessagesWanted& wanted,
                     const std::function<void(const Message&)>& visit) {
  if (roster.hr_key() == nullptr) return Error{ErrorCode::refused, "messages need HR's key", "", "Give the HR passphrase"};
  const auto ledgers = open_generations(data);
  if (!ledgers) return ledgers.error();
  return MessageReader(*ledgers, roster, wanted, visit).read();
}

}  // namespace countersign::admin
