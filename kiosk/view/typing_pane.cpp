#include "kiosk/view/typing_pane.hpp"

#include "base/utf8.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"

namespace countersign::view {
namespace {

constexpr float field_height = 80;
constexpr std::size_t code_group = 5;  // shown as XXXXX-XXXXX

std::string shown(const Typing& typing) {
  if (typing.secret) {
    std::string dots;
    for (std::size_t i = 0; i < code_points(typing.value); ++i) dots += "•";
    return dots;
  }
  const bool grouped = typing.value.find('-') != std::string::npos || typing.value.size() <= code_group;
  if (typing.keys != Typing::Keys::code || grouped) return typing.value;
  return typing.value.substr(0, code_group) + "-" + typing.value.substr(code_group);
}

void draw_field(const View& view, ui::Rect rect, const Typing& typing) {
  ui::field(view.ui, rect,
            {.id = id::field,
             .label = typing.label,
             .value = shown(typing),
             .active = typing.enabled,
             .characters_max = typing.characters_max,
             .large_digits = typing.keys == Typing::Keys::code});
}

std::optional<std::string> draw_keys(const View& view, ui::Rect rect, const Typing& typing) {
  if (typing.keys == Typing::Keys::code) return draw_code_pad(view, rect, typing.value, typing.characters_max, typing.enabled);
  const auto typed = ui::keyboard(view.ui, rect, view.state.preferences.language);
  std::string value = typing.value;
  const bool changed = typing.enabled && ui::apply_typed(value, typed, typing.characters_max);
  return changed ? std::optional(value) : std::nullopt;
}

// What matters most of a prompt.
const std::string& said(const Prompt& prompt) { return prompt.note_matters ? prompt.note : prompt.headline; }

bool header_says_it(const View& view) { return view.ui.layout().short_window && view.ui.layout().big_text; }

// One line of words and the field; where the keyboard hides the bar, its buttons stand beside it.
void draw_narrow(const View& view, ui::Rect area, const Prompt& prompt, const Typing& typing, const ui::Bar& bar) {
  const bool has_bar = !view.ui.layout().short_window;
  ui::Rect row = area.cut_bottom(has_bar ? field_height : field_height - 8);
  area.cut_bottom(8);
  if (bar.back && !has_bar) draw_back_beside(view, row, *bar.back);
  if (bar.primary && !has_bar) {
    ui::Button go = *bar.primary;
    go.height = 72;
    if (ui::button(view.ui, row.cut_trailing(ui::button_size(view.ui, go).w), go)) view.post(flow::PrimaryPressed{});
    row.cut_trailing(16);
  }
  const ui::Words plain{.style = ui::Style::title};
  const ui::Words wrong{.style = ui::Style::label_bold, .color = ui::Role::error, .role = "alert"};
  Column column(view.ui);
  column.words(said(prompt), prompt.note_matters ? wrong : plain);
  if (!header_says_it(view)) draw_column(column, "prompt", area);
  draw_field(view, row, typing);
}

// Question beside field: under a keyboard there is little height.
void draw_flat(const View& view, ui::Rect area, const Prompt& prompt, const Typing& typing) {
  ui::Rect trailing = area.cut_trailing((area.w - 48) / 2);
  area.cut_trailing(48);
  Column question(view.ui);
  question.words(prompt.headline, {.style = ui::Style::title});
  if (!prompt.body.empty()) question.words(prompt.body, {.style = ui::Style::body, .color = ui::Role::text_2}, 8);
  draw_column(question, "prompt", area, At::middle);
  Column answer(view.ui);
  answer.add({[](float) { return field_height; }, [&view, &typing](ui::Rect rect) { draw_field(view, rect, typing); }, 0});
  if (!prompt.note.empty()) answer.add(note_piece(view.ui, prompt.note_icon, prompt.note, prompt.note_tone, 16));
  draw_column(answer, "answer", trailing, At::middle);
}

void draw_tall(const View& view, ui::Rect area, const Prompt& prompt, const Typing& typing) {
  const ui::Rect field = area.cut_bottom(field_height);
  area.cut_bottom(24);
  draw_tall_prompt(view, area, prompt);
  draw_field(view, field, typing);
}

}  // namespace

std::string typing_step(const View& view, const Prompt& prompt, const std::string& step) {
  return header_says_it(view) ? said(prompt) : step;
}

void draw_back_beside(const View& view, ui::Rect& row, ui::Button back) {
  back.height = 72;
  back.arrow_only = true;
  const ui::Size size = ui::button_size(view.ui, back);
  const ui::Rect side = row.cut_leading(size.w);
  row.cut_leading(16);
  const bool pressed = ui::button(view.ui, side.centered(size), back);
  if (pressed || (!view.ui.inert() && view.ui.take_back_key())) view.post(flow::BackPressed{});
}

TypingFrame cut_typing_frame(const View& view, ui::Rect& window) {
  TypingFrame frame;
  const bool hides_bar = view.ui.layout().short_window;
  if (!hides_bar) frame.bar = window.cut_bottom(ui::bar_height(view.ui));
  frame.keyboard = window.cut_bottom(ui::keyboard_height(view.ui));
  return frame;
}

std::optional<std::string> draw_typing_pane(const View& view, ui::Rect window, const Prompt& prompt, const Typing& typing,
                                            const ui::Bar& bar) {
  constexpr float tall_from = 420;
  const TypingFrame frame = cut_typing_frame(view, window);
  const bool short_window = view.ui.layout().short_window;
  const ui::Rect area = ui::content(view.ui, window, short_window ? 8 : 16, short_window ? 8 : 16);
  const bool narrow = !frame.bar || (view.ui.layout().big_text && area.h < tall_from);
  if (narrow)
    draw_narrow(view, area, prompt, typing, bar);
  else if (area.h >= tall_from)
    draw_tall(view, area, prompt, typing);
  else
    draw_flat(view, area, prompt, typing);
  auto value = draw_keys(view, frame.keyboard, typing);
  if (frame.bar) {
    ui::Rect foot = *frame.bar;
    draw_bar(view, foot, bar);
  }
  return value;
}

}  // namespace countersign::view
