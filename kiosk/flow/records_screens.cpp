// My records: one's own, and no one else's.

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

void load_all(Turn& turn, RecordsScreen& screen) {
  screen.loading = true;
  screen.failed = false;
  request(turn, LoadRecords{.person = turn.state.session->person});
}

void open_one(Turn& turn, RecordsScreen& screen, RecordId id) {
  if (std::ranges::none_of(screen.rows, [&](const RecordRow& row) { return row.id == id; })) return;
  screen.loading = true;
  screen.failed = false;
  request(turn, LoadRecord{.person = turn.state.session->person, .id = id});
}

void close_one(Turn& turn, RecordsScreen& screen) {
  screen.open.reset();
  screen.show_document = false;
  ++turn.state.screen_serial;
  turn.state.direction = -1;
}

void loaded(RecordsScreen& screen, const std::vector<RecordRow>& rows) {
  screen.loading = false;
  screen.rows = rows;
}

void one_loaded(Turn& turn, RecordsScreen& screen, const RecordDetail& detail) {
  screen.loading = false;
  screen.open = detail;
  screen.show_document = false;
  ++turn.state.screen_serial;
  turn.state.direction = 1;
}

void ask_for_copy(Turn& turn, const RecordsScreen& screen) {
  if (!screen.open) return;
  records::NewRecord record = new_record(turn, records::CopyRequested{to_hex(screen.open->row.id)}, nullptr);
  // Noted and "not saved" both lead back to the record that is open now.
  turn.state.before.push_back(screen);
  save_awaited(turn, std::move(record), std::nullopt);
}

void change_pin(Turn& turn) {
  NewPinScreen next;
  next.step = NewPinScreen::Step::old;
  next.first_time = false;
  next.badge = turn.state.session->badge;
  next.person = turn.state.session->person;
  go_over(turn, std::move(next));
}

}  // namespace

void open_records(Turn& turn) {
  go(turn, RecordsScreen{});
  load_all(turn, std::get<RecordsScreen>(turn.state.screen));
}

void on(Turn& turn, RecordsScreen& screen, const Event& event) {
  const auto awaited = [&](unsigned answered) { return screen.loading && is_latest(turn.state, answered); };
  std::visit(Match{[&](const RecordsLoaded& answer) {
                     if (awaited(answer.request)) loaded(screen, answer.rows);
                   },
                   [&](const RecordLoaded& answer) {
                     if (awaited(answer.request)) one_loaded(turn, screen, answer.detail);
                   },
                   [&](const RecordsFailed& answer) {
                     if (!awaited(answer.request)) return;
                     screen.loading = false;
                     screen.failed = true;
                   },
                   [&](const RecordOpened& opened) { open_one(turn, screen, opened.id); },
                   [&](const RecordClosed&) {
                     if (screen.open) close_one(turn, screen);
                   },
                   [&](const DocumentToggled&) {
                     if (screen.open) screen.show_document = !screen.show_document;
                   },
                   [&](const CopyPressed&) { ask_for_copy(turn, RecordsScreen{screen}); },
                   [&](const ChangePinPressed&) { change_pin(turn); }, [&](const PrimaryPressed&) { load_all(turn, screen); },
                   [&](const RetryPressed&) {
                     if (screen.failed) load_all(turn, screen);
                   },
                   [&](const BackPressed&) { screen.open ? close_one(turn, screen) : go_home(turn); }, [](const auto&) {}},
             event);
}

}  // namespace countersign::flow
