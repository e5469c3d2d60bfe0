#include "kiosk/view/place.hpp"

namespace countersign::view {

std::string place_saved(const View& view) {
  if (!view.state.session) return {};
  if (const auto* reading = std::get_if<flow::ReadingScreen>(&view.state.screen); reading && !reading->review) {
    const std::size_t cards = flow::card_count(view.pack(), reading->module);
    return view.ui.tr("place.card", {{"card", std::to_string(reading->card + 1)}, {"cards", std::to_string(cards)}});
  }
  const auto& attempt = view.state.session->progress.attempt;
  if (std::holds_alternative<flow::QuizScreen>(view.state.screen) && attempt)
    return view.ui.tr("place.question", {{"question", std::to_string(attempt->current + 1)},
                                         {"questions", std::to_string(attempt->questions.size())}});
  return view.ui.tr("place.saved");
}

}  // namespace countersign::view
