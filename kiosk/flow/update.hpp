#pragma once
// The kiosk's whole behaviour: a pure function from a state and an event to the next state and effects.
// After the reducer pattern of arximboldi/lager. Any thread; no clock, no chance, no file.

#include <optional>
#include <vector>

#include "kiosk/flow/effects.hpp"

namespace countersign::flow {

struct Now {
  Instant instant;
  WallTime wall;
};

struct Step {
  State state;
  std::vector<Effect> effects;
};

Step update(const World& world, State state, const Event& event, Now now);

// When the next Tick is due: inactivity, its count-down, the end of a toast or of a delay; nullopt: never.
std::optional<Instant> next_deadline(const World& world, const State& state, Instant now);

// The state at the start: Attract with the default preferences.
State start(const World& world, Now now);

// True if the bar's primary of this screen can be pressed.
bool primary_enabled(const World& world, const State& state);

}  // namespace countersign::flow
