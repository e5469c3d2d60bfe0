// A question or a scene, and the feedback to it.

#include "kiosk/view/feedback.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

ui::Header header_of(const Asked& asked, const quiz::Attempt& attempt) {
  const ui::Ui& ui = asked.view.ui;
  ui::Header header;
  if (asked.item.kind == quiz::ItemKind::scenario) {
    const SceneCount scenes = scene_count(asked.item, asked.screen.answer);
    header.title = ui.tr("quiz.practice", {{"title", asked.text.title}});
    header.step = ui.tr("quiz.scene", {{"n", std::to_string(scenes.current + 1)}, {"count", std::to_string(scenes.count)}});
    header.progress_count = scenes.count;
    header.progress_current = asked.screen.checked ? scenes.count : scenes.current;
    return header;
  }
  header.title = asked.view.text().modules.at(asked.screen.module).title;
  header.title_language = asked.language();
  header.step =
      ui.tr("quiz.step", {{"n", std::to_string(attempt.current + 1)}, {"count", std::to_string(attempt.questions.size())}});
  header.progress_count = attempt.questions.size();
  header.progress_current = attempt.current;
  return header;
}

ui::Bar bar_of(const Asked& asked) {
  const bool scenario = asked.item.kind == quiz::ItemKind::scenario;
  ui::Bar bar;
  bar.back = back_button(asked.view);
  bar.primary =
      primary_button(asked.view, asked.view.ui.tr(scenario ? "quiz.my_choice" : "quiz.check"), scenario ? "right" : "check");
  return bar;
}

void draw_body(const Asked& asked, ui::Rect rest) {
  const ui::LayoutClass layout = asked.view.ui.layout();
  // A 15.6" panel is 776 u high: four answers are to fit it without scrolling.
  constexpr float low_window = 800;
  const bool low = !layout.short_window && asked.view.ui.window().h < low_window;
  const float top = layout.portrait ? 48 : layout.short_window ? 16 : low ? 12 : asked.screen.checked ? 24 : 32;
  const ui::Rect area = ui::content(asked.view.ui, rest, top, layout.portrait ? 48 : low ? 12 : asked.screen.checked ? 16 : 24);
  asked.item.kind == quiz::ItemKind::scenario ? draw_scene(asked, area) : draw_question(asked, area);
}

}  // namespace

void draw_quiz(const View& view, const flow::QuizScreen& screen) {
  const quiz::Item& item = flow::item_of(view.world, view.state, screen);
  const quiz::Quiz& quiz = view.world.quizzes->at(screen.module);
  const quiz::ItemText& text = quiz.text(item.id, view.text().language, view.pack().source_language);
  const Asked asked{view, screen, item, flow::question_of(view.state), text};
  ui::Rect window = view.ui.window();
  draw_header(view, window, header_of(asked, *view.state.session->progress.attempt));
  if (!screen.checked) {
    draw_paged_bar(view, window, bar_of(asked), question_scroll_id);
    return draw_body(asked, window);
  }
  const Feedback feedback = feedback_of(asked);
  ui::Rect rest = window;
  rest.cut_bottom(feedback_height(asked, feedback, window));
  constexpr float body_least = 120;  // less shows nothing of use
  if (rest.h >= body_least) draw_body(asked, rest);
  draw_feedback(asked, feedback, window);
}

}  // namespace countersign::view
