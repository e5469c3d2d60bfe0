// Small parts: chips, discs, progress, rings, cards, rows, notes, pictures.

#include <fmt/format.h>

#include <cmath>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float chip_padding = 16;
constexpr float chip_icon = 32;
constexpr float chip_gap = 8;
const TextStyle chip_style = styled(Style::label_bold, 36);

}  // namespace

Size chip_size(Ui& ui, const std::string& label, const std::string& icon, float width_max) {
  const float around = (icon.empty() ? 0 : chip_icon + chip_gap) + 2 * chip_padding;
  Size text = ui.measure(label, chip_style, 0);
  if (width_max > 0 && text.w + around > width_max) text = ui.measure(label, chip_style, width_max - around);
  return {text.w + around, std::max(48.0F, text.h + 8)};
}

void chip(Ui& ui, Point at, const std::string& label, Tone tone, const std::string& icon, const std::string& language,
          float width_max) {
  const Size size = chip_size(ui, label, icon, width_max);
  const Rect rect{at.x, at.y, size.w, size.h};
  const ToneColors colors = tone_colors(ui, tone);
  ui.impl().block(rect);
  ui.fill(rect, colors.fill, 12);
  if (high_contrast(ui) && tone != Tone::primary) ui.outline(rect, colors.text, 4, 12);
  Rect inner = rect.inset(chip_padding, 0);
  if (!icon.empty()) {
    const Rect box = inner.cut_leading(chip_icon);
    ui.icon(icon, box.centered({chip_icon, chip_icon}), colors.text, icon == "check" ? 2.8F : 2);
    inner.cut_leading(chip_gap);
  }
  inner.w += 2;  // rounding must not break the line
  ui.draw_text_centered(inner, label, chip_style, colors.text, language);
  Node node = text_node(ui, "chip." + label, "note", label, rect, chip_style, colors.text);
  node.background = colors.fill;
  node.language = language;
  node.truncated = ui.last_text_truncated();
  ui.node(std::move(node));
}

void disc(Ui& ui, Point center, float diameter, const std::string& icon, float icon_size, Rgba fill, Rgba color) {
  ui.circle(center, diameter / 2, fill);
  ui.icon(icon, {center.x - icon_size / 2, center.y - icon_size / 2, icon_size, icon_size}, color, 2.4F);
}

void hairline(Ui& ui, Rect rect) { ui.fill({rect.x, rect.y, rect.w, 2}, ui.color(Role::line)); }

void progress(Ui& ui, Rect rect, std::size_t count, std::size_t done, bool half, const std::string& name) {
  constexpr float gap = 8;
  constexpr float height = 8;
  constexpr float radius = 4;
  if (count == 0) return;
  const auto parts = static_cast<float>(count);
  const float width = (rect.w - gap * (parts - 1)) / parts;
  const int bar = ++ui.impl().words_ids["progress"];  // a screen may have two
  for (std::size_t i = 0; i < count; ++i) {
    const Rect part{rect.x + static_cast<float>(i) * (width + gap), rect.y, width, height};
    const float target = i < done ? 1 : (i == done && half ? .5F : 0);
    const std::string id = fmt::format("progress.{}.{}", bar, i);
    const float share = ui.impl().motion.run(id, target, screen_ms, target);
    if (share < 1) ui.fill(part, ui.color(Role::track), radius);
    if (share > 0) ui.fill({part.x, part.y, std::max(height, part.w * share), height}, ui.color(Role::primary), radius);
  }
  Node node;
  node.id = "progress";
  node.role = "progressbar";
  node.name = name;
  node.value = fmt::format("{}/{}", std::min(count, done + (half ? 1 : 0)), count);
  node.rect = {rect.x, rect.y, rect.w, height};
  node.color = ui.color(Role::primary);
  ui.node(std::move(node));
}

void ring(Ui& ui, Rect rect, float width, float share, const std::string& name, const std::string& value) {
  const float side = std::min(rect.w, rect.h);
  const float radius = (side - width) / 2;
  ui.impl().block(rect);
  ui.arc(rect.center(), radius, width, 0, 1, ui.color(Role::ring_track));
  ui.arc(rect.center(), radius, width, 0, std::min(1.0F, share), ui.color(Role::primary));
  Node node;
  node.id = "ring";
  node.role = "progressbar";
  node.name = name;
  node.value = value;
  node.rect = rect;
  node.color = ui.color(Role::primary);
  ui.node(std::move(node));
}

void card(Ui& ui, Rect rect, float radius) {
  ui.card_shadow(rect, radius);
  ui.fill(rect, ui.color(Role::card), radius);
  if (high_contrast(ui)) ui.outline(rect, ui.color(Role::outline), 4, radius);
}

// --- rows of lists ---

namespace {

constexpr float row_side = 24;
constexpr float row_gap = 16;
constexpr float row_icon = 40;
constexpr float row_chevron = 36;
const TextStyle row_title = styled(Style::body_medium, 42);
const TextStyle row_detail = styled(Style::label);
const TextStyle row_trailing{.style = Style::label, .align = Align::trailing, .tabular = true};

struct RowPlaces {
  float text_x = 0;
  float text_width = 0;
  float trailing_width = 0;
  bool trailing_below = false;
};

RowPlaces row_places(Ui& ui, float width, const Row& row) {
  RowPlaces at;
  at.text_x = row_side + (row.icon.empty() ? 0 : row_icon + row_gap);
  at.text_width = width - at.text_x - row_side - (row.chevron ? row_chevron + row_gap : 0);
  if (row.trailing.empty()) return at;
  at.trailing_width = std::ceil(ui.measure(row.trailing, row_trailing, 0).w) + 1;
  at.trailing_below = at.trailing_width > at.text_width * .42F;
  if (!at.trailing_below) at.text_width -= at.trailing_width + row_gap;
  return at;
}

float row_text_height(Ui& ui, const RowPlaces& at, const Row& row) {
  float height = ui.measure(row.title, row_title, at.text_width, row.language).h;
  if (!row.detail.empty()) height += ui.measure(row.detail, row_detail, at.text_width, row.language).h;
  if (at.trailing_below) height += ui.measure(row.trailing, row_detail, at.text_width).h;
  return height;
}

}  // namespace

float row_height(Ui& ui, float width, const Row& row) {
  return std::max(72.0F, row_text_height(ui, row_places(ui, width, row), row) + 24);
}

bool row(Ui& ui, Rect rect, const Row& row) {
  const Press press = ui.press(row.id, rect);
  const float pressed = pressed_share(ui, row.id, press.held);
  if (pressed > 0) ui.fill(rect.inset(4, 2), with_alpha(ui.color(Role::sunken), pressed), 20);
  const RowPlaces at = row_places(ui, rect.w, row);
  const Rgba quiet = ui.color(Role::text_2);
  const auto middle = [&](float x, float side) { return Rect{x, rect.y + (rect.h - side) / 2, side, side}; };
  if (!row.icon.empty()) ui.icon(row.icon, middle(rect.x + row_side, row_icon), quiet);
  if (row.chevron) ui.icon("chevr", middle(rect.right() - row_side - row_chevron, row_chevron), quiet);
  Rect text{rect.x + at.text_x, rect.y, at.text_width, rect.h};
  text.y += (rect.h - row_text_height(ui, at, row)) / 2;
  text.y += ui.draw_text(text, row.title, row_title, ui.color(Role::text), row.language).h;
  bool cut = ui.last_text_truncated();
  if (!row.detail.empty()) {
    text.y += ui.draw_text(text, row.detail, row_detail, quiet, row.language).h;
    cut = cut || ui.last_text_truncated();
  }
  if (at.trailing_below) {
    ui.draw_text(text, row.trailing, row_detail, quiet);
  } else if (!row.trailing.empty()) {
    ui.draw_text_centered({text.right() + row_gap, rect.y, at.trailing_width, rect.h}, row.trailing, row_trailing, quiet);
  }
  if (press.focused) ui.focus_ring(rect.inset(8, 8), 20);
  Node node = text_node(ui, row.id, "button", row.title, rect, row_title, ui.color(Role::text));
  node.value = row.detail + (row.detail.empty() || row.trailing.empty() ? "" : ", ") + row.trailing;
  node.focusable = true;
  node.language = row.language;
  node.truncated = cut;
  if (press.held) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press.activated;
}

void picture(Ui& ui, Rect rect, const std::filesystem::path& svg, const std::string& alt, Fit fit, float radius) {
  ui.impl().block(rect);
  ui.picture(svg, rect, fit, radius);
  Node node;
  node.id = "picture." + svg.stem().string();
  node.role = "img";
  node.name = alt;
  node.rect = rect;
  ui.node(std::move(node));
}

// --- notes ---

namespace {

constexpr float note_icon = 44;
constexpr float note_gap = 16;
const TextStyle note_style = styled(Style::label);

float note_text_width(float width) { return width - 2 * 24 - note_icon - note_gap; }

}  // namespace

float note_height(Ui& ui, float width, const std::string& text) {
  return std::max(note_icon, ui.measure(text, note_style, note_text_width(width)).h) + 2 * 16;
}

void note(Ui& ui, Rect rect, const std::string& icon, const std::string& text, Tone tone) {
  const ToneColors colors = tone_colors(ui, tone);
  ui.fill(rect, colors.fill, 20);
  if (high_contrast(ui) && tone != Tone::primary) ui.outline(rect, colors.text, 4, 20);
  const Rect inner = rect.inset(24, 16);
  ui.icon(icon, {inner.x, inner.y + (inner.h - note_icon) / 2, note_icon, note_icon}, colors.text);
  const Rect words{inner.x + note_icon + note_gap, inner.y, note_text_width(rect.w), inner.h};
  ui.draw_text_centered(words, text, note_style, colors.text);
  Node node = text_node(ui, "note", tone == Tone::error ? "alert" : "note", text, rect, note_style, colors.text);
  node.background = colors.fill;
  node.truncated = ui.last_text_truncated();
  ui.node(std::move(node));
}

}  // namespace countersign::ui
