// Scroll areas of the Ui: which one the finger, the keys and the pages move.

#include "kiosk/ui/scroll.hpp"

#include <cmath>

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {
namespace {

constexpr float endless = 1.0e6F;
constexpr float side_air = 24;  // shadows and focus rings may reach beyond the viewport's sides

void indicator(Ui& ui, const ScrollArea& area) {
  constexpr float width = 6;
  constexpr float shortest = 48;
  const Rect view = area.viewport;
  const float right = std::min(view.right() + 16, ui.window().right() - 4);
  const float height = std::max(shortest, view.h * view.h / area.content_height());
  const float top = view.y + (view.h - height) * area.offset() / area.reach();
  ui.fill({right - width, top, width, height}, ui.color(Role::outline), width / 2);
}

}  // namespace

Rect Ui::Impl::visible(Rect rect) const { return clips.empty() ? rect : intersect(rect, clips.back()); }

bool Ui::Impl::scroll_is_moving() const {
  for (const auto& [id, scroll] : scrolls)
    if (scroll.moving()) return true;
  return false;
}

void Ui::Impl::block(Rect rect) {
  ScrollArea* scroll = area();
  if (scroll == nullptr || rect.h > scroll->viewport.h) return;
  const float top = rect.y - scroll->viewport.y + scroll->offset();
  scroll->add({top, top + rect.h});
}

void Ui::Impl::show_focused(Rect rect) {
  ScrollArea* scroll = area();
  if (scroll == nullptr) return;
  const float top = rect.y - scroll->viewport.y + scroll->offset();
  scroll->show({top, top + rect.h}, !spec.reduced_motion);
}

void Ui::show(Rect rect) { impl_->show_focused(rect); }

Rect Ui::begin_scroll(std::string_view id, Rect viewport) {
  Impl& self = *impl_;
  auto found = self.scrolls.find(id);
  if (found == self.scrolls.end()) found = self.scrolls.emplace(std::string(id), ScrollArea()).first;
  ScrollArea& area = found->second;
  area.id = id;
  area.begin(viewport, self.spec.now);
  area.inert = self.inert;
  if (!self.inert) {
    const auto scrolling = self.touch.scrolling();
    if (self.touch.pressed_this_frame() && self.touch.touched_area() == area.id) area.stop();
    if (scrolling && *scrolling == area.id) area.drag(self.touch.dragged());
    if (scrolling && *scrolling == area.id && self.touch.flung()) area.fling(*self.touch.flung());
  }
  self.area_stack.push_back(&area);
  push_clip(viewport);
  if (self.list != nullptr) {  // the drawing may reach a little further to the sides than touch and text do
    const PxRect px = self.to_px({viewport.x - side_air, viewport.y, viewport.w + 2 * side_air, viewport.h});
    self.list->PopClipRect();
    self.list->PushClipRect({px.left, px.top}, {px.right, px.bottom}, true);
  }
  const float per_px = 1 / self.spec.px_per_u;
  const float whole_px = std::round(area.offset() / per_px) * per_px;
  return {viewport.x, viewport.y - whole_px, viewport.w, endless};
}

void Ui::end_scroll(float content_height) {
  Impl& self = *impl_;
  ScrollArea& area = *self.area_stack.back();
  self.area_stack.pop_back();
  area.end(content_height);
  pop_clip();
  if (self.inert) return;
  self.areas.push_back({area.id, self.visible(area.viewport), area.overflows(), area.moving()});
  if (self.page_keys != 0 && self.area_for_keys() == &area) {
    area.page(self.page_keys, !self.spec.reduced_motion);
    self.page_keys = 0;
  }
  if (area.overflows()) indicator(*this, area);
}

// The area that holds the focus, else the first that has more than it shows.
ScrollArea* Ui::Impl::area_for_keys() {
  const auto with_focus = scrolls.find(focus.empty() ? std::string() : focus_area);
  if (with_focus != scrolls.end() && !with_focus->second.inert) return &with_focus->second;
  for (auto& [id, scroll] : scrolls)
    if (scroll.seen && !scroll.inert && scroll.overflows()) return &scroll;
  return nullptr;
}

bool Ui::more_below(std::string_view id) const {
  const auto area = impl_->scrolls.find(id);
  return area != impl_->scrolls.end() && area->second.more_below();
}

bool Ui::more_above(std::string_view id) const {
  const auto area = impl_->scrolls.find(id);
  return area != impl_->scrolls.end() && area->second.more_above();
}

void Ui::page(std::string_view id, int direction) {
  const auto area = impl_->scrolls.find(id);
  if (area != impl_->scrolls.end()) area->second.page(direction, !impl_->spec.reduced_motion);
  impl_->settle = settle_frames;
}

void Ui::scroll_to_top(std::string_view id) {
  const auto area = impl_->scrolls.find(id);
  if (area != impl_->scrolls.end()) area->second.to_top();
}

}  // namespace countersign::ui
