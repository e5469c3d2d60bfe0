#pragma once
// The guided tour: a whole real session played through the same event path as a finger, on a copy of the data, with a
// virtual clock and a seed, so that it can be repeated. Writes NN-name.png, ui.json and the exported files.

#include <filesystem>

#include "kiosk/shell/app.hpp"

namespace countersign::shell {

// Plays the tour. `stores` are a second set of connections to the copy, for what HR does beforehand (a one-time code).
// Returns the number of screens, or what went wrong (a target that was not there).
struct TourCounts {
  int screens = 0;
  int taps = 0;
  int cards = 0;
  int questions = 0;
  std::uint64_t records = 0;
};
Result<TourCounts> play_tour(App& app, Window& window, Clock& clock, EffectRunner& runner, const records::DataDir& data,
                             const std::filesystem::path& out);

}  // namespace countersign::shell
