#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {

float text_size(const Ui& ui, const TextStyle& style, Growth growth) {
  const assets::TypeStyle& type = ui.resources().themes.style(style.style);
  const float size = style.size_u > 0 ? style.size_u : type.size_u;
  if (growth == Growth::fixed) return size;
  return size * (type.grows_in_full ? ui.scale() : ui.scale_half());
}

Node text_node(const Ui& ui, std::string id, std::string role, std::string name, Rect rect, const TextStyle& style, Rgba color,
               Growth growth) {
  Node node;
  node.id = std::move(id);
  node.role = std::move(role);
  node.name = std::move(name);
  node.rect = rect;
  node.text_size_u = text_size(ui, style, growth);
  node.color = color;
  return node;
}

float pressed_share(Ui& ui, std::string_view id, bool held) {
  Ui::Impl& impl = ui.impl();
  const std::string key = std::string(id) + ".press";
  if (impl.touch.slid_off(id)) impl.motion.jump(key, 0);
  return impl.motion.answer(key, held ? 1 : 0, press_ms, 0);
}

float state_share(Ui& ui, std::string_view id, bool on) {
  const float target = on ? 1 : 0;
  return ui.impl().motion.run(std::string(id) + ".state", target, state_ms, target);
}

Scaled::Scaled(Ui& ui) : ui_(ui) {
  if (ui.impl().list != nullptr) first_ = imgui_186::vertex_count(*ui.impl().list);
}

void Scaled::apply(Point center, float factor) const {
  Ui::Impl& impl = ui_.impl();
  if (impl.list == nullptr || factor == 1) return;
  const Point px = impl.to_px(center);
  imgui_186::scale_vertices(*impl.list, first_, {px.x, px.y}, factor);
}

ToneColors tone_colors(const Ui& ui, Tone tone) {
  switch (tone) {
    case Tone::primary:
      return {ui.color(Role::primary_c), ui.color(Role::on_primary_c)};
    case Tone::success:
      return {ui.color(Role::success_c), ui.color(Role::success)};
    case Tone::error:
      return {ui.color(Role::error_c), ui.color(Role::on_error_c)};
    case Tone::warning:
      return {ui.color(Role::warning_c), ui.color(Role::warning)};
    case Tone::neutral:
      break;
  }
  return {ui.color(Role::sunken), ui.color(Role::text_2)};
}

}  // namespace countersign::ui
