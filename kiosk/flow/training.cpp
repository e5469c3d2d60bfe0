// The path of modules, and reading one card after the other.

#include <algorithm>

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

using Kind = Place::Kind;

bool may_stay(const content::Pack& pack, const Progress& progress) {
  if (progress.place.kind == Kind::sign) return may_sign(pack, progress);
  const auto module = progress.modules.find(progress.place.module);
  return module != progress.modules.end() && !module->second.passed;
}

ReadingScreen reading_at_place(Turn& turn) {
  const Progress& progress = turn.progress();
  return ReadingScreen{.module = progress.place.module, .card = progress.place.card, .full = progress.full_text};
}

void show_card(Turn& turn, std::size_t card, int direction) {
  turn.progress().place.card = card;
  turn.progress().place.kind = Kind::card;
  go(turn, reading_at_place(turn), direction);
  save_place(turn);
}

void open_module(Turn& turn, const ModuleId& module_id) {
  Progress& progress = turn.progress();
  const content::Module* module = turn.pack().module(module_id);
  if (!module) return;
  const ModuleProgress& state = progress.modules.at(module_id);
  if (state.passed) return go(turn, ReadingScreen{.module = module_id, .full = progress.full_text, .review = true});
  const bool is_current = progress.place.kind != Kind::sign && progress.place.module == module_id;
  if (!is_current && module->required) return;
  if (!is_current) progress.place = Place{Kind::card, module_id, 0};
  land(turn);
}

void next_card(Turn& turn, const ReadingScreen& screen) {
  const std::size_t cards = card_count(turn.pack(), screen.module);
  const std::size_t next = screen.card + 1;
  if (screen.review) {
    if (next >= cards) return go_home(turn, 1);
    return go(turn, ReadingScreen{.module = screen.module, .card = next, .full = screen.full, .review = true});
  }
  auto& module = turn.progress().modules.at(screen.module);
  module.cards_read = std::max(module.cards_read, next);
  if (next < cards) return show_card(turn, next, 1);
  begin_quiz(turn, screen.module);
}

void previous_card(Turn& turn, const ReadingScreen& screen) {
  if (screen.card == 0) return go_home(turn);
  if (!screen.review) return show_card(turn, screen.card - 1, -1);
  go(turn, ReadingScreen{.module = screen.module, .card = screen.card - 1, .full = screen.full, .review = true}, -1);
}

void choose_full(Turn& turn, ReadingScreen& screen, bool full) {
  screen.full = full;
  turn.progress().full_text = full;
}

void begin_anew(Turn& turn) {
  turn.state.session->place_lost = false;
  enter_training(turn, 1);
  save_place(turn);
}

void ask_about(Turn& turn, const ReadingScreen& screen) {
  const ClauseId clause = card_of(turn.world, turn.state, screen).clause;
  go_over(turn, AskFirstScreen{.question = "", .back_to = std::nullopt, .clause = clause});
}

}  // namespace

void enter_training(Turn& turn, int direction) {
  if (turn.state.session->place_lost) return go(turn, LostPlaceScreen{}, direction);
  go(turn, TrainingScreen{}, direction);
}

void land(Turn& turn) {
  Progress& progress = turn.progress();
  if (!may_stay(turn.pack(), progress)) progress.place = next_place(turn.pack(), progress);
  switch (progress.place.kind) {
    case Kind::card:
      return go(turn, reading_at_place(turn));
    case Kind::quiz:
      return begin_quiz(turn, ModuleId{progress.place.module});
    case Kind::sign:
      return progress.signed_off ? open_records(turn) : enter_signing(turn);
  }
}

void finish_module(Turn& turn, const ModuleId& module) {
  Progress& progress = turn.progress();
  ModuleProgress& state = progress.modules.at(module);
  state.passed = true;
  state.again_at_utc_ms = 0;
  emit(turn, NoteRecord{new_record(turn, records::ModuleFinished{module, state.seconds}, nullptr)});
  progress.place = next_place(turn.pack(), progress);
}

void on(Turn& turn, LostPlaceScreen&, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { begin_anew(turn); },
                   [&](const BackPressed&) { turn.state.overlay = LeaveDialog{}; }, [](const auto&) {}},
             event);
}

void on(Turn& turn, TrainingScreen& screen, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { land(turn); }, [&](const ContinuePressed&) { land(turn); },
                   [&](const PassedToggled&) { screen.passed_open = !screen.passed_open; },
                   [&](const ModuleOpened& opened) { open_module(turn, opened.module); },
                   [&](const RecordsPressed&) { open_records(turn); }, [&](const AskPressed&) { go_over(turn, AskScreen{}); },
                   [&](const BackPressed&) { turn.state.overlay = LeaveDialog{}; },
                   [&](const SeedDrawn& drawn) { seed_drawn(turn, drawn); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, ReadingScreen& screen, const Event& event) {
  std::visit(
      Match{[&](const PrimaryPressed&) { screen.from_quiz ? next_question(turn) : next_card(turn, ReadingScreen{screen}); },
            [&](const BackPressed&) { screen.from_quiz ? next_question(turn) : previous_card(turn, ReadingScreen{screen}); },
            [&](const FullTextChosen& chosen) { choose_full(turn, screen, chosen.full); },
            [&](const AskAboutCard&) { ask_about(turn, screen); }, [&](const SeedDrawn& drawn) { seed_drawn(turn, drawn); },
            [](const auto&) {}},
      event);
}

}  // namespace countersign::flow
