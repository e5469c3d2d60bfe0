#include "tests/view/states.hpp"

namespace countersign::view {

flow::Session Fixture::session() const {
  flow::Session session;
  session.badge = "4417";
  session.first_name = "Sam";
  session.greeting = "Sam K.";
  session.group = "Drivers";
  session.site = "Harbour";
  session.due = CivilDate{2026, 12, 4};
  session.progress = flow::start_progress(*world.pack);
  const auto& modules = world.pack->modules;
  for (std::size_t i = 0; i < modules.size() && i < 5; ++i) {
    auto& module = session.progress.modules[modules[i].id];
    module.passed = true;
    module.attempts = 1;
    module.score_thousandths = 1000;
    module.cards_read = world.pack->text(world.pack->source_language).modules.at(modules[i].id).cards.size();
  }
  if (modules.size() > 5) {
    session.progress.place = {flow::Place::Kind::card, modules[5].id, 2};
    session.progress.modules[modules[5].id].cards_read = 2;
  }
  return session;
}

flow::State Fixture::state(flow::Screen screen) const {
  flow::State state;
  state.preferences = world.defaults;
  state.screen = std::move(screen);
  state.wall = wall;
  state.last_touch = now;
  state.instant = now;
  return state;
}

flow::State Fixture::signed_in(flow::Screen screen) const {
  flow::State out = state(std::move(screen));
  out.session = session();
  return out;
}

}  // namespace countersign::view
