// Text and pictures on the glass.

#include <array>
#include <cmath>
#include <limits>

#include "kiosk/ui/paint.hpp"

namespace countersign::ui {
namespace {

// These point along the reading direction and turn with it.
constexpr std::array<std::string_view, 7> directional_icons{"left", "right", "chevr", "undo", "send", "back", "leave"};

bool turns(std::string_view name) {
  return std::find(directional_icons.begin(), directional_icons.end(), name) != directional_icons.end();
}

}  // namespace

TextStyle styled(Style style, float line_u, Align align) {
  TextStyle result;
  result.style = style;
  result.line_u = line_u;
  result.align = align;
  return result;
}

const TextLayout& Ui::Impl::lay_out(const RichText& words, const TextStyle& style, float width, const std::string& language,
                                    Growth growth) {
  const float scale = growth == Growth::scaled ? static_cast<float>(spec.text_scale) / 100 : 1;
  return text.layout(words, style, width, language.empty() ? spec.language.value : language, {scale, spec.px_per_u});
}

Size Ui::measure(const RichText& text, const TextStyle& style, float width, const std::string& language, Growth growth) {
  return TextEngine::size(impl_->lay_out(text, style, width, language, growth));
}

Size Ui::Impl::paint_text(Rect rect, const TextLayout& layout, Rgba color) {
  text_truncated = TextEngine::truncated(layout);
  float clip_top_px = -std::numeric_limits<float>::max();
  float clip_bottom_px = std::numeric_limits<float>::max();
  ScrollArea* const scroll = area();
  if (scroll != nullptr) {
    for (const TextLine& line : TextEngine::lines(layout)) block({rect.x, rect.y + line.top, rect.w, line.height});
  }
  if (text_clip || scroll != nullptr) {
    const PxRect view = to_px(text_clip ? *text_clip : scroll->viewport);
    clip_top_px = view.top;
    clip_bottom_px = view.bottom;
  }
  if (list != nullptr) {
    const Point origin = to_px(Point{mirrored ? rect.right() : rect.x, rect.y});  // the engine snaps its baselines
    text.draw(*list, layout, origin, color, theme->color(Role::primary), alpha(), clip_top_px, clip_bottom_px);
  }
  return TextEngine::size(layout);
}

Size Ui::draw_text(Rect rect, const RichText& text, const TextStyle& style, Rgba color, const std::string& language,
                   Growth growth) {
  return impl_->paint_text(rect, impl_->lay_out(text, style, rect.w, language, growth), color);
}

Size Ui::draw_text_centered(Rect rect, const RichText& text, const TextStyle& style, Rgba color, const std::string& language,
                            Growth growth) {
  const TextLayout& layout = impl_->lay_out(text, style, rect.w, language, growth);
  const float height = TextEngine::size(layout).h;
  return impl_->paint_text({rect.x, rect.y + (rect.h - height) / 2, rect.w, height}, layout, color);
}

bool Ui::last_text_truncated() const { return impl_->text_truncated; }

void Ui::icon(std::string_view name, Rect rect, Rgba color, float stroke) {
  const Impl& self = *impl_;
  if (self.list == nullptr || name.empty()) return;
  const PxRect px = self.to_px(rect);
  const auto file = self.resources.assets_folder / "icons" / (std::string(name) + ".svg");
  const Texture& texture = self.pictures->icon(file, static_cast<int>(px.height()), stroke);
  if (texture.id == 0) return;
  const bool flip = self.mirrored && turns(name);
  const float right = px.left + static_cast<float>(texture.width_px);
  const float bottom = px.top + static_cast<float>(texture.height_px);
  self.list->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture.id)), {px.left, px.top},
                      {right, bottom}, {flip ? 1.0F : 0.0F, 0}, {flip ? 0.0F : 1.0F, 1}, self.ink(color));
}

// The path of icons/check.svg, so that it can be drawn stroke by stroke.
void Ui::check_mark(Rect rect, Rgba color, float stroke, float share) {
  const Impl& self = *impl_;
  if (self.list == nullptr || share <= 0) return;
  if (share >= 1) {
    icon("check", rect, color, stroke);
    return;
  }
  constexpr std::array<Point, 3> path{{{5, 12.5F}, {9.6F, 17}, {19, 7.5F}}};
  constexpr float box = 24;
  const PxRect px = self.to_px(rect);
  const auto place = [&](Point p) { return ImVec2(px.left + p.x * px.width() / box, px.top + p.y * px.height() / box); };
  const float first = std::hypot(path[1].x - path[0].x, path[1].y - path[0].y);
  const float second = std::hypot(path[2].x - path[1].x, path[2].y - path[1].y);
  const float drawn = share * (first + second);
  const auto along = [](Point a, Point b, float t) { return Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; };
  std::vector<ImVec2> points{place(path[0]), place(along(path[0], path[1], std::min(1.0F, drawn / first)))};
  if (drawn > first) points.push_back(place(along(path[1], path[2], (drawn - first) / second)));
  const float width = stroke * px.width() / box;
  self.list->AddPolyline(points.data(), static_cast<int>(points.size()), self.ink(color), 0, width);
  for (const ImVec2& joint : points) self.list->AddCircleFilled(joint, width / 2, self.ink(color), 16);
}

void Ui::picture(const std::filesystem::path& svg, Rect rect, Fit fit, float radius) {
  const Impl& self = *impl_;
  if (self.list == nullptr) return;
  const PxRect px = self.to_px(rect);
  if (px.width() < 1 || px.height() < 1) return;
  const Texture& texture =
      self.pictures->picture(svg, static_cast<int>(px.width()), static_cast<int>(px.height()), fit, *self.theme);
  if (texture.id == 0) return;
  const float left = std::floor(px.left + (px.width() - static_cast<float>(texture.width_px)) / 2);
  const float top = std::floor(px.top + (px.height() - static_cast<float>(texture.height_px)) / 2);
  self.list->AddImageRounded(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture.id)), {left, top},
                             {left + static_cast<float>(texture.width_px), top + static_cast<float>(texture.height_px)}, {0, 0},
                             {1, 1}, self.ink(0xFFFFFFFF), self.px(radius));
}

}  // namespace countersign::ui
