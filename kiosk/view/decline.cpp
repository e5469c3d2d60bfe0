// Words for HR: why somebody does not sign, or what they want to know first.

#include "kiosk/view/facts.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/writing.hpp"

namespace countersign::view {
namespace {

// Whether the keyboard is open is the screen's own small memory: nothing but the picture depends on it.
struct KeyboardState {
  float& flipped;
  bool open_at_first;
  bool open() const { return open_at_first != (flipped != 0); }
  void set(bool open) { flipped = open == open_at_first ? 0.0F : 1.0F; }
};

KeyboardState keyboard_state(const View& view, bool open_at_first) {
  return {view.ui.memory("keyboard.flipped"), open_at_first};
}

void take(const View& view, const Written& written, KeyboardState keyboard) {
  if (written.value) view.post(flow::TextChanged{*written.value});
  if (written.hidden) keyboard.set(false);
  if (written.field_pressed) keyboard.set(true);
}

Column what_declining_means(const View& view) {
  Column column(view.ui);
  const bool short_window = view.ui.layout().short_window;
  column.words(view.ui.tr("decline.headline"), {.style = short_window ? ui::Style::title : ui::Style::headline});
  add_facts(view.ui, column,
            {{"doc", ui::Tone::warning, "", view.ui.tr("decline.recorded")},
             {"people", ui::Tone::primary, "", view.ui.tr("decline.hr")},
             {"pen", ui::Tone::success, "", view.ui.tr("decline.later")}},
            24);
  return column;
}

Column about_asking(const View& view) {
  Column column(view.ui);
  column.words(view.ui.tr("ask_first.headline"), {.style = ui::Style::headline});
  column.words(view.ui.tr("ask_first.note"), {.style = ui::Style::large, .color = ui::Role::text_2});
  return column;
}

// The title of the card that teaches `clause`; empty if there is none.
std::string card_title(const View& view, const ClauseId& clause) {
  if (clause.empty()) return {};
  for (const auto& [module, text] : view.text().modules)
    for (const content::Card& card : text.cards)
      if (card.clause == clause) return card.title;
  return {};
}

}  // namespace

void draw_decline(const View& view, const flow::DeclineScreen& screen) {
  ui::Rect rest = view.ui.window();
  draw_header(view, rest,
              {.title = view.ui.tr("decline.title"), .step = view.ui.tr("decline.step"), .mark = {}, .title_language = {}});
  const KeyboardState keyboard = keyboard_state(view, false);
  Writing writing;
  writing.label = view.ui.tr("decline.label");
  writing.value = screen.reason;
  writing.placeholder = view.ui.tr("writing.placeholder");
  writing.characters_max = flow::question_characters_max;
  writing.open = keyboard.open();
  writing.about.emplace(what_declining_means(view));
  writing.bar = {back_button(view, "common.cancel"), {}, primary_button(view, view.ui.tr("decline.send"), "send")};
  take(view, draw_writing(view, rest, writing), keyboard);
}

void draw_ask_first(const View& view, const flow::AskFirstScreen& screen) {
  ui::Rect rest = view.ui.window();
  const std::string step = view.ui.tr(screen.back_to ? "ask_first.step_signing" : "ask_first.step_reading");
  draw_header(view, rest, {.title = view.ui.tr("ask_first.title"), .step = step, .mark = {}, .title_language = {}});
  const KeyboardState keyboard = keyboard_state(view, true);
  const std::string card = card_title(view, screen.clause);
  Writing writing;
  writing.label = card.empty() ? view.ui.tr("ask_first.label") : view.ui.tr("ask_first.label_about", {{"card", card}});
  writing.value = screen.question;
  writing.placeholder = view.ui.tr("writing.placeholder");
  writing.characters_max = flow::question_characters_max;
  writing.open = keyboard.open();
  writing.about.emplace(about_asking(view));
  writing.bar = {back_button(view, "common.cancel"), {}, primary_button(view, view.ui.tr("ask_first.send"), "send")};
  take(view, draw_writing(view, rest, writing), keyboard);
}

}  // namespace countersign::view
