#pragma once
// Everything that must be read before the first screen: assets, settings, pack, quizzes, stores.

#include <memory>
#include <optional>

#include "kiosk/shell/effect_runner.hpp"
#include "kiosk/shell/options.hpp"
#include "kiosk/shell/settings.hpp"
#include "kiosk/ui/ui.hpp"

namespace countersign::shell {

struct Loaded {
  ui::Resources resources;
  Settings settings;
  content::Pack pack;
  quiz::Quizzes quizzes;
  std::optional<Stores> stores;
  std::optional<flow::FaultScreen> fault;  // the kiosk shows this instead of half a policy or an untrusted ledger
  bool fault_may_pass = false;             // another program holds the ledger, or the system refused: the data may be good
  Problems warnings;                       // of the settings
  Problems asset_problems;                 // with these nothing can be drawn at all
};

// Any thread. `options` override the settings' preferences; the ledger takes its own times from `clock`, which must outlive it.
Loaded load_all(const Options& options, const Clock& clock);

// Where the assets lie: the option, beside the build, or the installed place.
std::filesystem::path find_assets(const Options& options);

flow::World make_world(const Loaded& loaded);

}  // namespace countersign::shell
