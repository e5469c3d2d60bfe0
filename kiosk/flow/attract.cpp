// Attract, Ask the policy, Who do I call?

#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

void change_query(Turn& turn, AskScreen& screen, const std::string& query) {
  const auto accepted = accepted_text(query, query_characters_max);
  if (!accepted) return;
  screen.query = *accepted;
  screen.hits = content::search(pack_text(turn.world, turn.state), turn.pack().modules, screen.query);
  screen.open.reset();
}

void open_hit(Turn& turn, AskScreen& screen, const content::SearchHit& hit) {
  if (hit.card >= card_count(turn.pack(), hit.module)) return;
  screen.open = hit;
  screen.full = false;
  ++turn.state.screen_serial;
  turn.state.direction = 1;
}

void close_hit(Turn& turn, AskScreen& screen) {
  screen.open.reset();
  ++turn.state.screen_serial;
  turn.state.direction = -1;
}

void ask_about_hit(Turn& turn, const AskScreen& screen) {
  if (!turn.state.session || !screen.open) return;
  const auto& cards = pack_text(turn.world, turn.state).modules.at(screen.open->module).cards;
  go_over(turn, AskFirstScreen{.question = "", .back_to = std::nullopt, .clause = cards.at(screen.open->card).clause});
}

}  // namespace

void on(Turn& turn, AttractScreen&, const Event& event) {
  std::visit(Match{[&](const StartPressed&) { begin_sign_in(turn, BadgeScreen{}); },
                   [&](const PrimaryPressed&) { begin_sign_in(turn, BadgeScreen{}); },
                   [&](const AskPressed&) { go(turn, AskScreen{}); }, [](const auto&) {}},
             event);
}

void on(Turn& turn, AskScreen& screen, const Event& event) {
  std::visit(
      Match{[&](const QueryChanged& changed) { change_query(turn, screen, changed.query); },
            [&](const HitOpened& opened) { open_hit(turn, screen, opened.hit); },
            [&](const FullTextChosen& chosen) { screen.full = chosen.full; },
            [&](const AskAboutCard&) { ask_about_hit(turn, screen); }, [&](const PrimaryPressed&) { close_hit(turn, screen); },
            [&](const BackPressed&) { screen.open ? close_hit(turn, screen) : go_home(turn); }, [](const auto&) {}},
      event);
}

void on(Turn& turn, CallScreen&, const Event& event) {
  std::visit(Match{[&](const PrimaryPressed&) { go_back(turn); }, [&](const BackPressed&) { go_back(turn); },
                   [&](const DonePressed&) { go_back(turn); }, [](const auto&) {}},
             event);
}

}  // namespace countersign::flow
