// Questions and scenarios: one try at a module's quiz, from its draw to its result.

#include <algorithm>

#include "kiosk/flow/bodies.hpp"
#include "kiosk/flow/quiz_answer.hpp"
#include "kiosk/flow/turn.hpp"

namespace countersign::flow {

namespace {

QuizScreen current_question(Turn& turn) {
  const quiz::Attempt& attempt = *turn.progress().attempt;
  const quiz::Question& question = attempt.questions.at(attempt.current);
  const quiz::Item& item = *quiz_of(turn.world, attempt.module)->item(question.item);
  QuizScreen screen;
  screen.module = attempt.module;
  screen.answer = question.answer;
  screen.shown_at = turn.now.instant;
  screen.checked = question.score.has_value();
  if (screen.checked)
    screen.grade = quiz::grade(item, question.answer);
  else if (item.kind == quiz::ItemKind::sequencing && screen.answer.chosen.empty())
    screen.answer.chosen = question.shown_order;
  return screen;
}

bool has_attempt_at(Turn& turn, const ModuleId& module) {
  const auto& attempt = turn.progress().attempt;
  return attempt && attempt->module == module;
}

bool out_of_attempts(const quiz::Quiz& quiz, const ModuleProgress& module) {
  return quiz.attempts_max > 0 && module.attempts >= quiz.attempts_max;
}

QuizResultScreen refusal(Turn& turn, const ModuleId& module) {
  const ModuleProgress& state = turn.progress().modules.at(module);
  QuizResultScreen screen;
  screen.module = module;
  screen.score_thousandths = state.score_thousandths;
  screen.again_at_utc_ms = state.again_at_utc_ms;
  screen.no_more_attempts = out_of_attempts(*quiz_of(turn.world, module), state);
  return screen;
}

void check(Turn& turn, QuizScreen& screen) {
  Progress& progress = turn.progress();
  const ItemId item = question_of(turn.state).item;
  progress.attempt->questions.at(progress.attempt->current).answer = screen.answer;
  screen.grade = quiz::check_current(*quiz_of(turn.world, screen.module), *progress.attempt, progress.attempt_seed);
  screen.checked = true;
  screen.picked.reset();
  progress.seen_items.insert(item);
  save_place(turn);
}

// "This is my choice": on to the next scene, or to the end of the story.
void take_choice(Turn& turn, QuizScreen& screen, const quiz::Item& item) {
  screen.answer.path.emplace_back(*quiz::node_of(item, screen.answer), *screen.picked);
  screen.picked.reset();
  if (!quiz::node_of(item, screen.answer)) return check(turn, screen);
  turn.state.direction = 1;
  ++turn.state.screen_serial;
  save_place(turn);
}

void show_card(Turn& turn, const QuizScreen& screen) {
  const auto place = turn.pack().find_card(item_of(turn.world, turn.state, screen).card);
  if (!place) return next_question(turn);
  go(turn, ReadingScreen{.module = place->module, .card = place->card, .full = turn.progress().full_text, .from_quiz = true});
}

void primary(Turn& turn, QuizScreen& screen) {
  if (screen.checked) return screen.grade.right ? next_question(turn) : show_card(turn, screen);
  const quiz::Item& item = item_of(turn.world, turn.state, screen);
  item.kind == quiz::ItemKind::scenario ? take_choice(turn, screen, item) : check(turn, screen);
}

QuizResultScreen result_of(const quiz::Quiz& quiz, const quiz::Attempt& attempt, const quiz::Outcome& outcome,
                           const ModuleProgress& module) {
  QuizResultScreen screen;
  screen.module = attempt.module;
  screen.score_thousandths = outcome.score_thousandths;
  screen.passed = outcome.passed;
  screen.asked = attempt.questions.size();
  screen.right = static_cast<std::size_t>(std::ranges::count_if(attempt.questions, [&](const quiz::Question& question) {
    return quiz::grade(*quiz.item(question.item), question.answer).right;
  }));
  screen.again_at_utc_ms = outcome.passed ? 0 : module.again_at_utc_ms;
  screen.no_more_attempts = !outcome.passed && out_of_attempts(quiz, module);
  return screen;
}

void note_attempt(Turn& turn, const quiz::Quiz& quiz, const quiz::Attempt& attempt, const quiz::Outcome& outcome) {
  const Progress& progress = turn.progress();
  records::QuizFinished facts;
  facts.module = attempt.module;
  facts.quiz_sha256 = quiz.sha256;
  facts.attempt = attempt.number;
  facts.score_thousandths = outcome.score_thousandths;
  facts.passed = outcome.passed;
  facts.duration_s = std::max(0, progress.modules.at(attempt.module).seconds - progress.attempt_began_s);
  emit(turn, NoteRecord{new_record(turn, facts, answers_body(attempt))});
}

void finish_attempt(Turn& turn) {
  spend(turn);
  Progress& progress = turn.progress();
  const quiz::Attempt attempt = *progress.attempt;
  const quiz::Quiz& quiz = *quiz_of(turn.world, attempt.module);
  const quiz::Outcome outcome = quiz::outcome(quiz, attempt);
  ModuleProgress& module = progress.modules.at(attempt.module);
  ++module.attempts;
  module.score_thousandths = std::max(module.score_thousandths, outcome.score_thousandths);
  if (!outcome.passed && quiz.cooldown_s > 0)
    module.again_at_utc_ms = turn.now.wall.utc_ms + std::int64_t{quiz.cooldown_s} * 1000;
  note_attempt(turn, quiz, attempt, outcome);
  progress.attempt.reset();
  if (outcome.passed)
    finish_module(turn, attempt.module);
  else
    progress.place = Place{Place::Kind::quiz, attempt.module, 0};
  go(turn, result_of(quiz, attempt, outcome, module));
  save_place(turn);
}

void read_again(Turn& turn, const ModuleId& module) {
  turn.progress().place = Place{Place::Kind::card, module, 0};
  land(turn);
  save_place(turn);
}

}  // namespace

const quiz::Quiz* quiz_of(const World& world, const ModuleId& module) {
  const auto found = world.quizzes->find(module);
  const bool asks = found != world.quizzes->end() && !found->second.items.empty() && found->second.draw > 0;
  return asks ? &found->second : nullptr;
}

bool may_try(const World& world, const State& state, const ModuleId& module) {
  const quiz::Quiz* quiz = quiz_of(world, module);
  const ModuleProgress& done = state.session->progress.modules.at(module);
  return quiz && !done.passed && !out_of_attempts(*quiz, done) && done.again_at_utc_ms <= state.wall.utc_ms;
}

bool quiz_can_go_on(const World& world, const State& state, const QuizScreen& screen) {
  if (screen.checked) return true;
  const quiz::Item& item = item_of(world, state, screen);
  return item.kind == quiz::ItemKind::scenario ? screen.picked.has_value() : quiz::is_complete(item, screen.answer);
}

void begin_quiz(Turn& turn, const ModuleId& module) {
  if (!quiz_of(turn.world, module)) {
    finish_module(turn, module);
    land(turn);
    return save_place(turn);
  }
  turn.progress().place = Place{Place::Kind::quiz, module, 0};
  if (has_attempt_at(turn, module))
    go(turn, current_question(turn));
  else if (!may_try(turn.world, turn.state, module))
    go(turn, refusal(turn, module));
  else {
    turn.state.session->drawing = module;
    emit(turn, DrawSeed{module});
  }
  save_place(turn);
}

void seed_drawn(Turn& turn, const SeedDrawn& drawn) {
  if (!turn.state.session || turn.state.session->drawing != drawn.module) return;
  Progress& progress = turn.progress();
  const ModuleProgress& module = progress.modules.at(drawn.module);
  progress.attempt =
      quiz::draw_attempt(*quiz_of(turn.world, drawn.module), module.attempts + 1, progress.seen_items, drawn.seed);
  progress.attempt_seed = drawn.seed;
  progress.attempt_began_s = module.seconds;
  go(turn, current_question(turn));
  save_place(turn);
}

void next_question(Turn& turn) {
  quiz::Attempt& attempt = *turn.progress().attempt;
  if (attempt.current + 1 >= attempt.questions.size()) return finish_attempt(turn);
  ++attempt.current;
  go(turn, current_question(turn));
  save_place(turn);
}

void on(Turn& turn, QuizScreen& screen, const Event& event) {
  const quiz::Item& item = item_of(turn.world, turn.state, screen);
  std::visit(Match{[&](const ChoicePressed& pressed) {
                     if (!screen.checked) press_choice(screen, item, pressed.choice);
                   },
                   [&](const OrderMoved& moved) {
                     if (!screen.checked) move_in_order(screen, item, moved.from, moved.to);
                   },
                   [&](const PairChosen& pair) {
                     if (!screen.checked) choose_pair(screen, item, pair.source, pair.target);
                   },
                   [&](const PrimaryPressed&) { primary(turn, screen); },
                   [&](const ShowCardPressed&) {
                     if (screen.checked) show_card(turn, screen);
                   },
                   [&](const NextPressed&) {
                     if (screen.checked) next_question(turn);
                   },
                   [&](const BackPressed&) {
                     save_place(turn);
                     go_home(turn);
                   },
                   [](const auto&) {}},
             event);
}

void on(Turn& turn, QuizResultScreen& screen, const Event& event) {
  const ModuleId module = screen.module;
  const auto try_again = [&] {
    if (may_try(turn.world, turn.state, module)) begin_quiz(turn, module);
  };
  std::visit(Match{[&](const PrimaryPressed&) { screen.passed ? land(turn) : try_again(); },
                   [&](const TryAgainPressed&) {
                     if (!screen.passed) try_again();
                   },
                   [&](const ReadAgainPressed&) {
                     if (!screen.passed) read_again(turn, module);
                   },
                   [&](const BackPressed&) { go_home(turn); }, [&](const SeedDrawn& drawn) { seed_drawn(turn, drawn); },
                   [](const auto&) {}},
             event);
}

}  // namespace countersign::flow
