// Segments: a trough with cells of which exactly one is on.

#include <string>

#include <cmath>
#include <numeric>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float trough_padding = 10;  // 8 and the outline
constexpr float gap = 12;
constexpr float cell_height = 60;
constexpr float cell_padding = 16;
constexpr float icon_size = 30;
constexpr float icon_gap = 8;

TextStyle cell_style(bool on) { return styled(on ? Style::label_bold : Style::label, 36, Align::center); }

float natural_width(Ui& ui, const Segment& segment, bool on) {
  const Size label = ui.measure(segment.label, cell_style(on), 0, segment.language);
  return label.w + 2 + (on ? icon_size + icon_gap : 0) + 2 * cell_padding;
}

float natural_height(Ui& ui) { return std::max(cell_height, ui.line(Style::label_bold) + 12); }

std::vector<float> natural_widths(Ui& ui, const std::vector<Segment>& list, std::size_t on) {
  std::vector<float> widths;
  for (std::size_t i = 0; i < list.size(); ++i) widths.push_back(natural_width(ui, list[i], i == on));
  return widths;
}

float sum(const std::vector<float>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0F); }

// Equal shares of `room`, but none under what its label asks.
std::vector<float> share_out(const std::vector<float>& natural, float room) {
  std::vector<float> widths(natural.size(), 0);
  std::vector<bool> fixed(natural.size(), false);
  for (bool settled = false; !settled;) {
    settled = true;
    float left = room;
    float open = 0;
    for (std::size_t i = 0; i < natural.size(); ++i) fixed[i] ? left -= widths[i] : open += 1;
    for (std::size_t i = 0; i < natural.size(); ++i) {
      if (fixed[i]) continue;
      widths[i] = left / open;
      if (natural[i] <= widths[i]) continue;
      widths[i] = natural[i];
      fixed[i] = true;
      settled = false;
    }
  }
  return widths;
}

// Whichever is on, the labels fit side by side.
bool fits_in_row(Ui& ui, float inner_width, const std::vector<Segment>& list) {
  const float room = inner_width - gap * static_cast<float>(list.size() - 1);
  for (std::size_t on = 0; on < list.size(); ++on)
    if (sum(natural_widths(ui, list, on)) > room) return false;
  return true;
}

// Side by side; one under another where the labels are too long for that.
std::vector<Rect> cells(Ui& ui, Rect rect, const std::vector<Segment>& list, std::size_t on) {
  const Rect inner = rect.inset(trough_padding, trough_padding);
  const auto count = static_cast<float>(list.size());
  std::vector<Rect> result;
  if (!fits_in_row(ui, inner.w, list)) {
    const float height = (inner.h - gap * (count - 1)) / count;
    for (float y = inner.y; result.size() < list.size(); y += height + gap) result.push_back({inner.x, y, inner.w, height});
    return result;
  }
  float x = inner.x;
  for (const float width : share_out(natural_widths(ui, list, on), inner.w - gap * (count - 1))) {
    result.push_back({x, inner.y, width, inner.h});
    x += width + gap;
  }
  return result;
}

bool cell(Ui& ui, Rect rect, const std::string& id, const Segment& segment, bool is_on) {
  constexpr float radius = 12;
  const Press press = ui.press(id, rect, true);
  const float on = state_share(ui, id, is_on);
  const float pressed = is_on ? 0 : pressed_share(ui, id, press.held);
  const Rgba fill = segment_on(ui);
  if (on > 0) {
    const Rgba shade = with_alpha(ui.color(Role::shadow), .06F * on * (ui.theme().shadow_alpha > 0 ? 1.0F : 0.0F));
    ui.fill({rect.x - 1, rect.y + 2, rect.w + 2, rect.h + 2}, shade, radius + 1);
    ui.fill(rect, with_alpha(fill, on), radius);
    ui.outline(rect.inset(-2.5F, -2.5F), with_alpha(ui.color(Role::primary), on), 2.5F, radius + 2.5F);
  }
  if (pressed > 0) ui.fill(rect, with_alpha(ui.color(Role::line), pressed), radius);
  const Rgba text = ui.color(is_on ? Role::on_primary_c : Role::text_2);
  const TextStyle style = cell_style(is_on);
  const float natural = ui.measure(segment.label, style, 0, segment.language).w + 2;
  const bool icon_fits = is_on && natural + icon_size + icon_gap + 8 <= rect.w;
  const float icon_room = icon_fits ? icon_size + icon_gap : 0;
  const float width = std::min(natural, rect.w - 8 - icon_room);
  const float x = rect.x + (rect.w - width - icon_room) / 2;
  const Rect mark{x, rect.y + (rect.h - icon_size) / 2, icon_size, icon_size};
  if (icon_fits && segment.icon.empty()) ui.check_mark(mark, text, 2.6F, on);
  if (icon_fits && !segment.icon.empty()) ui.icon(segment.icon, mark, text);
  TextStyle shown = style;
  if (width < natural) shown.lines_max = 1;
  ui.draw_text_centered({x + icon_room, rect.y, width, rect.h}, segment.label, shown, text, segment.language);
  const bool cut = ui.last_text_truncated();
  if (press.focused) ui.focus_ring(rect, radius);
  Node node = text_node(ui, id, "radio", segment.label, rect, style, text);
  node.background = is_on ? fill : ui.color(Role::sunken);
  node.focusable = true;
  node.language = segment.language;
  node.truncated = cut;
  if (is_on) node.state.emplace_back("checked");
  ui.node(std::move(node));
  return press.activated;
}

}  // namespace

Size segments_size(Ui& ui, const std::vector<Segment>& list) {
  const auto count = static_cast<float>(list.size());
  float widest = 0;
  for (const Segment& segment : list) widest = std::max(widest, natural_width(ui, segment, true));
  return {widest * count + gap * (count - 1) + 2 * trough_padding, natural_height(ui) + 2 * trough_padding};
}

float segments_height(Ui& ui, float width, const std::vector<Segment>& list) {
  const float rows = fits_in_row(ui, width - 2 * trough_padding, list) ? 1 : static_cast<float>(list.size());
  return rows * natural_height(ui) + (rows - 1) * gap + 2 * trough_padding;
}

std::optional<std::size_t> segments(Ui& ui, Rect rect, const std::string& id, const std::string& name,
                                    const std::vector<Segment>& list, std::size_t on) {
  constexpr float radius = 20;
  ui.fill(rect, ui.color(Role::sunken), radius);
  ui.outline(rect, ui.color(Role::line), 2, radius);
  Node group;
  group.id = id;
  group.role = "radiogroup";
  group.name = name;
  group.rect = rect;
  ui.node(std::move(group));
  std::optional<std::size_t> pressed;
  const std::vector<Rect> places = cells(ui, rect, list, on);
  for (std::size_t i = 0; i < list.size(); ++i)
    if (cell(ui, places[i], id + "." + (list[i].key.empty() ? std::to_string(i) : list[i].key), list[i], i == on)) pressed = i;
  return pressed;
}

}  // namespace countersign::ui
