#include "kiosk/view/facts.hpp"

namespace countersign::view {
namespace {

constexpr float disc_size = 64;
constexpr float disc_icon = 38;
constexpr float gap = 24;
const ui::Words label_look{.style = ui::Style::label, .color = ui::Role::text_2};
const ui::Words text_look{.style = ui::Style::body_medium, .line_u = 42};

float words_height(ui::Ui& ui, float width, const Fact& fact) {
  const float label = fact.label.empty() ? 0 : ui::words_height(ui, width, fact.label, label_look);
  return label + ui::words_height(ui, width, fact.text, text_look);
}

void draw(ui::Ui& ui, ui::Rect rect, const Fact& fact) {
  const DiscColors colors = disc_colors(ui, fact.tone);
  // Beside a long text the disc stands with its first lines.
  const float middle = std::min(rect.h, disc_size * 1.5F) / 2;
  ui::disc(ui, {rect.x + disc_size / 2, rect.y + middle}, disc_size, fact.icon, disc_icon, colors.fill, colors.icon);
  rect.cut_leading(disc_size + gap);
  rect.y += (rect.h - words_height(ui, rect.w, fact)) / 2;
  if (!fact.label.empty()) ui::words_in(ui, rect, fact.label, label_look);
  ui::words(ui, rect, fact.text, text_look);
}

}  // namespace

void add_facts(ui::Ui& ui, Column& column, const std::vector<Fact>& facts, float first_gap) {
  for (const Fact& fact : facts) {
    const auto height = [&ui, fact](float width) {
      return std::max(disc_size, words_height(ui, width - disc_size - gap, fact));
    };
    column.add({height, [&ui, fact](ui::Rect rect) { draw(ui, rect, fact); }, &fact == &facts.front() ? first_gap : 16});
  }
}

DiscColors disc_colors(const ui::Ui& ui, ui::Tone tone) {
  using ui::Role;
  switch (tone) {
    case ui::Tone::primary:
      return {ui.color(Role::primary_c), ui.color(Role::on_primary_c)};
    case ui::Tone::success:
      return {ui.color(Role::success_c), ui.color(Role::success)};
    case ui::Tone::error:
      return {ui.color(Role::error_c), ui.color(Role::error)};
    case ui::Tone::warning:
      return {ui.color(Role::warning_c), ui.color(Role::warning)};
    case ui::Tone::neutral:
      break;
  }
  return {ui.color(Role::sunken), ui.color(Role::text_2)};
}

}  // namespace countersign::view
