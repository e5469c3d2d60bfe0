#include "quizzes/engine/scenario.hpp"

#include <algorithm>
#include <set>

namespace countersign::quiz {

namespace {

std::set<NodeId> reachable(const Item& item) {
  std::set<NodeId> seen;
  std::vector<NodeId> open{item.start};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    const Node* node = item.node(at);
    if (node == nullptr || !seen.insert(at).second) continue;
    for (const NodeChoice& choice : node->choices)
      if (!choice.next.empty()) open.push_back(choice.next);
  }
  return seen;
}

// Nodes from which some sequence of choices reaches an end. Grows until nothing is added; 64 nodes at most.
std::set<NodeId> with_exit(const Item& item) {
  std::set<NodeId> out;
  for (bool grew = true; grew;) {
    grew = false;
    for (const Node& node : item.nodes) {
      const bool leads_out = std::any_of(node.choices.begin(), node.choices.end(), [&](const auto& choice) {
        return !choice.end.empty() || out.count(choice.next) != 0;
      });
      if (leads_out && out.insert(node.id).second) grew = true;
    }
  }
  return out;
}

void check_links(const Item& item, const Node& node, const std::string& pointer, std::vector<ScenarioFault>& out) {
  for (std::size_t i = 0; i < node.choices.size(); ++i) {
    const NodeId& next = node.choices[i].next;
    if (!next.empty() && item.node(next) == nullptr)
      out.push_back({pointer + "/choices/" + std::to_string(i) + "/next", "there is no node \"" + next.value + "\"",
                     "Name one of nodes, or make it an end."});
  }
}

}  // namespace

std::vector<ScenarioFault> scenario_faults(const Item& item) {
  std::vector<ScenarioFault> out;
  if (!item.start.empty() && item.node(item.start) == nullptr) {
    out.push_back({"/start", "there is no node \"" + item.start.value + "\"", "Name one of nodes."});
    return out;
  }
  const auto reached = reachable(item);
  const auto leaves = with_exit(item);
  for (std::size_t i = 0; i < item.nodes.size(); ++i) {
    const Node& node = item.nodes[i];
    const std::string pointer = "/nodes/" + std::to_string(i);
    check_links(item, node, pointer, out);
    if (reached.count(node.id) == 0)
      out.push_back({pointer, "no choice leads to node \"" + node.id.value + "\"", "Link to it, or remove it."});
    if (leaves.count(node.id) == 0)
      out.push_back({pointer, "no choice leads from node \"" + node.id.value + "\" to an end",
                     "Give one of its choices a way to an end."});
  }
  return out;
}

double best_score(const Item& item) {
  if (item.kind != ItemKind::scenario) return 1;
  double best = 0;
  for (const NodeId& id : reachable(item))
    for (const NodeChoice& choice : item.node(id)->choices)
      if (!choice.end.empty()) best = std::max(best, choice.score);
  return best;
}

}  // namespace countersign::quiz
