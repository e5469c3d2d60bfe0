// The map of a scenario's story, drawn from its nodes.

#include <algorithm>
#include <set>

#include "kiosk/view/question.hpp"

namespace countersign::view {
namespace {

constexpr float step = 66;
constexpr float been_shown_max = 3;
constexpr float edge = 17;  // half of the ring and its stroke
constexpr float been_radius = 11;
constexpr float here_radius = 15;
constexpr float open_radius = 9;
constexpr float map_height = 72;

// Scenes on the longest way from `id` to an end. A story has no loops; the guard is for one that has.
std::size_t longest(const quiz::Item& item, const NodeId& id, std::set<NodeId> seen) {
  const quiz::Node* node = item.node(id);
  if (node == nullptr || !seen.insert(id).second) return 0;
  std::size_t most = 0;
  for (const quiz::NodeChoice& choice : node->choices)
    if (!choice.next.empty()) most = std::max(most, longest(item, choice.next, seen));
  return most + 1;
}

const quiz::Node* here(const quiz::Item& item, const quiz::Answer& answer) {
  const auto id = quiz::node_of(item, answer);
  return id ? item.node(*id) : nullptr;
}

bool leads_on(const quiz::Item& item, const quiz::Answer& answer) {
  const quiz::Node* node = here(item, answer);
  return node != nullptr && std::any_of(node->choices.begin(), node->choices.end(),
                                        [](const quiz::NodeChoice& choice) { return !choice.next.empty(); });
}

float been_shown(const quiz::Answer& answer) { return std::min(been_shown_max, static_cast<float>(answer.path.size())); }

void draw_way(ui::Ui& ui, ui::Point from, ui::Point to) {
  constexpr int parts = 16;
  std::vector<ui::Point> points;
  for (int i = 0; i <= parts; ++i) {
    const float t = static_cast<float>(i) / parts;
    points.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t * t * (3 - 2 * t)});
  }
  ui.polyline(points, ui.color(ui::Role::track), 5);
}

void draw_open(ui::Ui& ui, ui::Point at) {
  ui.circle(at, open_radius, ui.color(ui::Role::surface));
  ui.circle_outline(at, open_radius, ui.color(ui::Role::outline), 4);
}

void draw_ahead(ui::Ui& ui, const quiz::Node& node, ui::Point from, float top) {
  const auto count = static_cast<float>(node.choices.size());
  const float spread = count > 1 ? (map_height - 2 * open_radius - 4) / (count - 1) : 0;
  const float first = count > 1 ? top + open_radius + 2 : from.y;
  for (std::size_t i = 0; i < node.choices.size(); ++i) {
    const ui::Point at{from.x + step, first + spread * static_cast<float>(i)};
    const bool on = !node.choices[i].next.empty();
    draw_way(ui, from, at);
    if (on) draw_way(ui, at, {at.x + step, at.y});
  }
  for (std::size_t i = 0; i < node.choices.size(); ++i) {
    const ui::Point at{from.x + step, first + spread * static_cast<float>(i)};
    draw_open(ui, at);
    if (!node.choices[i].next.empty()) draw_open(ui, {at.x + step, at.y});
  }
}

}  // namespace

SceneCount scene_count(const quiz::Item& item, const quiz::Answer& answer) {
  const auto at = quiz::node_of(item, answer);
  if (!at) return {answer.path.empty() ? 0 : answer.path.size() - 1, answer.path.size()};
  return {answer.path.size(), answer.path.size() + longest(item, *at, {})};
}

ui::Size story_map_size(const quiz::Item& item, const quiz::Answer& answer) {
  const float columns = been_shown(answer) + 1 + (leads_on(item, answer) ? 1.0F : 0.0F);
  return {columns * step + edge + open_radius + 2, map_height};
}

void draw_story_map(const Asked& asked, ui::Rect rect) {
  ui::Ui& ui = asked.view.ui;
  const quiz::Answer& answer = asked.screen.answer;
  const quiz::Node* node = here(asked.item, answer);
  if (node == nullptr) return;
  const ui::Rgba primary = ui.color(ui::Role::primary);
  const float been = been_shown(answer);
  const float y = rect.y + map_height / 2;
  const ui::Point at{rect.x + edge + been * step, y};
  draw_ahead(ui, *node, at, rect.y);
  if (been > 0) ui.line({at.x - been * step, y}, at, primary, 6);
  for (float i = 1; i <= been; ++i) ui.circle({at.x - i * step, y}, been_radius, primary);
  ui.circle(at, here_radius, ui.color(ui::Role::card));
  ui.circle_outline(at, here_radius + 3, primary, 6);
  ui.circle(at, 6, primary);
  const SceneCount scenes = scene_count(asked.item, answer);
  ui::Node label;
  label.id = "story";
  label.role = "img";
  label.name = ui.tr("quiz.story", {{"n", std::to_string(scenes.current + 1)},
                                    {"count", std::to_string(scenes.count)},
                                    {"ways", std::to_string(node->choices.size())}});
  label.rect = rect;
  ui.node(std::move(label));
}

}  // namespace countersign::view
