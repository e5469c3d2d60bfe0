#include "kiosk/view/view.hpp"

#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

// One table of functions over the alternatives of a variant.
template <class... Handlers>
struct Match : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Match(Handlers...) -> Match<Handlers...>;

void draw_screen(const View& view) {
  using namespace flow;
  std::visit(Match{[&](const AttractScreen& screen) { draw_attract(view, screen); },
                   [&](const AskScreen& screen) { draw_ask(view, screen); },
                   [&](const CallScreen& screen) { draw_call(view, screen); },
                   [&](const BadgeScreen& screen) { draw_badge(view, screen); },
                   [&](const CodeScreen& screen) { draw_code(view, screen); },
                   [&](const NewPinScreen& screen) { draw_new_pin(view, screen); },
                   [&](const PinScreen& screen) { draw_pin(view, screen); },
                   [&](const LostPlaceScreen& screen) { draw_lost_place(view, screen); },
                   [&](const TrainingScreen& screen) { draw_training(view, screen); },
                   [&](const ReadingScreen& screen) { draw_reading(view, screen); },
                   [&](const QuizScreen& screen) { draw_quiz(view, screen); },
                   [&](const QuizResultScreen& screen) { draw_quiz_result(view, screen); },
                   [&](const SignScreen& screen) { draw_sign(view, screen); },
                   [&](const DeclineScreen& screen) { draw_decline(view, screen); },
                   [&](const AskFirstScreen& screen) { draw_ask_first(view, screen); },
                   [&](const SavingScreen& screen) { draw_saving(view, screen); },
                   [&](const NotSavedScreen& screen) { draw_not_saved(view, screen); },
                   [&](const ReceiptScreen& screen) { draw_receipt(view, screen); },
                   [&](const NotedScreen& screen) { draw_noted(view, screen); },
                   [&](const RecordsScreen& screen) { draw_records(view, screen); },
                   [&](const LeaveKioskScreen& screen) { draw_leave_kiosk(view, screen); },
                   [&](const StaffScreen&) { draw_staff(view); },
                   [&](const CalibrationScreen& screen) { draw_calibration(view, screen); },
                   [&](const FaultScreen& screen) { draw_fault(view, screen); }},
             view.state.screen);
}

void draw_overlay(const View& view) {
  using namespace flow;
  std::visit(Match{[](const NoOverlay&) {}, [&](const LanguageMenu&) { draw_language_menu(view); },
                   [&](const DisplayMenu&) { draw_display_menu(view); }, [&](const HelpDialog&) { draw_help(view); },
                   [&](const ConsentDialog&) { draw_consent(view); }, [&](const RightsDialog&) { draw_rights(view); },
                   [&](const LeaveDialog&) { draw_leave(view); },
                   [&](const InactivityDialog& dialog) { draw_inactivity(view, dialog); }},
             view.state.overlay);
}

std::string toast_text(const View& view, flow::Toast::What what) {
  using What = flow::Toast::What;
  switch (what) {
    case What::hello:
      return view.ui.tr("toast.hello", {{"name", view.state.session ? view.state.session->first_name : ""}});
    case What::saved:
      return view.ui.tr("toast.saved");
    case What::copy_asked:
      return view.ui.tr("toast.copy_asked");
    case What::pin_changed:
      return view.ui.tr("toast.pin_changed");
    case What::place_kept:
      return view.ui.tr("toast.place_kept");
    case What::not_kept:
      return view.ui.tr("toast.not_kept");
  }
  return {};
}

std::string quiz_key(const flow::State& state) {
  const auto& attempt = state.session ? state.session->progress.attempt : std::nullopt;
  if (!attempt || attempt->current >= attempt->questions.size()) return "";
  return "." + std::to_string(attempt->number) + "." + std::to_string(attempt->current);
}

// What tells apart two screens of one name between which the content comes in anew.
std::string part_of(const flow::State& state) {
  using namespace flow;
  return std::visit(
      Match{[](const AskScreen& screen) { return std::string(screen.open ? ".card" : ""); },
            [](const CodeScreen& screen) { return std::string(screen.badge_done ? ".code" : ".badge"); },
            [](const NewPinScreen& screen) { return "." + std::to_string(static_cast<int>(screen.step)); },
            [](const ReadingScreen& screen) { return "." + screen.module.value + "." + std::to_string(screen.card); },
            [&](const QuizScreen& screen) {
              return quiz_key(state) + "." + std::to_string(screen.answer.path.size());  // a scenario's scene
            },
            [](const RecordsScreen& screen) {
              return std::string(!screen.open ? "" : screen.show_document ? ".document" : ".open");
            },
            [](const auto&) { return std::string(); }},
      state.screen);
}

}  // namespace

std::string screen_key(const flow::State& state) { return flow::screen_name(state.screen) + part_of(state); }

void draw(const View& view) {
  const bool covered = !std::holds_alternative<flow::NoOverlay>(view.state.overlay);
  view.ui.set_inert(covered);
  draw_screen(view);
  view.ui.set_inert(false);
  draw_overlay(view);
  if (view.state.toast) ui::toast(view.ui, toast_text(view, view.state.toast->what));
}

}  // namespace countersign::view
