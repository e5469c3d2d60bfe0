#include "kiosk/flow/screens.hpp"

namespace countersign::flow {

std::string staff_code(ErrorCode reason) {
  switch (reason) {
    case ErrorCode::disk_full:
      return "CS-114";
    case ErrorCode::locked:
      return "CS-115";
    case ErrorCode::io:
      return "CS-116";
    case ErrorCode::corrupt:
      return "CS-117";
    case ErrorCode::refused:
      return "CS-118";
    case ErrorCode::bad_input:
    case ErrorCode::not_found:
    case ErrorCode::too_large:
      break;
  }
  return "CS-119";
}

std::string staff_code(FaultScreen::What what) {
  switch (what) {
    case FaultScreen::What::policy:
      return "CS-201";
    case FaultScreen::What::assets:
      return "CS-202";
    case FaultScreen::What::settings:
      return "CS-203";
    case FaultScreen::What::ledger:
      return "CS-204";
    case FaultScreen::What::disk:
      return "CS-205";
  }
  return "CS-200";
}

namespace {

const char* name_of(const AttractScreen&) { return "attract"; }
const char* name_of(const AskScreen&) { return "ask"; }
const char* name_of(const CallScreen&) { return "call"; }
const char* name_of(const BadgeScreen&) { return "badge"; }
const char* name_of(const CodeScreen&) { return "code"; }
const char* name_of(const NewPinScreen&) { return "new_pin"; }
const char* name_of(const PinScreen&) { return "pin"; }
const char* name_of(const LostPlaceScreen&) { return "lost_place"; }
const char* name_of(const TrainingScreen&) { return "training"; }
const char* name_of(const ReadingScreen&) { return "reading"; }
const char* name_of(const QuizScreen&) { return "quiz"; }
const char* name_of(const QuizResultScreen&) { return "quiz_result"; }
const char* name_of(const SignScreen&) { return "sign"; }
const char* name_of(const DeclineScreen&) { return "decline"; }
const char* name_of(const AskFirstScreen&) { return "ask_first"; }
const char* name_of(const SavingScreen&) { return "saving"; }
const char* name_of(const NotSavedScreen&) { return "not_saved"; }
const char* name_of(const ReceiptScreen&) { return "receipt"; }
const char* name_of(const NotedScreen&) { return "noted"; }
const char* name_of(const RecordsScreen&) { return "records"; }
const char* name_of(const LeaveKioskScreen&) { return "leave_kiosk"; }
const char* name_of(const StaffScreen&) { return "staff"; }
const char* name_of(const CalibrationScreen&) { return "calibration"; }
const char* name_of(const FaultScreen&) { return "fault"; }

}  // namespace

std::string screen_name(const Screen& screen) {
  return std::visit([](const auto& shown) { return std::string(name_of(shown)); }, screen);
}

const content::PackText& pack_text(const World& world, const State& state) {
  return world.pack->text(state.preferences.language);
}

const content::Card& card_of(const World& world, const State& state, const ReadingScreen& screen) {
  return pack_text(world, state).modules.at(screen.module).cards.at(screen.card);
}

std::size_t card_count(const content::Pack& pack, const ModuleId& module) {
  const auto& modules = pack.text(pack.source_language).modules;
  const auto found = modules.find(module);
  return found == modules.end() ? 0 : found->second.cards.size();
}

const quiz::Question& question_of(const State& state) {
  const quiz::Attempt& attempt = *state.session->progress.attempt;
  return attempt.questions.at(attempt.current);
}

const quiz::Item& item_of(const World& world, const State& state, const QuizScreen& screen) {
  return *world.quizzes->at(screen.module).item(question_of(state).item);
}

}  // namespace countersign::flow
