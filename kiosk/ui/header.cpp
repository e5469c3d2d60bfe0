// The header: the organisation's mark, where one is, and the tools.

#include <array>
#include <cmath>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float mark_size = 56;
constexpr float gap = 16;
constexpr float tool_gap = 12;
constexpr float tool_side = 72;
constexpr float tool_padding = 18;  // 16 and the outline
constexpr float tool_icon = 36;
constexpr float progress_height = 8;

const TextStyle tool_style = styled(Style::label);

struct ToolFace {
  Tool tool;
  std::string id;
  std::string icon;  // empty: the two letters
  std::string label;
  std::string name;
};

std::vector<ToolFace> tools_of(Ui& ui, const Header& header) {
  std::vector<ToolFace> tools;
  if (header.leave) tools.push_back({Tool::leave, "tool.leave", "leave", ui.tr("ui.leave"), ui.tr("ui.leave")});
  if (!header.tools) return tools;
  const std::string language = ui.resources().strings.own_name(ui.spec().language);
  tools.push_back({Tool::language, "tool.language", "globe", language, ui.tr("ui.language")});
  tools.push_back({Tool::display, "tool.display", "", "", ui.tr("ui.display")});
  tools.push_back({Tool::help, "tool.help", "help", ui.tr("ui.help"), ui.tr("ui.help")});
  return tools;
}

float tool_width(Ui& ui, const ToolFace& tool, bool icons_only) {
  if (icons_only || tool.label.empty()) return tool_side;
  return ui.measure(tool.label, tool_style, 0).w + tool_icon + tool_gap + 2 * tool_padding;
}

float tools_width(Ui& ui, const std::vector<ToolFace>& tools, bool icons_only) {
  float width = 0;
  for (const ToolFace& tool : tools) width += tool_width(ui, tool, icons_only) + tool_gap;
  return tools.empty() ? 0 : width - tool_gap;
}

// "A" small and large, side by side.
void two_letters(Ui& ui, Rect rect, Rgba color) {
  TextStyle small = styled(Style::label_bold, 40);
  TextStyle large = styled(Style::body_bold, 40);
  small.size_u = 28;
  large.size_u = 38;
  const float small_width = ui.measure("A", small, 0, "", Growth::fixed).w;
  const float large_width = ui.measure("A", large, 0, "", Growth::fixed).w;
  const float x = rect.x + (rect.w - small_width - large_width - 2) / 2;
  const float y = rect.y + (rect.h - 40) / 2;
  ui.draw_text({x, y, small_width + 1, 40}, "A", small, color, "", Growth::fixed);
  ui.draw_text({x + small_width + 2, y, large_width + 1, 40}, "A", large, color, "", Growth::fixed);
}

bool draw_tool(Ui& ui, Rect rect, const ToolFace& tool, bool icons_only) {
  constexpr float radius = 20;
  const Press press = ui.press(tool.id, rect);
  const float pressed = pressed_share(ui, tool.id, press.held);
  const Rgba fill = mix(ui.color(Role::card), ui.color(Role::sunken), pressed);
  const Rgba text = ui.color(Role::text);
  ui.fill(rect, fill, radius);
  ui.outline(rect, ui.color(Role::line), 2, radius);
  const bool labelled = !icons_only && !tool.label.empty();
  if (tool.icon.empty()) {
    two_letters(ui, rect, text);
  } else if (!labelled) {
    ui.icon(tool.icon, rect.centered({tool_icon, tool_icon}), text);
  } else {
    Rect inner = rect.inset(tool_padding, 0);
    ui.icon(tool.icon, inner.cut_leading(tool_icon).centered({tool_icon, tool_icon}), text);
    inner.cut_leading(tool_gap);
    inner.w += 2;  // rounding must not break the line
    ui.draw_text_centered(inner, tool.label, tool_style, text);
  }
  if (press.focused) ui.focus_ring(rect, radius);
  Node node = text_node(ui, tool.id, "button", tool.name, rect, tool_style, text);
  if (!labelled)
    node.text_size_u = 0;
  else if (tool.label != tool.name)
    node.value = tool.label;
  node.background = fill;
  node.focusable = true;
  if (press.held) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  return press.activated;
}

std::optional<Tool> draw_tools(Ui& ui, Rect row, const std::vector<ToolFace>& tools, bool icons_only) {
  std::optional<Tool> pressed;
  const float height = icons_only ? tool_side : std::max(tool_side, ui.line(Style::label) + 12);
  Rect rest = row.cut_trailing(tools_width(ui, tools, icons_only));
  for (const ToolFace& tool : tools) {
    const Rect place = rest.cut_leading(tool_width(ui, tool, icons_only));
    if (draw_tool(ui, place.centered({place.w, height}), tool, icons_only)) pressed = tool.tool;
    rest.cut_leading(tool_gap);
  }
  return pressed;
}

// --- title and step ---

struct Where {
  bool icons_only = false;
  bool step_alone = false;  // or the title, if there is no step
  float text_width = 0;
  float height = 0;
  TextStyle title = styled(Style::body_bold, 38);
  TextStyle step = styled(Style::label, 36);
  Growth growth = Growth::scaled;
};

const std::string& alone(const Header& header) { return header.step.empty() ? header.title : header.step; }

float text_height(Ui& ui, const Where& where, const Header& header) {
  if (where.step_alone) return ui.measure(alone(header), where.title, where.text_width, "", where.growth).h;
  float height = ui.measure(header.title, where.title, where.text_width, header.title_language).h;
  if (!header.step.empty()) height += ui.measure(header.step, where.step, where.text_width).h;
  return height;
}

bool fits_in_lines(Ui& ui, const Where& where, const Header& header) {
  if (where.step_alone) return ui.measure(alone(header), where.title, 0, "", where.growth).w <= where.text_width;
  return ui.measure(header.title, where.title, 0, header.title_language).w <= where.text_width &&
         ui.measure(header.step, where.step, 0).w <= where.text_width;
}

// The first arrangement in which nothing is cut: words beside the tools' icons, icons alone, and then two lines each
// (short windows: the step alone, or smaller).
Where arrange(Ui& ui, float room, const Header& header, const std::vector<ToolFace>& tools) {
  const LayoutClass layout = ui.layout();
  const float least = layout.short_window ? 88 : 96;
  Where where;
  where.icons_only = layout.short_window;
  const auto widen = [&] {
    const float beside = tools_width(ui, tools, where.icons_only);
    where.text_width = room - mark_size - gap - (beside > 0 ? beside + gap : 0);
  };
  widen();
  if (!where.icons_only && !fits_in_lines(ui, where, header)) {
    where.icons_only = true;
    widen();
  }
  if (layout.short_window && layout.big_text) {
    where.step_alone = true;
    where.growth = Growth::fixed;
    where.title = styled(Style::large_bold, 44);
  }
  if (!fits_in_lines(ui, where, header) && layout.short_window) {
    where.step_alone = true;
    where.growth = Growth::fixed;
    where.title = styled(Style::label_bold, 34);
    where.title.lines_max = 2;
  }
  where.height = std::max(least, text_height(ui, where, header) + gap);
  return where;
}

void draw_where(Ui& ui, Rect rect, const Header& header, const Where& where) {
  const float height = text_height(ui, where, header);
  const Rgba strong = ui.color(Role::text);
  Rect text{rect.x, rect.y + (rect.h - height) / 2, where.text_width, height};
  if (where.step_alone) {
    const Size size = ui.draw_text(text, alone(header), where.title, strong, "", where.growth);
    Node node =
        text_node(ui, "title", "heading", header.title, {text.x, text.y, size.w, size.h}, where.title, strong, where.growth);
    node.value = header.step;
    node.language = header.title_language;
    node.truncated = ui.last_text_truncated();
    ui.node(std::move(node));
    return;
  }
  const Size title = ui.draw_text(text, header.title, where.title, strong, header.title_language);
  Node node = text_node(ui, "title", "heading", header.title, {text.x, text.y, title.w, title.h}, where.title, strong);
  node.language = header.title_language;
  ui.node(std::move(node));
  if (header.step.empty()) return;
  text.y += title.h;
  const Rgba quiet = ui.color(Role::text_2);
  const Size step = ui.draw_text(text, header.step, where.step, quiet);
  ui.node(text_node(ui, "step", "paragraph", header.step, {text.x, text.y, step.w, step.h}, where.step, quiet));
}

}  // namespace

std::optional<Tool> header(Ui& ui, Rect& window, const Header& header) {
  const float margin = ui.layout().short_window ? 32 : 48;
  const Ui::Impl& impl = ui.impl();
  const InSection section(ui, impl.section);
  const std::vector<ToolFace> tools = tools_of(ui, header);
  const Where where = arrange(ui, window.w - 2 * margin, header, tools);
  Rect row = window.cut_top(where.height).inset(margin, 0);
  const Rect mark = row.cut_leading(mark_size).centered({mark_size, mark_size});
  ui.picture(header.mark, mark, Fit::contain);
  row.cut_leading(gap);
  draw_where(ui, row, header, where);
  const std::optional<Tool> pressed = draw_tools(ui, row, tools, where.icons_only);
  if (header.progress_count > 0) {
    const Rect bar = window.cut_top(progress_height).inset(margin, 0);
    progress(ui, bar, header.progress_count, header.progress_current, true, header.step);
  }
  return pressed;
}

Rect content(Ui& ui, Rect rest, float top, float bottom) {
  constexpr float widest = 1400;
  const LayoutClass layout = ui.layout();
  const float margin = layout.short_window ? 32 : 48;
  if (layout.short_window) {
    top = std::min(top, layout.big_text ? 12.0F : 24.0F);
    bottom = std::min(bottom, 12.0F);
  }
  const float width = std::min(widest, rest.w - 2 * margin);
  ui.impl().coming_in = true;
  return {rest.x + (rest.w - width) / 2 + ui.enter_offset(), rest.y + top, width, std::max(0.0F, rest.h - top - bottom)};
}

}  // namespace countersign::ui
