#include "kiosk/view/place.hpp"

namespace countersign::view {

namespace {

// Words to HR, a drawn line and the ticks above it are kept nowhere until they are sent.
bool is_writing(const flow::Screen& screen) {
  const auto* question = std::get_if<flow::AskFirstScreen>(&screen);
  const auto* reason = std::get_if<flow::DeclineScreen>(&screen);
  return (question && !question->question.empty()) || (reason && !reason->reason.empty());
}

bool is_signing(const flow::Screen& screen) { return std::holds_alternative<flow::SignScreen>(screen); }

}  // namespace

std::string place_saved(const View& view) {
  if (!view.state.session || view.state.session->place_lost) return {};
  if (const auto* reading = std::get_if<flow::ReadingScreen>(&view.state.screen); reading && !reading->review) {
    const std::size_t cards = flow::card_count(view.pack(), reading->module);
    return view.ui.tr("place.card", {{"card", std::to_string(reading->card + 1)}, {"cards", std::to_string(cards)}});
  }
  const auto& attempt = view.state.session->progress.attempt;
  if (std::holds_alternative<flow::QuizScreen>(view.state.screen) && attempt)
    return view.ui.tr("place.question", {{"question", std::to_string(attempt->current + 1)},
                                         {"questions", std::to_string(attempt->questions.size())}});
  return view.ui.tr(is_writing(view.state.screen)   ? "place.but_words"
                    : is_signing(view.state.screen) ? "place.but_signature"
                                                    : "place.saved");
}

}  // namespace countersign::view
