#include "kiosk/ui/semantics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {
namespace {

Json rect_px(const Rect& rect, float px_per_u) {
  const auto whole = [&](float u) { return static_cast<int>(std::lround(u * px_per_u)); };
  return Json::array({whole(rect.x), whole(rect.y), whole(rect.right()) - whole(rect.x), whole(rect.bottom()) - whole(rect.y)});
}

std::string hex(assets::Rgba color) { return fmt::format("#{:06x}", color >> 8U); }

Json to_json(const Node& node, std::size_t order, float px_per_u) {
  return {{"id", node.id},
          {"role", node.role},
          {"name", node.name},
          {"value", node.value},
          {"state", node.state},
          {"rect_px", rect_px(node.rect, px_per_u)},
          {"clip_px", rect_px(node.clip, px_per_u)},
          {"order", order},
          {"focusable", node.focusable},
          {"language", node.language},
          {"text_size_u", std::round(node.text_size_u * 100) / 100},
          {"color", hex(node.color)},
          {"background", hex(node.background)},
          {"truncated", node.truncated},
          {"scrolls", node.scrolls}};
}

}  // namespace

Json to_json(const ScreenTree& tree) {
  Json nodes = Json::array();
  for (std::size_t order = 0; order < tree.nodes.size(); ++order)
    nodes.push_back(to_json(tree.nodes[order], order, tree.px_per_u));
  return {{"name", tree.name},
          {"language", tree.language},
          {"theme", tree.theme},
          {"text_scale", tree.text_scale},
          {"window_px", {tree.width_px, tree.height_px}},
          {"px_per_u", tree.px_per_u},
          {"nodes", std::move(nodes)}};
}

void Ui::node(Node node) {
  Impl& self = *impl_;
  if (!self.inert) node.id = self.node_ids(node.id);
  if (node.clip.w <= 0) node.clip = self.clips.empty() ? window() : self.clips.back();
  if (node.language.empty()) node.language = self.spec.language.value;
  if (node.background == 0) node.background = background();
  if (self.area() != nullptr) node.scrolls = true;
  if (self.area() != nullptr && !self.inert) node.area = self.area()->id;
  if (node.role == "img") self.block(node.rect);  // pictures are not cut by paging, whatever they are drawn with
  if (self.inert) {
    node.focusable = false;
    node.state.emplace_back("hidden");
  }
  if (node.focusable && node.id == self.focus) node.state.emplace_back("focused");
  self.nodes.push_back({std::move(node), self.section, self.inert});
}

namespace {

std::string theme_name(assets::ThemeName name) {
  switch (name) {
    case assets::ThemeName::light:
      return "light";
    case assets::ThemeName::dark:
      return "dark";
    case assets::ThemeName::high_contrast:
      return "high-contrast";
  }
  return "light";
}

}  // namespace

void Ui::Impl::publish_tree() {
  std::stable_sort(nodes.begin(), nodes.end(), [](const Placed& a, const Placed& b) { return a.section < b.section; });
  tree = {spec.screen,   spec.language.value, theme_name(spec.theme), spec.text_scale,
          spec.width_px, spec.height_px,      spec.px_per_u,          {}};
  tree.nodes.reserve(nodes.size());
  const float width = static_cast<float>(spec.width_px) / spec.px_per_u;
  for (Placed& placed : nodes) {
    // What lies under a dialog comes second: the dialog's own "next" is no "next#2", which no press would know.
    if (placed.hidden) placed.node.id = node_ids(placed.node.id);
    if (mirrored) {  // the tree says where things are on the glass
      placed.node.rect.x = width - placed.node.rect.right();
      placed.node.clip.x = width - placed.node.clip.right();
    }
    tree.nodes.push_back(std::move(placed.node));
  }
  nodes.clear();
}

const ScreenTree& Ui::tree() const { return impl_->tree; }

}  // namespace countersign::ui
