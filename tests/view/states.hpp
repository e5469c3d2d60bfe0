#pragma once
// The states that view_shots can show: each author of screens keeps a table of his own.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/flow/update.hpp"

namespace countersign::view {

// What a state is made from: the real pack and its quizzes.
struct Fixture {
  const flow::World& world;
  Instant now;
  WallTime wall;

  // Somebody who is signed in: Sam K., five modules passed, on the third card of "Your own accounts".
  flow::Session session() const;
  flow::State state(flow::Screen screen) const;      // nobody signed in
  flow::State signed_in(flow::Screen screen) const;  // Sam K.
};

struct Shot {
  std::string name;  // "attract", "pin-wrong" ...
  std::function<flow::State(const Fixture&)> make;
};

std::vector<Shot> entry_shots();     // states_entry.cpp: attract, ask, call, sign-in, staff, overlays
std::vector<Shot> learning_shots();  // states_learning.cpp: training, reading, quiz
std::vector<Shot> signing_shots();   // states_signing.cpp: sign, receipt, records

}  // namespace countersign::view
