// How a try at a module's quiz ended.

#include <algorithm>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr float picture_width = 440;
constexpr float picture_height = 400;
constexpr float pane_gap = 64;

struct Result {
  const View& view;
  const flow::QuizResultScreen& screen;
  const quiz::Quiz& quiz;

  bool cooling() const { return screen.again_at_utc_ms > view.state.wall.utc_ms; }
  bool may_try() const { return !screen.passed && !screen.no_more_attempts && !cooling(); }
};

std::string number(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)); }

// "14:32": seconds would only be waited for.
std::string clock(const View& view, std::int64_t utc_ms) {
  const std::string time = view.ui.resources().strings.time_of_day({utc_ms, view.state.wall.utc_offset_min});
  return time.substr(0, time.rfind(':'));
}

std::string score_words(const Result& result) {
  const flow::QuizResultScreen& screen = result.screen;
  if (screen.asked == 0) return "";
  const std::string right =
      result.view.ui.tr("result.score", {{"right", std::to_string(screen.right)}, {"asked", std::to_string(screen.asked)}});
  if (screen.passed) return right;
  return right + " " +
         result.view.ui.tr("result.needed",
                           {{"score", number(screen.score_thousandths / 1000.0)}, {"needed", number(result.quiz.pass_mark)}});
}

std::string note_words(const Result& result) {
  const View& view = result.view;
  if (result.screen.passed) return "";
  if (result.screen.no_more_attempts) return view.ui.tr("result.no_more");
  if (result.cooling()) return view.ui.tr("result.wait", {{"time", clock(view, result.screen.again_at_utc_ms)}});
  return view.ui.tr("result.other_questions");
}

std::string headline(const Result& result) {
  if (result.screen.passed) return result.view.ui.tr("result.passed");
  return result.view.ui.tr(result.screen.asked == 0 ? "result.not_now" : "result.not_passed");
}

Column words_of(const Result& result) {
  const View& view = result.view;
  Column column(view.ui);
  column.words(headline(result), {.style = ui::Style::headline});
  column.words(view.text().modules.at(result.screen.module).title, pack_words(view, ui::Style::large_bold, ui::Role::text));
  const std::string score = score_words(result);
  if (!score.empty()) column.words(score, {.style = ui::Style::large, .color = ui::Role::text_2});
  const std::string note = note_words(result);
  const bool blocked = result.cooling() || result.screen.no_more_attempts;
  if (!note.empty())
    column.add(note_piece(view.ui, blocked ? "clock" : "refresh", note, blocked ? ui::Tone::warning : ui::Tone::primary, 32));
  add_foreign_note(view, column);
  return column;
}

void draw_picture(const Result& result, ui::Rect rect) {
  result.view.ui.picture(asset_picture(result.view, result.screen.passed ? "module-done" : "try-again"), rect,
                         ui::Fit::contain);
}

void draw_beside(const Result& result, ui::Rect area) {
  area = stage(area);
  const ui::Rect left = area.cut_leading(picture_width);
  draw_picture(result, left.centered({picture_width, std::min(picture_height, left.h)}));
  area.cut_leading(pane_gap);
  const Column words = words_of(result);
  const float free = area.h - words.height(area.w);
  if (free > 0) area.cut_top(free / 2);
  words.draw_scrolling("result", area);
}

void draw_below(const Result& result, ui::Rect area) {
  const Column words = words_of(result);
  const float height = words.height(area.w);
  const float free = area.h - height - 32;
  if (free >= 200) {
    const float side = std::min(free, result.view.ui.layout().portrait ? area.w * 0.8F : picture_height);
    const float slack = (free - side) * 0.4F;
    area.cut_top(slack);
    draw_picture(result, area.cut_top(side));
    area.cut_top(32);
  }
  words.draw_scrolling("result", area);
}

ui::Button button_of(const Result& result, const char* id, const char* key, const char* icon, bool leading) {
  ui::Button button;
  button.id = id;
  button.label = result.view.ui.tr(key);
  button.icon = icon;
  button.icon_leading = leading;
  button.height = 96;
  return button;
}

ui::Bar bar_of(const Result& result) {
  ui::Bar bar;
  bar.back = back_button(result.view, "result.to_training");
  if (result.screen.passed) {
    bar.primary = primary_button(result.view, result.view.ui.tr("training.continue"));
    return bar;
  }
  ui::Button read = button_of(result, id::read_again, "result.read_again", "book", true);
  if (!result.may_try()) {
    read.kind = ui::ButtonKind::primary;
    bar.primary = read;
    return bar;
  }
  bar.extras.push_back(read);
  bar.primary = button_of(result, id::try_again, "result.try_again", "refresh", true);
  bar.primary->kind = ui::ButtonKind::primary;
  return bar;
}

}  // namespace

void draw_quiz_result(const View& view, const flow::QuizResultScreen& screen) {
  const Result result{view, screen, view.world.quizzes->at(screen.module)};
  ui::Rect window = view.ui.window();
  ui::Header header;
  header.title = view.text().modules.at(screen.module).title;
  header.title_language = view.text_language();
  header.step = view.ui.tr("result.step");
  draw_header(view, window, header);
  const auto pressed = draw_paged_bar(view, window, bar_of(result), "result");
  if (pressed == std::string(id::read_again)) view.post(flow::ReadAgainPressed{});
  if (pressed == std::string(id::try_again)) view.post(flow::TryAgainPressed{});
  const ui::Rect area = ui::content(view.ui, window, 24, 24);
  two_panes(view, area.w) ? draw_beside(result, area) : draw_below(result, area);
}

}  // namespace countersign::view
