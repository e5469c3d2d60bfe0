// What lies over the screen: dialogs with a scrim, and toasts.

#include <cmath>

#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr float dialog_radius = 28;
constexpr float dialog_from_scale = .96F;
constexpr int scrim_ms = 150;
constexpr float window_air = 16;

// The first frame of a dialog: the focus moves in, and touches that were meant for the screen below are ignored.
void open(Ui::Impl& impl, const std::string& id) {
  impl.dialog = id;
  impl.focus_before_dialog = impl.focus;
  impl.focus.clear();
  impl.touch.drop();
  impl.screen_guard = impl.spec.now;
  impl.settle = settle_frames;
}

}  // namespace

Rect begin_dialog(Ui& ui, const std::string& id, const std::string& name, Size size) {
  Ui::Impl& impl = ui.impl();
  impl.coming_in = false;
  impl.inert = false;
  if (impl.dialog != id) open(impl, id);
  impl.dialog_seen = id;
  impl.section = Section::dialog;
  const Rect window = ui.window();
  const float shown = impl.motion.fade("dialog.scrim." + id, 1, scrim_ms, 0);
  ui.fill(window, with_alpha(ui.color(Role::scrim), shown));
  ui.push_alpha(shown);
  const Rect room = window.inset(window_air, window_air);
  const Rect rect = room.centered({std::min(size.w, room.w), std::min(size.h, room.h)});
  impl.dialog_rect = rect;
  impl.dialog_first_vertex = impl.list != nullptr ? imgui_186::vertex_count(*impl.list) : 0;
  ui.raised_shadow(rect, dialog_radius);
  ui.fill(rect, ui.color(Role::card), dialog_radius);
  if (high_contrast(ui)) ui.outline(rect, ui.color(Role::outline), 4, dialog_radius);
  Node node;
  node.id = id;
  node.role = "dialog";
  node.name = name;
  node.rect = rect;
  ui.node(std::move(node));
  ui.push_background(ui.color(Role::card));
  return rect;
}

void end_dialog(Ui& ui) {
  Ui::Impl& impl = ui.impl();
  ui.pop_background();
  ui.pop_alpha();
  const float scale = impl.motion.run("dialog.scale." + impl.dialog, 1, screen_ms, dialog_from_scale);
  if (impl.list != nullptr && scale != 1) {
    const Point center = impl.to_px(impl.dialog_rect.center());
    imgui_186::scale_vertices(*impl.list, impl.dialog_first_vertex, {center.x, center.y}, scale);
  }
  impl.section = Section::content;
}

void Ui::Impl::close_dialog_if_gone() {
  if (dialog.empty() || dialog == dialog_seen) return;
  dialog.clear();
  focus = focus_before_dialog;
  screen_guard = spec.now;
  settle = settle_frames;
}

void toast(Ui& ui, const std::string& text) {
  constexpr float side = 24;
  constexpr float air = 16;
  constexpr float radius = 20;
  const InSection notice(ui, Section::notice);
  Ui::Impl& impl = ui.impl();
  const TextStyle style = styled(Style::body_medium, 42, Align::center);
  const Rect window = ui.window();
  const float widest = window.w - 2 * 48 - 2 * side;
  const Size size = ui.measure(text, style, widest);
  const Size box{std::ceil(size.w) + 1 + 2 * side, size.h + 2 * air};
  const Rect rect{(window.w - box.w) / 2, window.bottom() - impl.foot - 24 - box.h, box.w, box.h};
  ui.push_alpha(impl.motion.fade("toast", 1, state_ms, 0));
  ui.raised_shadow(rect, radius);
  ui.fill(rect, ui.color(Role::card), radius);
  if (high_contrast(ui)) ui.outline(rect, ui.color(Role::outline), 4, radius);
  ui.draw_text_centered(rect.inset(side, 0), text, style, ui.color(Role::text));
  ui.pop_alpha();
  Node node = text_node(ui, "toast", "status", text, rect, style, ui.color(Role::text));
  node.background = ui.color(Role::card);
  ui.node(std::move(node));
}

}  // namespace countersign::ui
