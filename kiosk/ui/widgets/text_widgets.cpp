// Text that stands alone: headings, paragraphs, lists.

#include <cmath>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

bool is_heading(Style style) { return style == Style::title || style == Style::headline || style == Style::display; }

TextStyle text_style(const Words& look) {
  TextStyle style;
  style.style = look.style;
  style.align = look.align;
  style.balance = look.balance || is_heading(look.style);
  style.tabular = look.tabular;
  style.lines_max = look.lines_max;
  style.line_u = look.line_u;
  style.size_u = look.size_u;
  style.weight = look.weight;
  return style;
}

// Where the letters are, for audits: not the whole column.
Rect letters(Rect rect, Size size, Align align) {
  const float free = std::max(0.0F, rect.w - size.w);
  const float before = align == Align::leading ? 0 : align == Align::center ? free / 2 : free;
  return {rect.x + before, rect.y, std::min(size.w, rect.w), size.h};
}

}  // namespace

float words(Ui& ui, Rect rect, const RichText& text, const Words& look) {
  const TextStyle style = text_style(look);
  const Rgba color = ui.color(look.color);
  const Size size = ui.draw_text(rect, text, style, color, look.language);
  const std::string role = !look.role.empty() ? look.role : is_heading(look.style) ? "heading" : "paragraph";
  std::string id = look.id;
  if (id.empty()) id = role + "." + std::to_string(++ui.impl().words_ids[role]);
  Node node = text_node(ui, std::move(id), role, text.plain(), letters(rect, size, look.align), style, color);
  node.language = look.language;
  node.truncated = ui.last_text_truncated();
  ui.node(std::move(node));
  return size.h;
}

void words_in(Ui& ui, Rect& column, const RichText& text, const Words& look, float gap_after) {
  column.cut_top(words(ui, column, text, look) + gap_after);
}

float words_height(Ui& ui, float width, const RichText& text, const Words& look) {
  return ui.measure(text, text_style(look), width, look.language).h;
}

float paragraphs(Ui& ui, Rect rect, const std::vector<Paragraph>& list, const Words& look, float gap) {
  const float indent = std::round(32 * ui.scale());
  constexpr float dot_radius = 5;
  Rect column = rect;
  for (const Paragraph& paragraph : list) {
    Rect body = column;
    Words as = look;
    if (paragraph.bullet) {
      const float line = look.line_u > 0 ? look.line_u * ui.scale() : ui.line(look.style);
      const Rect dot{column.x + 8, column.y + line / 2 - dot_radius, 2 * dot_radius, 2 * dot_radius};
      const ScrollArea* scroll = ui.impl().area();
      const bool shows = scroll == nullptr || (column.y >= scroll->viewport.y && column.y + line <= scroll->viewport.bottom());
      if (shows) ui.circle(dot.center(), dot_radius * ui.scale_half(), ui.color(look.color));
      body.cut_leading(indent);
      if (as.role.empty()) as.role = "listitem";
    }
    const float height = words(ui, body, paragraph.text, as);
    column.cut_top(height + (&paragraph == &list.back() ? 0 : gap));
  }
  return column.y - rect.y;
}

}  // namespace countersign::ui
