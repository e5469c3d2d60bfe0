#include "kiosk/shell/solver.hpp"

#include <algorithm>

#include "kiosk/view/ids.hpp"

namespace countersign::shell {

namespace {

namespace id = view::id;

std::string target(const char* prefix, const ChoiceId& choice) { return std::string(prefix) + "." + choice.value; }

// The choices from `from` to the best end, depth first; scenarios have no loops without an exit, and at most 64 nodes.
double best_path(const quiz::Item& item, const NodeId& from, int depth, std::vector<ChoiceId>& path) {
  constexpr int depth_max = 64;
  const quiz::Node* node = item.node(from);
  double best = -1;
  if (node == nullptr || depth > depth_max) return best;
  for (const quiz::NodeChoice& choice : node->choices) {
    std::vector<ChoiceId> rest;
    const double score = choice.next.empty() ? choice.score : best_path(item, choice.next, depth + 1, rest);
    if (score <= best) continue;
    best = score;
    path = {choice.id};
    path.insert(path.end(), rest.begin(), rest.end());
  }
  return best;
}

std::vector<ChoiceId> shown_order(const App& app) {
  const auto& screen = std::get<flow::QuizScreen>(app.state().screen);
  return screen.answer.chosen.empty() ? flow::question_of(app.state()).shown_order : screen.answer.chosen;
}

// Moves each part up to its place, first place first.
void put_in_order(App& app, Driver& driver, const quiz::Item& item) {
  for (std::size_t place = 0; place < item.order.size(); ++place) {
    for (std::size_t moves = 0; moves < item.order.size(); ++moves) {
      const auto order = shown_order(app);
      const auto at = std::find(order.begin(), order.end(), item.order[place]);
      if (at == order.begin() + static_cast<std::ptrdiff_t>(place)) break;
      if (!driver.tap(target(id::up, item.order[place]))) return;
    }
  }
}

}  // namespace

std::vector<std::string> right_taps(App& app, Driver& driver) {
  const auto& item = flow::item_of(app.world(), app.state(), std::get<flow::QuizScreen>(app.state().screen));
  std::vector<std::string> taps;
  for (const auto& choice : item.choices)
    if (choice.right) taps.push_back(target(id::choice, choice.id));
  for (const auto& [source, to] : item.pairs) {
    taps.push_back(target(id::source, source));
    taps.push_back(target(id::target, to));
  }
  if (item.kind == quiz::ItemKind::sequencing) put_in_order(app, driver, item);
  if (item.kind == quiz::ItemKind::scenario) {
    std::vector<ChoiceId> path;
    best_path(item, item.start, 0, path);
    for (const auto& choice : path) {
      taps.push_back(target(id::choice, choice));
      taps.push_back(id::primary);
    }
  }
  return taps;
}

std::vector<std::string> wrong_taps(App& app) {
  const auto& item = flow::item_of(app.world(), app.state(), std::get<flow::QuizScreen>(app.state().screen));
  for (const auto& choice : item.choices)
    if (!choice.right) return {target(id::choice, choice.id)};
  return {};
}

}  // namespace countersign::shell
