#include "kiosk/view/parts.hpp"

#include "kiosk/view/ids.hpp"

namespace countersign::view {

std::filesystem::path asset_picture(const View& view, std::string_view name) {
  return view.ui.resources().assets_folder / "pictures" / (std::string(name) + ".svg");
}

std::filesystem::path asset_mark(const View& view, std::string_view name) {
  return view.ui.resources().assets_folder / "marks" / (std::string(name) + ".svg");
}

std::filesystem::path pack_picture(const View& view, const std::string& file) {
  return view.ui.resources().content_folder / file;
}

std::filesystem::path organisation_mark(const View& view) {
  if (view.world.pack == nullptr || view.pack().organisation.mark.empty()) return asset_mark(view, "countersign");
  return pack_picture(view, view.pack().organisation.mark);
}

void draw_header(const View& view, ui::Rect& window, ui::Header header) {
  header.mark = organisation_mark(view);
  const auto tool = ui::header(view.ui, window, header);
  if (!tool) return;
  switch (*tool) {
    case ui::Tool::leave:
      view.post(flow::LeavePressed{});
      break;
    case ui::Tool::language:
      view.post(flow::OpenLanguages{});
      break;
    case ui::Tool::display:
      view.post(flow::OpenDisplay{});
      break;
    case ui::Tool::help:
      view.post(flow::OpenHelp{});
      break;
  }
}

namespace {

// The bar, with its Back done. Returns the id of any other button.
std::optional<std::string> bar_with_back(const View& view, ui::Rect& window, const ui::Bar& bar) {
  auto pressed = ui::bar(view.ui, window, bar);
  if (bar.back && !view.ui.inert() && view.ui.take_back_key()) pressed = id::back;
  if (pressed != id::back) return pressed;
  view.post(flow::BackPressed{});
  return std::nullopt;
}

}  // namespace

std::optional<std::string> draw_bar(const View& view, ui::Rect& window, const ui::Bar& bar) {
  const auto pressed = bar_with_back(view, window, bar);
  if (pressed != id::primary) return pressed;
  view.post(flow::PrimaryPressed{});
  return std::nullopt;
}

ui::Button back_button(const View& view, std::string_view key) {
  ui::Button button;
  button.id = id::back;
  button.label = view.ui.tr(key);
  button.icon = "left";
  button.icon_leading = true;
  button.height = 96;
  return button;
}

ui::Button primary_button(const View& view, std::string label, std::string icon) {
  ui::Button button;
  button.id = id::primary;
  button.label = std::move(label);
  button.icon = std::move(icon);
  button.kind = ui::ButtonKind::primary;
  button.height = 96;
  button.enabled = flow::primary_enabled(view.world, view.state);
  return button;
}

ui::Button quiet_button(const View& view, std::string id, std::string_view key, std::string icon) {
  ui::Button button;
  button.id = std::move(id);
  button.label = view.ui.tr(key);
  button.icon = std::move(icon);
  button.icon_leading = true;
  button.kind = ui::ButtonKind::quiet;
  button.height = 96;
  return button;
}

std::optional<std::string> draw_paged_bar(const View& view, ui::Rect& window, ui::Bar bar, std::string_view scroll_id) {
  ui::Button read_on = primary_button(view, view.ui.tr("common.read_on"), "down");
  read_on.enabled = true;
  bar.primary_other = read_on;
  if (!view.ui.more_below(scroll_id)) return draw_bar(view, window, bar);
  bar.primary.swap(bar.primary_other);
  const auto pressed = bar_with_back(view, window, bar);
  if (pressed != id::primary) return pressed;
  view.ui.page(scroll_id, 1);
  return std::nullopt;
}

namespace {

// The highest that the bar has been in this arrangement: one that shrank again could make the area scroll and not scroll
// by turns.
float& foot_height(const View& view) {
  const ui::FrameSpec& spec = view.ui.spec();
  return view.ui.memory("foot." + std::to_string(spec.text_scale) + "." + spec.language.value);
}

}  // namespace

ui::Rect cut_foot(const View& view, ui::Rect& rest) {
  const float known = foot_height(view);
  return rest.cut_bottom(known > 0 ? known : ui::bar_height(view.ui));
}

std::optional<std::string> draw_foot(const View& view, const ui::Bar& bar, std::string_view scroll_id) {
  ui::Rect all = view.ui.window();
  const float before = all.h;
  auto pressed = draw_paged_bar(view, all, bar, scroll_id);
  foot_height(view) = std::max(foot_height(view), before - all.h);
  return pressed;
}

ui::RichText rich(const content::Runs& runs) {
  ui::RichText text;
  for (const content::Run& run : runs) text.spans.push_back({run.text, run.strong, false});
  return text;
}

std::vector<ui::Paragraph> rich(const content::Blocks& blocks) {
  std::vector<ui::Paragraph> list;
  for (const content::Block& block : blocks) list.push_back({rich(block.runs), block.kind == content::Block::Kind::list_item});
  return list;
}

float foreign_note_height(const View& view, float width) {
  if (!view.text_is_foreign()) return 0;
  const auto name = view.ui.resources().strings.own_name(view.text().language);
  return ui::words_height(view.ui, width, view.ui.tr("text.foreign", {{"language", name}}), {.style = ui::Style::label});
}

void draw_foreign_note(const View& view, ui::Rect rect) {
  if (!view.text_is_foreign()) return;
  const auto name = view.ui.resources().strings.own_name(view.text().language);
  ui::words(view.ui, rect, view.ui.tr("text.foreign", {{"language", name}}),
            {.style = ui::Style::label, .color = ui::Role::text_2, .role = "note"});
}

std::string count(const View& view, std::string_view key, int number) {
  return view.ui.resources().strings.count(view.state.preferences.language, key, number);
}

}  // namespace countersign::view
