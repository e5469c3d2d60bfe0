// The frame: what changed, what came in, and what is left to do when everything is drawn.

#include "kiosk/ui/ui.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/impl.hpp"

namespace countersign::ui {
namespace {

constexpr float short_window_u = 640;
constexpr float rail_from_u = 700;
constexpr float two_panes_from_u = 1400;
constexpr float enter_from_u = 24;

bool writes_right_to_left(const Language& language) {
  const std::string tag = language.value.substr(0, 2);
  return tag == "ar" || tag == "he" || tag == "fa" || tag == "ur";
}

bool same_arrangement(const FrameSpec& a, const FrameSpec& b) {
  return a.language == b.language && a.theme == b.theme && a.text_scale == b.text_scale && a.width_px == b.width_px &&
         a.height_px == b.height_px && a.px_per_u == b.px_per_u;
}

}  // namespace

Ui::Impl::Impl(const Resources& all, Painting painting_mode)
    : resources(all), painting(painting_mode), text(all.themes, (all.assets_folder / "fonts.conf").string()) {
  if (painting == Painting::on) pictures = std::make_unique<Pictures>(resources.svgs);
}

Ui::Ui(const Resources& resources, Painting painting) : impl_(std::make_unique<Impl>(resources, painting)) {}
Ui::~Ui() = default;

void Ui::begin_frame(const FrameSpec& spec, const std::vector<Input>& input) {
  Impl& self = *impl_;
  const bool screen_changes = self.had_frame && spec.screen != self.spec.screen;
  if (!self.had_frame || screen_changes || !same_arrangement(spec, self.spec)) self.settle = settle_frames;
  self.spec = spec;
  self.theme = &self.resources.themes.themes.at(spec.theme);
  self.mirrored = writes_right_to_left(spec.language);
  if (screen_changes) self.change_screen();
  self.begin_input(input);
  self.begin_lists();
  self.motion.begin_frame(spec.now, spec.reduced_motion);
  self.had_frame = true;
  self.entering_alpha = enter_alpha();
  if (!spec.cleared) fill(window(), color(Role::surface));
}

void Ui::Impl::change_screen() {
  screen_changed = spec.now;
  screen_guard = spec.now;
  touch.drop();
  scrolls.clear();
  memories.clear();
  keyboard = {};
  signature = {};
  focus.clear();
  dialog.clear();
  key_pressed.clear();
  targets.clear();
  areas.clear();
}

void Ui::Impl::begin_input(const std::vector<Input>& input) {
  touch.begin_frame();
  selected.reset();
  back_pressed = false;
  focus_moved = false;
  page_keys = 0;
  typed.clear();
  queue.add(input);
  if (!input.empty() || !queue.empty()) settle = settle_frames;
  last_targets.swap(targets);
  last_areas.swap(areas);
  for (const Input& one : queue.take()) hear(one);
}

void Ui::Impl::begin_lists() {
  targets.clear();
  areas.clear();
  nodes.clear();
  node_ids.clear();
  press_ids.clear();
  words_ids.clear();
  reminders.clear();
  alphas.clear();
  clips.clear();
  backgrounds.clear();
  dialog_seen.clear();
  section = Section::content;
  text_clip.reset();
  foot = 0;
  inert = false;
  coming_in = false;
  for (auto& [id, scroll] : scrolls) scroll.seen = false;
  list = painting == Painting::on ? imgui_186::screen_list() : nullptr;
}

void Ui::end_frame() {
  Impl& self = *impl_;
  self.coming_in = false;
  std::erase_if(self.scrolls, [](const auto& entry) { return !entry.second.seen; });
  self.close_dialog_if_gone();
  self.publish_tree();
  self.mend_focus();
  self.motion.end_frame();
  if (self.painting == Painting::on) {
    self.text.end_frame();
    self.pictures->end_frame();
  }
  if (self.settle > 0) --self.settle;
}

bool Ui::input_waits() const { return !impl_->queue.empty(); }

bool Ui::wants_frame() const {
  const Impl& self = *impl_;
  return self.settle > 0 || !self.queue.empty() || self.motion.moving() || self.scroll_is_moving() || screen_is_entering();
}

std::optional<Instant> Ui::next_deadline() const {
  const auto& reminders = impl_->reminders;
  const auto first = std::min_element(reminders.begin(), reminders.end());
  return first == reminders.end() ? std::nullopt : std::optional(*first);
}

void Ui::Impl::remind(Instant when) {
  if (when > spec.now) reminders.push_back(when);
}

const FrameSpec& Ui::spec() const { return impl_->spec; }

Rect Ui::window() const {
  const FrameSpec& spec = impl_->spec;
  return {0, 0, static_cast<float>(spec.width_px) / spec.px_per_u, static_cast<float>(spec.height_px) / spec.px_per_u};
}

LayoutClass Ui::layout() const {
  using Columns = LayoutClass::Columns;
  const Rect all = window();
  const float columns_width = all.w / scale();
  LayoutClass result;
  result.portrait = all.h > all.w;
  result.short_window = all.h < short_window_u;
  result.big_text = impl_->spec.text_scale >= 160;
  result.columns = columns_width < rail_from_u         ? Columns::one
                   : columns_width <= two_panes_from_u ? Columns::rail
                                                       : Columns::two;
  return result;
}

float Ui::scale() const { return static_cast<float>(impl_->spec.text_scale) / 100; }
float Ui::scale_half() const { return 1 + (scale() - 1) / 2; }

float Ui::line(Style style) const {
  const assets::TypeStyle& type = impl_->resources.themes.style(style);
  return type.line_u * (type.grows_in_full ? scale() : scale_half());
}

Rgba Ui::color(Role role) const { return impl_->theme->color(role); }
const assets::Theme& Ui::theme() const { return *impl_->theme; }
const Resources& Ui::resources() const { return impl_->resources; }

std::string Ui::tr(std::string_view key, assets::Arguments arguments) const {
  return impl_->resources.strings.get(impl_->spec.language, key, arguments);
}

TextEngine& Ui::text_engine() { return impl_->text; }

bool Ui::screen_is_entering() const {
  const auto& changed = impl_->screen_changed;
  const int lasts = impl_->spec.reduced_motion ? reduced_fade_ms : screen_ms;
  return changed && impl_->spec.now - *changed < milliseconds(lasts);
}

float Ui::enter_alpha() const {
  if (!screen_is_entering()) return 1;
  const auto passed = static_cast<float>((impl_->spec.now - *impl_->screen_changed).count());
  return ease(passed / static_cast<float>(impl_->spec.reduced_motion ? reduced_fade_ms : screen_ms));
}

float Ui::enter_offset() const {
  if (impl_->spec.reduced_motion) return 0;
  return (1 - enter_alpha()) * enter_from_u * static_cast<float>(impl_->spec.screen_direction);
}

float Ui::animate(std::string_view id, float target, int duration_ms) { return impl_->motion.run(id, target, duration_ms, 0); }

float& Ui::memory(std::string_view id) {
  auto found = impl_->memories.find(id);
  if (found == impl_->memories.end()) found = impl_->memories.emplace(std::string(id), 0.0F).first;
  return found->second;
}

}  // namespace countersign::ui
