// Before anyone has signed in, the staff's screens, and what lies over a screen.

#include "tests/view/states.hpp"

namespace countersign::view {
namespace {

using namespace flow;

State over(State state, Overlay overlay) {
  state.overlay = std::move(overlay);
  return state;
}

State reading(const Fixture& fixture) {
  ReadingScreen screen;
  screen.module = fixture.world.pack->modules.at(5).id;
  screen.card = 2;
  return fixture.signed_in(screen);
}

AskScreen asked(const Fixture& fixture, const std::string& query) {
  const auto& text = fixture.world.pack->text(fixture.world.defaults.language);
  return {.query = query, .hits = content::search(text, fixture.world.pack->modules, query), .open = std::nullopt};
}

State opened(const Fixture& fixture, std::size_t module, std::size_t card, bool full) {
  AskScreen screen = asked(fixture, "photo");
  screen.open = content::SearchHit{fixture.world.pack->modules.at(module).id, card, 1};
  screen.full = full;
  return fixture.state(screen);
}

Problems many_problems() {
  Problems problems;
  for (int i = 0; i < 3; ++i)
    problems.push_back({"text/fr/personal-accounts.md", 41 + i, "/modules/5/cards/2", "the card “disclaimer” has no clause",
                        "Add “clause: PA-3” under its title, or remove the card."});
  problems.push_back({"policy.json", 0, "", "approval of “legal” is missing", "Add it under “approvals”.", true});
  return problems;
}

std::vector<Shot> before_sign_in() {
  return {
      {"attract", [](const Fixture& f) { return f.state(AttractScreen{}); }},
      {"ask-empty", [](const Fixture& f) { return f.state(AskScreen{}); }},
      {"ask-hits", [](const Fixture& f) { return f.state(asked(f, "photo")); }},
      {"ask-nothing", [](const Fixture& f) { return f.state(asked(f, "xylophone")); }},
      {"ask-card", [](const Fixture& f) { return opened(f, 5, 2, false); }},
      {"ask-full", [](const Fixture& f) { return opened(f, 5, 2, true); }},
      {"call", [](const Fixture& f) { return f.state(CallScreen{}); }},
  };
}

// A state of `S` after `change`.
template <class S, class Change>
Shot shot(const char* name, Change change) {
  return {name, [change](const Fixture& fixture) {
            S screen;
            screen.badge = "4417";
            change(screen, fixture);
            return fixture.state(screen);
          }};
}

std::vector<Shot> badges_and_codes() {
  return {
      {"badge",
       [](const Fixture& f) {
         return f.state(BadgeScreen{"4417", SignInNotice::none});
       }},
      {"badge-unreadable",
       [](const Fixture& f) {
         return f.state(BadgeScreen{"", SignInNotice::cannot_read});
       }},
      {"code-badge", [](const Fixture& f) { return f.state(CodeScreen{}); }},
      shot<CodeScreen>("code-code",
                       [](CodeScreen& screen, const Fixture&) {
                         screen.badge_done = true;
                         screen.code = "7K2M9X";
                       }),
      shot<CodeScreen>("code-wrong",
                       [](CodeScreen& screen, const Fixture&) {
                         screen.badge_done = true;
                         screen.notice = SignInNotice::wrong;
                         screen.tries_left = 3;
                       }),
  };
}

std::vector<Shot> pins() {
  return {
      shot<NewPinScreen>("newpin-first", [](NewPinScreen& screen, const Fixture&) { screen.first = "12"; }),
      shot<NewPinScreen>("newpin-fault", [](NewPinScreen& screen, const Fixture&) { screen.fault = PinFault::too_simple; }),
      shot<NewPinScreen>("newpin-again",
                         [](NewPinScreen& screen, const Fixture&) {
                           screen.step = NewPinScreen::Step::again;
                           screen.again = "40";
                         }),
      shot<NewPinScreen>("newpin-old",
                         [](NewPinScreen& screen, const Fixture&) {
                           screen.step = NewPinScreen::Step::old;
                           screen.first_time = false;
                         }),
      shot<PinScreen>("pin", [](PinScreen& screen, const Fixture&) { screen.pin = "123"; }),
      shot<PinScreen>("pin-wrong",
                      [](PinScreen& screen, const Fixture&) {
                        screen.notice = SignInNotice::wrong;
                        screen.tries_left = 2;
                      }),
      shot<PinScreen>("pin-wait",
                      [](PinScreen& screen, const Fixture& fixture) {
                        screen.notice = SignInNotice::wait;
                        screen.wait_until = fixture.now + milliseconds{90'000};
                      }),
      shot<PinScreen>("pin-forgotten", [](PinScreen& screen, const Fixture&) { screen.notice = SignInNotice::forgotten; }),
  };
}

std::vector<Shot> staff() {
  return {
      {"staff-leave",
       [](const Fixture& f) {
         return f.state(LeaveKioskScreen{"correct horse", false, false});
       }},
      {"staff-wrong",
       [](const Fixture& f) {
         return f.state(LeaveKioskScreen{"", true, false});
       }},
      {"staff-unreadable",
       [](const Fixture& f) {
         return f.state(LeaveKioskScreen{"", false, false, true});
       }},
      {"staff", [](const Fixture& f) { return f.state(StaffScreen{}); }},
      {"staff-calibration", [](const Fixture& f) { return f.state(CalibrationScreen{.px_per_mm = 3.78F}); }},
      {"fault-policy",
       [](const Fixture& f) {
         return f.state(FaultScreen{"CS-201", FaultScreen::What::policy, many_problems()});
       }},
      {"fault-disk",
       [](const Fixture& f) {
         return f.state(FaultScreen{"CS-114", FaultScreen::What::disk, {}});
       }},
  };
}

std::vector<Shot> overlays() {
  return {
      {"over-inactive", [](const Fixture& f) { return over(reading(f), InactivityDialog{22}); }},
      {"over-language", [](const Fixture& f) { return over(f.state(BadgeScreen{}), LanguageMenu{}); }},
      {"over-display", [](const Fixture& f) { return over(f.state(BadgeScreen{}), DisplayMenu{}); }},
      {"over-help", [](const Fixture& f) { return over(f.state(BadgeScreen{}), HelpDialog{}); }},
      {"over-consent", [](const Fixture& f) { return over(f.signed_in(SignScreen{}), ConsentDialog{}); }},
      {"over-rights", [](const Fixture& f) { return over(f.signed_in(SignScreen{}), RightsDialog{}); }},
      {"over-leave", [](const Fixture& f) { return over(reading(f), LeaveDialog{}); }},
      {"lost-place", [](const Fixture& f) { return f.signed_in(LostPlaceScreen{}); }},
      {"over-toast",
       [](const Fixture& f) {
         State state = reading(f);
         state.toast = Toast{Toast::What::hello, f.now + milliseconds{4'000}};
         return state;
       }},
  };
}

}  // namespace

std::vector<Shot> entry_shots() {
  std::vector<Shot> all;
  for (const auto& table : {before_sign_in(), badges_and_codes(), pins(), staff(), overlays()})
    all.insert(all.end(), table.begin(), table.end());
  return all;
}

}  // namespace countersign::view
