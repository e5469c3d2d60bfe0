// Language, and how the screen looks: what the header's tools open.

#include "kiosk/view/dialog.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

Piece language_piece(const View& view, const Language& language) {
  ui::Choice choice;
  choice.id = std::string(id::language) + "." + language.value;
  choice.label = view.ui.resources().strings.own_name(language);
  choice.language = language.value;
  for (const char letter : language.value.substr(0, 2))
    choice.letter += static_cast<char>(letter >= 'a' ? letter - 'a' + 'A' : letter);
  const bool on = language == view.state.preferences.language;
  if (on) choice.state = ui::ChoiceState::selected;
  return {[&view, choice](float width) { return ui::choice_height(view.ui, width, choice); },
          [&view, choice, language](ui::Rect rect) {
            if (ui::choice(view.ui, rect, choice)) view.post(flow::LanguageChosen{language});
          },
          12};
}

// --- text size: each cell shows what it does ---

struct Size {
  int text_scale;
  const char* key;
  const char* target;
};
constexpr Size sizes[] = {
    {100, "display.normal", "scale.100"}, {160, "display.large", "scale.160"}, {200, "display.largest", "scale.200"}};
float preview_height(const View& view) { return view.ui.layout().short_window ? 64 : 96; }

void draw_size(const View& view, ui::Rect rect, const Size& size) {
  ui::Ui& ui = view.ui;
  const bool on = view.state.preferences.text_scale == size.text_scale;
  const bool yellow = ui.theme().name == assets::ThemeName::high_contrast && on;
  const ui::Press press = ui.press(size.target, rect);
  ui.fill(rect, ui.color(press.held ? ui::Role::sunken : on ? ui::Role::primary_c : ui::Role::card), 20);
  ui.outline(rect, ui.color(on ? ui::Role::primary : ui::Role::outline), on ? 5.0F : 2.5F, 20);
  const ui::Rgba color = ui.color(yellow || on ? ui::Role::on_primary_c : ui::Role::text);
  ui::Rect inner = rect.inset(8, 12);
  ui::TextStyle letters{.style = ui::Style::body_bold, .align = ui::Align::center};
  letters.size_u = 32 * static_cast<float>(size.text_scale) / 100;
  letters.line_u = preview_height(view);
  ui.draw_text(inner.cut_top(preview_height(view)), "Aa", letters, color, "", ui::Growth::fixed);
  ui::TextStyle label{.style = on ? ui::Style::label_bold : ui::Style::label, .align = ui::Align::center};
  ui.draw_text_centered(inner, ui.tr(size.key), label, color);
  if (on) ui.check_mark({rect.right() - 48, rect.y + 12, 32, 32}, color, 2.6F);
  if (press.focused) ui.focus_ring(rect, 20);
  ui::Node node;
  node.id = size.target;
  node.role = "radio";
  node.name = ui.tr(size.key);
  node.value = std::to_string(size.text_scale) + " %";
  node.rect = rect;
  node.focusable = true;
  node.text_size_u = 28 * ui.scale();
  node.color = color;
  node.background = ui.color(on ? ui::Role::primary_c : ui::Role::card);
  node.truncated = ui.last_text_truncated();
  if (on) node.state.emplace_back("checked");
  ui.node(std::move(node));
  if (press.activated) view.post(flow::TextScaleChosen{size.text_scale});
}

float size_label_height(const View& view, float width) {
  float height = 0;
  for (const Size& size : sizes)
    height = std::max(height, view.ui.measure(view.ui.tr(size.key), {.style = ui::Style::label_bold}, width - 16).h);
  return height;
}

Piece sizes_piece(const View& view) {
  constexpr float gap = 12;
  const auto cell = [](float width) { return (width - 2 * gap) / 3; };
  return {[&view, cell](float width) { return preview_height(view) + size_label_height(view, cell(width)) + 24; },
          [&view, cell](ui::Rect rect) {
            const float width = cell(rect.w);
            for (const Size& size : sizes) {
              draw_size(view, rect.cut_leading(width), size);
              rect.cut_leading(gap);
            }
          },
          12};
}

// --- theme, motion ---

Piece theme_piece(const View& view) {
  const std::vector<ui::Segment> list{
      {.label = view.ui.tr("display.light"), .icon = "sun", .language = "", .key = "light"},
      {.label = view.ui.tr("display.dark"), .icon = "moon", .language = "", .key = "dark"},
      {.label = view.ui.tr("display.high_contrast"), .icon = "contrast", .language = "", .key = "high-contrast"}};
  return {[&view, list](float width) { return ui::segments_height(view.ui, width, list); },
          [&view, list](ui::Rect rect) {
            const auto on = static_cast<std::size_t>(view.state.preferences.theme);
            const auto pressed = ui::segments(view.ui, rect, id::theme, view.ui.tr("display.theme"), list, on);
            if (pressed) view.post(flow::ThemeChosen{static_cast<flow::ThemeChoice>(*pressed)});
          },
          12};
}

Piece motion_piece(const View& view) {
  const std::string label = view.ui.tr("display.less_motion");
  return {[&view, label](float width) { return ui::check_row_height(view.ui, width, label); },
          [&view, label](ui::Rect rect) {
            const bool reduced = view.state.preferences.reduced_motion;
            if (ui::check_row(view.ui, rect, id::motion, label, reduced)) view.post(flow::ReducedMotionChosen{!reduced});
          },
          16};
}

}  // namespace

void draw_language_menu(const View& view) {
  const std::string title = view.ui.tr("languages.title");
  Dialog dialog{.id = "languages", .name = title, .width = 640, .body = Column(view.ui), .buttons = {}};
  dialog.body.words(title, {.style = ui::Style::title});
  for (const Language& language : view.ui.resources().strings.languages()) dialog.body.add(language_piece(view, language));
  dialog.buttons.push_back(close_button(view, "common.close"));
  draw_dialog(view, dialog, flow::CloseOverlay{});
}

void draw_display_menu(const View& view) {
  const std::string title = view.ui.tr("display.title");
  const ui::Words label{.style = ui::Style::label_bold, .color = ui::Role::text_2, .role = "heading"};
  Dialog dialog{.id = "display", .name = title, .width = 800, .body = Column(view.ui), .buttons = {}};
  // A short window has room for the choices alone: they say themselves what they are.
  const bool labels = !view.ui.layout().short_window;
  if (labels) dialog.body.words(view.ui.tr("display.text_size"), label);
  dialog.body.add(sizes_piece(view));
  if (labels) dialog.body.words(view.ui.tr("display.theme"), label, 24);
  dialog.body.add(theme_piece(view));
  dialog.body.add(motion_piece(view));
  dialog.buttons.push_back(close_button(view, "common.done"));
  draw_dialog(view, dialog, flow::CloseOverlay{});
}

}  // namespace countersign::view
