// Which stops the path has.

#include <algorithm>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/training_path.hpp"

namespace countersign::view {
namespace {

using flow::Place;
using flow::Progress;

struct Path {
  const View& view;
  const Progress& progress;

  const std::vector<content::Module>& modules() const { return view.pack().modules; }
  const flow::ModuleProgress& state(std::size_t index) const { return progress.modules.at(modules()[index].id); }
  const content::ModuleText& text(std::size_t index) const { return view.text().modules.at(modules()[index].id); }
};

bool signing_is_next(const Path& path) { return flow::may_sign(path.view.pack(), path.progress); }

// The module that Continue lands in.
std::optional<std::size_t> current_module(const Path& path) {
  const bool at_module = path.progress.place.kind != Place::Kind::sign;
  for (std::size_t i = 0; i < path.modules().size(); ++i)
    if (at_module && path.modules()[i].id == path.progress.place.module && !path.state(i).passed) return i;
  if (signing_is_next(path)) return std::nullopt;
  for (std::size_t i = 0; i < path.modules().size(); ++i)
    if (!path.state(i).passed && path.modules()[i].required) return i;
  return std::nullopt;
}

std::string module_target(const Path& path, std::size_t index) {
  return std::string(id::module) + "." + path.modules()[index].id.value;
}

std::string minutes(const View& view, int count_) {
  return view.ui.tr("training.minutes_short", {{"n", std::to_string(count_)}});
}

Stop passed_stop(const Path& path, std::size_t index) {
  Stop stop;
  stop.kind = StopKind::passed;
  stop.id = module_target(path, index);
  stop.icon = "check";
  stop.title = path.text(index).title;
  stop.title_language = path.view.text_language();
  stop.trailing = path.view.ui.tr("training.read_again");
  stop.trailing_icon = "chevr";
  stop.event = flow::ModuleOpened{path.modules()[index].id};
  return stop;
}

Stop folded_stop(const Path& path, std::size_t first, std::size_t last, bool open) {
  const View& view = path.view;
  Stop stop;
  stop.kind = StopKind::folded;
  stop.id = std::string(id::passed) + (first == 0 ? "" : "." + std::to_string(first + 1));
  stop.icon = "check";
  stop.title = view.ui.tr("training.modules", {{"from", std::to_string(first + 1)}, {"to", std::to_string(last + 1)}});
  stop.detail = view.ui.tr("training.all_passed");
  stop.trailing = view.ui.tr(open ? "training.hide" : "training.show");
  stop.trailing_icon = open ? "up" : "chev";
  stop.event = flow::PassedToggled{};
  return stop;
}

// Where in the module the person stands.
void describe_place(const Path& path, std::size_t index, Stop& stop) {
  const View& view = path.view;
  const content::ModuleText& text = path.text(index);
  const bool placed = path.progress.place.module == path.modules()[index].id;
  if (placed && path.progress.place.kind == Place::Kind::quiz) {
    const auto& attempt = path.progress.attempt;
    stop.detail = view.ui.tr("training.questions");
    if (!attempt || attempt->module != path.modules()[index].id) return;
    stop.progress_count = attempt->questions.size();
    stop.progress_done = attempt->current;
    stop.detail = view.ui.tr(
        "quiz.step", {{"n", std::to_string(attempt->current + 1)}, {"count", std::to_string(attempt->questions.size())}});
    return;
  }
  const std::size_t card = placed ? std::min(path.progress.place.card, text.cards.size() - 1) : 0;
  stop.progress_count = text.cards.size();
  stop.progress_done = card;
  stop.detail = view.ui.tr(
      "training.card",
      {{"n", std::to_string(card + 1)}, {"count", std::to_string(text.cards.size())}, {"title", text.cards[card].title}});
  stop.detail_language = view.text_language();
}

Stop current_stop(const Path& path, std::size_t index) {
  Stop stop;
  stop.kind = StopKind::current;
  stop.id = module_target(path, index);
  stop.number = std::to_string(index + 1);
  stop.title = path.text(index).title;
  stop.title_language = path.view.text_language();
  stop.trailing = minutes(path.view, path.modules()[index].minutes);
  stop.event = flow::ContinuePressed{};
  describe_place(path, index, stop);
  return stop;
}

Stop ahead_stop(const Path& path, std::size_t index) {
  Stop stop;
  stop.number = std::to_string(index + 1);
  stop.title = path.text(index).title;
  stop.title_language = path.view.text_language();
  stop.trailing = minutes(path.view, path.modules()[index].minutes);
  if (path.modules()[index].required) return stop;
  stop.id = module_target(path, index);
  stop.detail = path.view.ui.tr("training.optional");
  stop.trailing_icon = "chevr";
  stop.event = flow::ModuleOpened{path.modules()[index].id};
  return stop;
}

Stop sign_stop(const Path& path, bool current) {
  const View& view = path.view;
  Stop stop;
  stop.icon = "pen";
  stop.title = view.ui.tr("training.sign");
  stop.trailing = minutes(view, 1);
  if (path.progress.signed_off) {
    stop.kind = StopKind::current;
    stop.icon = "check";
    stop.title = view.ui.tr("training.done");
    stop.detail = view.ui.tr("training.done_text", {{"version", view.pack().version}});
    stop.trailing = "";
  } else if (current) {
    stop.kind = StopKind::current;
    stop.detail = view.ui.tr("training.sign_text");
    stop.id = id::signature_stop;
    stop.event = flow::ContinuePressed{};
  }
  return stop;
}

}  // namespace

std::vector<Stop> stops_of(const View& view, const flow::TrainingScreen& screen) {
  const Path path{view, view.state.session->progress};
  const auto current = current_module(path);
  std::vector<Stop> stops;
  for (std::size_t i = 0; i < path.modules().size();) {
    std::size_t end = i;
    while (end < path.modules().size() && path.state(end).passed) ++end;
    if (end - i >= 2) stops.push_back(folded_stop(path, i, end - 1, screen.passed_open));
    if (end - i == 1 || screen.passed_open)
      for (std::size_t k = i; k < end; ++k) stops.push_back(passed_stop(path, k));
    if (end > i) {
      i = end;
      continue;
    }
    stops.push_back(current == i ? current_stop(path, i) : ahead_stop(path, i));
    ++i;
  }
  stops.push_back(sign_stop(path, !current));
  return stops;
}

}  // namespace countersign::view
