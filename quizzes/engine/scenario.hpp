#pragma once
// A scenario as a graph: what can be reached, and how well it can end.

#include <string>
#include <vector>

#include "quizzes/engine/quiz.hpp"

namespace countersign::quiz {

struct ScenarioFault {
  std::string pointer;  // below the item: "/nodes/3"
  std::string what;
  std::string cure;
};

// Links to no node, unreachable nodes, and nodes from which no end can be reached (dead ends, loops without an exit).
std::vector<ScenarioFault> scenario_faults(const Item& item);

// The highest score of the ends that can be reached from the start; 1 for items that are no scenario.
double best_score(const Item& item);

}  // namespace countersign::quiz
