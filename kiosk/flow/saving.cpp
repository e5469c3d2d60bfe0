// A record on its way to the disk, and what may come of it. Success is shown only after storage has answered.

#include <algorithm>

#include "content/pack/document.hpp"
#include "kiosk/flow/bodies.hpp"
#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

template <class T>
bool holds(const Pending& pending) {
  return std::holds_alternative<T>(pending.record.facts);
}

void send(Turn& turn, const SavingScreen& screen) { emit(turn, SaveRecord{screen.pending.record}); }

void id_drawn(Turn& turn, SavingScreen& screen, const SeedDrawn& drawn) {
  if (!drawn.module.empty() || screen.pending.record.id != RecordId{}) return;
  screen.pending.record.id = drawn.record;
  if (screen.pending.back_to && holds<records::Acknowledged>(screen.pending)) {
    screen.pending.back_to->id = drawn.record;
    turn.state.session->signing = screen.pending.back_to;
  }
  send(turn, screen);
}

void not_saved(Turn& turn, SavingScreen& screen, ErrorCode reason) {
  turn.state.last_touch = turn.now.instant;  // the person waited, and has all the time to read what to do
  Pending pending = std::move(screen.pending);
  go(turn, NotSavedScreen{std::move(pending), reason, staff_code(reason), turn.now.wall});
}

void saved(Turn& turn, SavingScreen& screen, const records::Receipt& receipt) {
  if (receipt.id != screen.pending.record.id) return not_saved(turn, screen, ErrorCode::corrupt);
  turn.state.last_touch = turn.now.instant;
  if (holds<records::Declined>(screen.pending)) return go(turn, NotedScreen{NotedScreen::What::declined, receipt});
  if (holds<records::QuestionAsked>(screen.pending)) return go(turn, NotedScreen{NotedScreen::What::question, receipt});
  if (holds<records::CopyRequested>(screen.pending)) return go(turn, NotedScreen{NotedScreen::What::copy, receipt});
  turn.progress().signed_off = true;
  turn.state.session->signing.reset();
  go(turn, ReceiptScreen{receipt});
  save_place(turn);
}

void try_again(Turn& turn, NotSavedScreen& screen) {
  SavingScreen saving{std::move(screen.pending)};
  go(turn, saving);
  send(turn, saving);
}

void later(Turn& turn, NotSavedScreen& screen) {
  if (holds<records::Declined>(screen.pending) && screen.pending.back_to) {
    SignScreen sign = *screen.pending.back_to;
    return go(turn, std::move(sign), -1);
  }
  if (!holds<records::Acknowledged>(screen.pending)) return go_back(turn);
  save_place(turn);
  go_home(turn);
  show_toast(turn, Toast::What::place_kept);
}

void change_text(std::string& words, const TextChanged& changed) {
  if (const auto text = accepted_text(changed.text, question_characters_max)) words = *text;
}

std::vector<StatementId> ticked(const content::Pack& pack, const SignScreen& screen) {
  std::vector<StatementId> out;
  for (std::size_t i = 0; i < std::min(pack.statements.size(), screen.ticks.size()); ++i)
    if (screen.ticks[i]) out.push_back(pack.statements[i]);
  return out;
}

void decline(Turn& turn, const DeclineScreen& screen) {
  const content::PackText& text = pack_text(turn.world, turn.state);
  records::Declined facts;
  facts.policy = turn.pack().id;
  facts.version = turn.pack().version;
  facts.document_sha256 = text.document_sha256;
  facts.statements_sha256 = sha256(content::statements_section(turn.pack(), text));
  facts.consent_sha256 = sha256(content::consent_section(text));
  facts.statements = ticked(turn.pack(), screen.back_to);
  records::NewRecord record = new_record(turn, facts, words_body(screen.reason));
  SignScreen back_to = screen.back_to;
  save_awaited(turn, std::move(record), std::move(back_to));
}

ModuleId module_of(const content::Pack& pack, const ClauseId& clause) {
  const auto found = std::ranges::find_if(pack.clauses, [&](const auto& known) { return known.id == clause; });
  return found == pack.clauses.end() ? ModuleId{} : found->module;
}

void ask(Turn& turn, const AskFirstScreen& screen) {
  const records::QuestionAsked facts{screen.clause, module_of(turn.pack(), screen.clause)};
  records::NewRecord record = new_record(turn, facts, words_body(screen.question));
  std::optional<SignScreen> back_to = screen.back_to;
  save_awaited(turn, std::move(record), std::move(back_to));
}

void leave_noted(Turn& turn, const NotedScreen& screen) {
  screen.what == NotedScreen::What::declined ? go_home(turn, 1) : go_back(turn);
}

}  // namespace

bool has_words(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return c != ' ' && c != '\n'; });
}

records::NewRecord new_record(Turn& turn, records::Facts facts, Json body) {
  const Session& session = *turn.state.session;
  records::NewRecord record;
  record.subject = session.person;
  record.group = session.group;
  record.site = session.site;
  record.language = pack_text(turn.world, turn.state).language;
  record.identified_by = "badge+pin";
  record.facts = std::move(facts);
  record.body = std::move(body);
  record.stamp.at = turn.now.wall;
  record.stamp.app = turn.world.app;
  return record;
}

void save_awaited(Turn& turn, records::NewRecord record, std::optional<SignScreen> back_to) {
  const bool again = back_to && std::holds_alternative<records::Acknowledged>(record.facts) && back_to->id != RecordId{};
  if (again) record.id = back_to->id;
  SavingScreen saving{Pending{std::move(record), std::move(back_to)}};
  turn.state.overlay = NoOverlay{};
  go(turn, saving);
  if (again)
    send(turn, saving);
  else
    emit(turn, DrawSeed{});  // its answer brings the id
}

void on(Turn& turn, DeclineScreen& screen, const Event& event) {
  std::visit(Match{[&](const TextChanged& changed) { change_text(screen.reason, changed); },
                   [&](const PrimaryPressed&) { decline(turn, screen); },
                   [&](const BackPressed&) {
                     SignScreen sign = screen.back_to;
                     go(turn, std::move(sign), -1);
                   },
                   [](const auto&) {}},
             event);
}

void on(Turn& turn, AskFirstScreen& screen, const Event& event) {
  std::visit(
      Match{[&](const TextChanged& changed) { change_text(screen.question, changed); },
            [&](const PrimaryPressed&) { ask(turn, screen); }, [&](const BackPressed&) { go_back(turn); }, [](const auto&) {}},
      event);
}

void on(Turn& turn, SavingScreen& screen, const Event& event) {
  std::visit(Match{[&](const SeedDrawn& drawn) { id_drawn(turn, screen, drawn); },
                   [&](const Saved& answer) { saved(turn, screen, answer.receipt); },
                   [&](const SaveFailed& answer) { not_saved(turn, screen, answer.reason); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, NotSavedScreen& screen, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { try_again(turn, screen); },
                   [&](const RetryPressed&) { try_again(turn, screen); }, [&](const SignLaterPressed&) { later(turn, screen); },
                   [&](const BackPressed&) { later(turn, screen); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, ReceiptScreen&, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { return_to_attract(turn); },
                   [&](const DonePressed&) { return_to_attract(turn); }, [&](const BackPressed&) { return_to_attract(turn); },
                   [&](const RecordsPressed&) { open_records(turn); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, NotedScreen& screen, const Event& event) {
  std::visit(
      Match{[&](const PrimaryPressed&) { leave_noted(turn, screen); }, [&](const DonePressed&) { leave_noted(turn, screen); },
            [&](const BackPressed&) { leave_noted(turn, screen); }, [](const auto&) {}},
      event);
}

}  // namespace countersign::flow
