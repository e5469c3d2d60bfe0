#include <fmt/format.h>

#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/cli/printable.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/people/messages.hpp"

namespace countersign::admin::cli {

namespace {

constexpr std::size_t words_characters = 90;  // of a line of somebody's words

struct Options {
  std::string kind;
  std::string since;
  bool json = false;
};

// The keys are listed in docs/deployment.md.
Json json_of(const Message& message) {
  return {{"leaf_index", message.leaf_index}, {"record_id", message.record_id}, {"at", iso_time(message.at)},
          {"kind", to_string(message.kind)},  {"voided", message.voided},       {"state", to_string(message.state)},
          {"person", message.person},         {"name", message.name},           {"employee_id", message.employee_id},
          {"group", message.group},           {"site", message.site},           {"language", message.language},
          {"policy", message.policy},         {"version", message.version},     {"module", message.module},
          {"clause", message.clause},         {"of_record", message.of_record}, {"of_kind", message.of_kind},
          {"of_receipt", message.of_receipt}, {"words", message.words}};
}

// "Noor Example, NW-4402, Drivers, North yard"
std::string sender_of(const Message& message) {
  const std::string unnamed = (message.state == MessageState::erased ? "erased, " : "") + message.person;
  std::string out = message.name.empty() ? unnamed : message.name + ", " + message.employee_id;
  for (const std::string& part : {message.group, message.site})
    if (!part.empty()) out += ", " + part;
  return printable(out);
}

// "clause PA-7, module photos, social-media 1.0, in en, record 12"
std::string matter_of(const Message& message) {
  std::string out;
  const auto add = [&](const char* what, const std::string& value) {
    if (!value.empty()) out += (out.empty() ? "" : ", ") + std::string(what) + value;
  };
  add("of ", message.of_kind);
  add("receipt ", message.of_receipt);
  if (message.of_receipt.empty()) add("of record id ", message.of_record);
  add("clause ", message.clause);
  add("module ", message.module);
  add("", message.policy + (message.version.empty() ? "" : " " + message.version));
  add("in ", message.language);
  add("record ", std::to_string(message.leaf_index));
  return printable(out);
}

std::string words_of(const Message& message) {
  if (message.state == MessageState::erased) return "(erased)";
  if (message.state == MessageState::unreadable) return "(cannot be read)";
  return message.words.empty() && message.kind == MessageKind::decline ? "(no reason given)" : message.words;
}

std::string block_of(const Message& message) {
  std::string out = fmt::format("{}  {:<8}  {}{}\n  {}\n", iso_time(message.at), to_string(message.kind), sender_of(message),
                                message.voided ? "  (voided)" : "", matter_of(message));
  const std::string words = words_of(message);
  if (words.empty()) return out;
  // The bar in front: whatever somebody types, it cannot pass for a line of this list.
  for (const std::string& line : printable_lines(words, words_characters)) out += "  | " + line + "\n";
  return out;
}

// Rows go out as they are read: there may be very many.
class List {
 public:
  explicit List(bool as_json) : as_json_(as_json) {}

  void add(const Message& message) {
    // ASCII only: a terminal takes some characters beyond it for commands.
    if (as_json_)
      std::cout << (rows_ == 0 ? "[\n" : ",\n") << json_of(message).dump(-1, ' ', true);
    else
      std::cout << (rows_ == 0 ? "" : "\n") << block_of(message);
    ++rows_;
    if (message.state == MessageState::unreadable) ++unreadable_;
  }

  int end() const {
    if (as_json_)
      std::cout << (rows_ == 0 ? "[]\n" : "\n]\n");
    else if (rows_ == 0)
      std::cout << "There are no questions, declines or requests for a copy.\n";
    std::cout.flush();
    if (!std::cout) return fail({ErrorCode::io, "the list could not be written", "", "Make room, or write it elsewhere"});
    if (unreadable_ == 0) return exit_done;
    return fail({ErrorCode::corrupt, std::to_string(unreadable_) + " of " + std::to_string(rows_) + " cannot be read", "",
                 "Their person, key or private part is missing or was changed: run verify"});
  }

 private:
  bool as_json_;
  std::uint64_t rows_ = 0;
  std::uint64_t unreadable_ = 0;
};

int run(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto since = parse_iso_date(options.since);
  if (!options.since.empty() && !since) return usage("--since " + options.since + " is not a date", "Write it as 2026-11-23");
  const auto roster = unlocked_roster(console, *data);
  if (!roster) return fail(roster.error());
  List list(options.json);
  const auto done = [&] {
    ProgressBar bar("Reading");
    return read_messages(*data, *roster, {message_kind(options.kind), since, bar.callback()}, [&](const Message& message) {
      bar.clear();  // the row may go to the same terminal
      list.add(message);
    });
  }();
  return done ? list.end() : fail(done.error());
}

}  // namespace

void add_questions(CLI::App& app, Console& console) {
  const std::string example = "countersign-admin --data /var/lib/countersign/data questions list --since 2026-11-01";
  CLI::App* questions = add_verb(app, "questions", "What people have asked HR at the kiosk", example);
  questions->require_subcommand(1);
  auto options = std::make_shared<Options>();
  CLI::App* list = add_verb(*questions, "list",
                            "Questions, declines with their reasons and requests for a copy, with name and words: the oldest "
                            "first, so whoever has waited longest; needs the HR passphrase",
                            example);
  list->add_option("--kind", options->kind, "Only these: question, decline or copy")
      ->check(CLI::IsMember({"question", "decline", "copy"}));
  list->add_option("--since", options->since, "Only what was sent on this day or later, as 2026-11-23");
  list->add_flag("--json", options->json, "Print as JSON");
  list->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
