// Answers to choose from, and statements to tick.

#include <cmath>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float radius = 20;
constexpr float padding_leading = 16;
constexpr float padding_trailing = 24;
constexpr float gap = 16;
constexpr float air = 24;  // above and below the label together
constexpr float letter_disc = 48;
constexpr float icon_disc = 64;
constexpr float trailing_check = 44;
constexpr float verdict_share_max = .42F;  // wider verdicts go under the label

const TextStyle label_style = styled(Style::body_medium, 42);

struct Colors {
  Rgba fill;
  Rgba edge;
  float edge_width;
  Rgba label;
  Rgba disc;
  Rgba on_disc;
  Rgba verdict;
};

Colors colors_of(const Ui& ui, ChoiceState state) {
  const auto c = [&](Role role) { return ui.color(role); };
  const Rgba text = c(Role::text);
  const Rgba grey = c(Role::sunken);
  switch (state) {
    case ChoiceState::selected:
      return {c(Role::primary_c),
              c(Role::primary),
              5,
              on_selected(ui),
              high_contrast(ui) ? c(Role::card) : c(Role::primary),
              high_contrast(ui) ? c(Role::primary) : c(Role::on_primary),
              on_selected(ui)};
    case ChoiceState::wrong:
      return {c(Role::error_c), c(Role::error), 5, text, c(Role::error), c(Role::card), c(Role::error)};
    case ChoiceState::right:
      return {c(Role::success_c), c(Role::success), 5, text, c(Role::success), c(Role::card), c(Role::success)};
    case ChoiceState::dim:
      return {c(Role::card), c(Role::line), 2, c(Role::text_2), grey, text, c(Role::text_2)};
    case ChoiceState::rest:
      break;
  }
  return {c(Role::card), c(Role::outline), 2.5F, text, grey, text, c(Role::text_2)};
}

Colors fade(const Colors& from, const Colors& to, float share) {
  return {mix(from.fill, to.fill, share),
          mix(from.edge, to.edge, share),
          from.edge_width + (to.edge_width - from.edge_width) * share,
          share > .5F ? to.label : from.label,
          mix(from.disc, to.disc, share),
          share > .5F ? to.on_disc : from.on_disc,
          to.verdict};
}

bool judged(ChoiceState state) { return state == ChoiceState::right || state == ChoiceState::wrong; }

TextStyle verdict_style(const Choice& choice) { return styled(judged(choice.state) ? Style::label_bold : Style::label); }

struct Places {
  float disc = letter_disc;
  float label_x = 0;  // from the row's leading edge
  float label_width = 0;
  float verdict_width = 0;
  bool verdict_below = false;
};

Places places(Ui& ui, float width, const Choice& choice) {
  Places at;
  at.disc = choice.icon.empty() ? letter_disc : icon_disc;
  at.label_x = padding_leading + at.disc + gap;
  at.label_width = width - at.label_x - padding_trailing;
  if (!choice.icon.empty()) at.label_width -= trailing_check + gap;
  if (choice.verdict.empty()) return at;
  at.verdict_width = std::ceil(ui.measure(choice.verdict, verdict_style(choice), 0).w) + 1;
  at.verdict_below = at.verdict_width > at.label_width * verdict_share_max;
  if (!at.verdict_below) at.label_width -= at.verdict_width + gap;
  return at;
}

void disc_of(Ui& ui, Rect box, const Choice& choice, const Colors& colors, float chosen) {
  if (choice.several && choice.icon.empty()) {
    const bool on = choice.state != ChoiceState::rest && choice.state != ChoiceState::dim;
    ui.fill(box, on ? colors.disc : ui.color(Role::card), 12);
    if (!on) ui.outline(box, ui.color(Role::outline), 4, 12);
  } else {
    ui.circle(box.center(), box.w / 2, colors.disc);
  }
  const float icon = choice.icon.empty() ? 32 : 38;
  const Rect inner = box.centered({icon, icon});
  if (!choice.icon.empty()) {
    ui.icon(choice.icon, inner, colors.on_disc);
  } else if (choice.state == ChoiceState::wrong) {
    ui.icon("cross", inner, colors.on_disc, 2.6F);
  } else if (choice.state == ChoiceState::selected || choice.state == ChoiceState::right) {
    ui.check_mark(inner, colors.on_disc, 2.6F, chosen);
  } else if (!choice.several) {
    const TextStyle style = styled(Style::label_bold, 0, Align::center);
    ui.draw_text_centered(box, choice.letter, style, colors.on_disc, "", Growth::fixed);
  }
}

float label_height(Ui& ui, const Places& at, const Choice& choice) {
  return ui.measure(choice.label, label_style, at.label_width, choice.language).h;
}

bool draw_words(Ui& ui, Rect rect, const Choice& choice, const Places& at, const Colors& colors) {
  Rect label{rect.x + at.label_x, rect.y, at.label_width, rect.h};
  const TextStyle small = verdict_style(choice);
  if (at.verdict_below) {
    const float height = label_height(ui, at, choice);
    const float below = ui.line(small.style);
    label.y += (rect.h - height - below) / 2;
    label.h = height;
    ui.draw_text({label.x, label.bottom(), label.w, below}, choice.verdict, small, colors.verdict);
  } else if (!choice.verdict.empty()) {
    TextStyle style = small;
    style.align = Align::trailing;
    ui.draw_text_centered({rect.right() - padding_trailing - at.verdict_width, rect.y, at.verdict_width, rect.h},
                          choice.verdict, style, colors.verdict);
  }
  ui.draw_text_centered(label, choice.label, label_style, colors.label, choice.language);
  return ui.last_text_truncated();
}

void register_choice(Ui& ui, Rect rect, const Choice& choice, const Colors& colors, const Press& press, bool cut) {
  Node node = text_node(ui, choice.id, choice.several ? "checkbox" : "radio", choice.label, rect, label_style, colors.label);
  node.value = choice.letter;
  if (!choice.verdict.empty()) node.value += (node.value.empty() ? "" : ", ") + choice.verdict;
  if (choice.state == ChoiceState::selected) node.state.emplace_back("checked");
  if (judged(choice.state)) node.state.emplace_back(choice.state == ChoiceState::right ? "right" : "wrong");
  if (!choice.enabled) node.state.emplace_back("disabled");
  if (press.held) node.state.emplace_back("pressed");
  node.background = colors.fill;
  node.focusable = choice.enabled;
  node.language = choice.language;
  node.truncated = cut;
  ui.node(std::move(node));
}

}  // namespace

float choice_height(Ui& ui, float width, const Choice& choice) {
  const float least = !choice.icon.empty() ? 108.0F : ui.layout().portrait ? 96.0F : 80.0F;
  const Places at = places(ui, width, choice);
  const float below = at.verdict_below ? ui.line(verdict_style(choice).style) : 0;
  return std::max(least, label_height(ui, at, choice) + below + air);
}

bool choice(Ui& ui, Rect rect, const Choice& choice) {
  const Press press = ui.press(choice.id, rect, choice.enabled);
  const float pressed = pressed_share(ui, choice.id, press.held);
  const bool off_rest = choice.state != ChoiceState::rest;
  const float share = state_share(ui, choice.id, off_rest);
  Colors colors = fade(colors_of(ui, ChoiceState::rest), colors_of(ui, choice.state), off_rest ? share : 1);
  if (choice.state == ChoiceState::rest) {
    colors.fill = mix(colors.fill, ui.color(Role::sunken), pressed);
    colors.disc = mix(colors.disc, ui.color(Role::track), pressed);
  }
  const Places at = places(ui, rect.w, choice);
  ui.fill(rect, colors.fill, radius);
  ui.outline(rect, colors.edge, colors.edge_width, radius);
  disc_of(ui, {rect.x + padding_leading, rect.y + (rect.h - at.disc) / 2, at.disc, at.disc}, choice, colors, share);
  if (!choice.icon.empty() && choice.state == ChoiceState::selected) {
    const Rect mark{rect.right() - padding_trailing - trailing_check, rect.y + (rect.h - trailing_check) / 2, trailing_check,
                    trailing_check};
    ui.check_mark(mark, high_contrast(ui) ? colors.label : ui.color(Role::primary), 2.8F, share);
  }
  const bool cut = draw_words(ui, rect, choice, at, colors);
  if (press.focused) ui.focus_ring(rect, radius);
  register_choice(ui, rect, choice, colors, press, cut);
  return press.activated;
}

// --- statements ---

namespace {

constexpr float check_side = 24;
constexpr float check_box = 48;
const TextStyle check_style = styled(Style::body_medium);

float check_label_width(float width) { return width - 2 * check_side - check_box - gap; }

}  // namespace

float check_row_height(Ui& ui, float width, const std::string& label) {
  return std::max(88.0F, ui.measure(label, check_style, check_label_width(width)).h + air);
}

bool check_row(Ui& ui, Rect rect, const std::string& id, const std::string& label, bool checked, const std::string& language) {
  const Press press = ui.press(id, rect);
  const float pressed = pressed_share(ui, id, press.held);
  const float on = state_share(ui, id, checked);
  const Rgba sunken = ui.color(Role::sunken);
  if (pressed > 0) ui.fill(rect.inset(8, 4), with_alpha(sunken, pressed), radius);
  const Rect box{rect.x + check_side, rect.y + (rect.h - check_box) / 2, check_box, check_box};
  ui.fill(box, mix(ui.color(Role::card), ui.color(Role::primary), on), 12);
  if (on < 1) ui.outline(box, mix(ui.color(Role::outline), ui.color(Role::primary), on), 4, 12);
  if (checked) ui.check_mark(box.centered({36, 36}), ui.color(Role::on_primary), 3, on);
  const Rect words{box.right() + gap, rect.y, check_label_width(rect.w), rect.h};
  ui.draw_text_centered(words, label, check_style, ui.color(Role::text), language);
  const bool cut = ui.last_text_truncated();
  if (press.focused) ui.focus_ring(rect.inset(8, 8), radius);
  Node node = text_node(ui, id, "checkbox", label, rect, check_style, ui.color(Role::text));
  node.background = pressed > .5F ? sunken : ui.background();
  node.focusable = true;
  node.language = language;
  node.truncated = cut;
  if (checked) node.state.emplace_back("checked");
  if (press.held) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press.activated;
}

}  // namespace countersign::ui
