// Training, reading, questions and their results.

#include <algorithm>

#include "tests/view/states.hpp"

namespace countersign::view {
namespace {

using quiz::ItemKind;

const ModuleId own_accounts{"personal-accounts"};

// As a draw would show it, but always alike: parts to be ordered and targets stand in another order than the right one.
quiz::Question asked(const Fixture& fixture, const ModuleId& module, const std::string& item_id) {
  const quiz::Item& item = *fixture.world.quizzes->at(module).item(ItemId{item_id});
  quiz::Question question;
  question.item = item.id;
  for (const quiz::Choice& choice : item.choices) question.shown_order.push_back(choice.id);
  for (const ChoiceId& part : item.order) question.shown_order.push_back(part);
  for (const auto& [source, target] : item.pairs) {
    question.shown_order.push_back(source);
    question.shown_targets.push_back(target);
  }
  const auto swap_ends = [](std::vector<ChoiceId>& list) {
    if (list.size() > 1) std::swap(list.front(), list.back());
  };
  if (item.kind == ItemKind::sequencing) swap_ends(question.shown_order);
  swap_ends(question.shown_targets);
  return question;
}

// The second of five questions is `item_id`.
flow::State question(const Fixture& fixture, const ModuleId& module, const std::string& item_id,
                     const quiz::Answer& answer = {}, bool checked = false) {
  flow::QuizScreen screen;
  screen.module = module;
  screen.answer = answer;
  screen.checked = checked;
  const quiz::Question it = asked(fixture, module, item_id);
  const quiz::Item& item = *fixture.world.quizzes->at(module).item(it.item);
  if (item.kind == ItemKind::sequencing && answer.chosen.empty()) screen.answer.chosen = it.shown_order;
  if (checked) screen.grade = quiz::grade(item, screen.answer);
  flow::State state = fixture.signed_in(screen);
  quiz::Attempt attempt;
  attempt.module = module;
  attempt.questions.assign(5, it);
  attempt.current = 1;
  flow::Progress& progress = state.session->progress;
  progress.attempt = attempt;
  progress.place = {flow::Place::Kind::quiz, module, 0};
  return state;
}

quiz::Answer chosen(std::vector<std::string> ids) {
  quiz::Answer answer;
  for (std::string& id : ids) answer.chosen.push_back(ChoiceId{std::move(id)});
  return answer;
}

quiz::Answer walked(std::vector<std::pair<std::string, std::string>> path) {
  quiz::Answer answer;
  for (auto& [node, choice] : path) answer.path.emplace_back(NodeId{node}, ChoiceId{choice});
  return answer;
}

quiz::Answer paired(std::vector<std::pair<std::string, std::string>> pairs) {
  quiz::Answer answer;
  for (auto& [source, target] : pairs) answer.pairs.emplace_back(ChoiceId{source}, ChoiceId{target});
  return answer;
}

flow::State reading(const Fixture& fixture, const ModuleId& module, std::size_t card, bool full = false) {
  flow::ReadingScreen screen;
  screen.module = module;
  screen.card = card;
  screen.full = full;
  return fixture.signed_in(screen);
}

flow::State all_passed(const Fixture& fixture, bool signed_off) {
  flow::State state = fixture.signed_in(flow::TrainingScreen{});
  flow::Progress& progress = state.session->progress;
  for (auto& [id, module] : progress.modules) module.passed = true;
  progress.place = {flow::Place::Kind::sign, ModuleId{}, 0};
  progress.signed_off = signed_off;
  return state;
}

flow::State picked(flow::State state, const std::string& choice) {
  std::get<flow::QuizScreen>(state.screen).picked = ChoiceId{choice};
  return state;
}

flow::State result(const Fixture& fixture, bool passed, std::int64_t again_ms = 0, bool no_more = false) {
  flow::QuizResultScreen screen;
  screen.module = own_accounts;
  screen.passed = passed;
  screen.asked = 5;
  screen.right = passed ? 4 : 3;
  screen.score_thousandths = passed ? 800 : 600;
  screen.again_at_utc_ms = again_ms == 0 ? 0 : fixture.wall.utc_ms + again_ms;
  screen.no_more_attempts = no_more;
  return fixture.signed_in(screen);
}

std::vector<Shot> training_shots() {
  return {{"training", [](const Fixture& f) { return f.signed_in(flow::TrainingScreen{}); }},
          {"training-open", [](const Fixture& f) { return f.signed_in(flow::TrainingScreen{true}); }},
          {"training-sign", [](const Fixture& f) { return all_passed(f, false); }},
          {"training-done", [](const Fixture& f) { return all_passed(f, true); }}};
}

std::vector<Shot> reading_shots() {
  return {{"reading", [](const Fixture& f) { return reading(f, own_accounts, 2); }},
          {"reading-full", [](const Fixture& f) { return reading(f, own_accounts, 2, true); }},
          {"reading-example", [](const Fixture& f) { return reading(f, own_accounts, 1); }},
          {"reading-long", [](const Fixture& f) { return reading(f, ModuleId{"field-faq"}, 0); }},
          {"reading-picture", [](const Fixture& f) { return reading(f, ModuleId{"crisis"}, 0); }},
          {"reading-plain", [](const Fixture& f) { return reading(f, ModuleId{"crisis"}, 2); }}};
}

std::vector<Shot> question_shots() {
  return {
      {"quiz", [](const Fixture& f) { return question(f, own_accounts, "pa-late-parcel", chosen({"promise"})); }},
      {"quiz-wrong", [](const Fixture& f) { return question(f, own_accounts, "pa-late-parcel", chosen({"promise"}), true); }},
      {"quiz-right", [](const Fixture& f) { return question(f, own_accounts, "pa-late-parcel", chosen({"hand-over"}), true); }},
      {"quiz-bare", [](const Fixture& f) { return question(f, own_accounts, "pa-friend-request"); }},
      {"quiz-true", [](const Fixture& f) { return question(f, own_accounts, "pa-private-group", chosen({"false"})); }},
      {"quiz-several",
       [](const Fixture& f) {
         return question(f, own_accounts, "pa-lockers", chosen({"view", "tags"}));
       }},
      {"quiz-several-wrong",
       [](const Fixture& f) {
         return question(f, own_accounts, "pa-lockers", chosen({"view", "tags"}), true);
       }},
      {"quiz-order", [](const Fixture& f) { return question(f, own_accounts, "pa-fix-order"); }},
      {"quiz-order-wrong",
       [](const Fixture& f) {
         return question(f, own_accounts, "pa-fix-order", chosen({"check", "answer", "correct"}), true);
       }},
      {"quiz-match",
       [](const Fixture& f) {
         return picked(question(f, own_accounts, "pa-what-it-needs", paired({{"praise", "tie"}, {"football", "fix"}})),
                       "wrong");
       }},
      {"quiz-match-wrong", [](const Fixture& f) {
         return question(f, own_accounts, "pa-what-it-needs",
                         paired({{"praise", "tie"}, {"football", "fix"}, {"wrong", "nothing"}, {"question", "pass"}}), true);
       }}};
}

std::vector<Shot> scene_shots() {
  return {{"scene", [](const Fixture& f) { return question(f, own_accounts, "pa-depot-gate"); }},
          {"scene-two",
           [](const Fixture& f) {
             return picked(question(f, own_accounts, "pa-depot-gate", walked({{"filming", "stop"}})), "together");
           }},
          {"scene-end",
           [](const Fixture& f) {
             return question(f, own_accounts, "pa-depot-gate",
                             walked({{"filming", "stop"}, {"posted", "together"}, {"desk", "guess"}}), true);
           }},
          {"scene-best", [](const Fixture& f) {
             return question(f, own_accounts, "pa-depot-gate",
                             walked({{"filming", "stop"}, {"posted", "together"}, {"desk", "truth"}, {"asked", "polite"}}),
                             true);
           }}};
}

std::vector<Shot> result_shots() {
  constexpr std::int64_t ten_minutes_ms = 600'000;
  return {{"result-passed", [](const Fixture& f) { return result(f, true); }},
          {"result-again", [](const Fixture& f) { return result(f, false); }},
          {"result-wait", [](const Fixture& f) { return result(f, false, ten_minutes_ms); }},
          {"result-none", [](const Fixture& f) { return result(f, false, 0, true); }}};
}

}  // namespace

std::vector<Shot> learning_shots() {
  std::vector<Shot> all;
  for (const auto& table : {training_shots(), reading_shots(), question_shots(), scene_shots(), result_shots()})
    all.insert(all.end(), table.begin(), table.end());
  // As after a change of screen: nothing is remembered from the state before.
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i].make = [make = all[i].make, serial = static_cast<unsigned>(i + 1)](const Fixture& fixture) {
      flow::State state = make(fixture);
      state.screen_serial = serial;
      return state;
    };
  return all;
}

}  // namespace countersign::view
