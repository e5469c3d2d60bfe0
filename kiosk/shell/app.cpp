#include "kiosk/shell/app.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>

#include "kiosk/ui/gl_texture.hpp"

namespace countersign::shell {

namespace {

constexpr int settle_frames = 3;  // a changed screen measures itself on the first frame and moves on the second
constexpr milliseconds corner_hold{3000};
constexpr float corner_mm = 15;

assets::ThemeName theme_of(flow::ThemeChoice choice) {
  switch (choice) {
    case flow::ThemeChoice::dark:
      return assets::ThemeName::dark;
    case flow::ThemeChoice::high_contrast:
      return assets::ThemeName::high_contrast;
    case flow::ThemeChoice::light:
      break;
  }
  return assets::ThemeName::light;
}

void start_imgui() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplOpenGL3_Init("#version 150");
  ImGui_ImplOpenGL3_NewFrame();
  ui::fill_from_one_texel();
}

// A mouse that only hovers changes nothing, so it is no reason to draw.
bool is_hover(const ui::Input& input, bool pressed) {
  const auto* pointer = std::get_if<ui::PointerInput>(&input);
  return pointer != nullptr && pointer->kind == ui::PointerInput::Kind::move && !pressed;
}

}  // namespace

App::App(Window& window, const Loaded& loaded, const flow::World& world, EffectRunner& runner, Clock& clock)
    : window_(window), world_(world), runner_(runner), clock_(clock), settings_(loaded.settings) {
  start_imgui();
  ui_ = std::make_unique<ui::Ui>(loaded.resources);
  state_ = flow::start(world_, clock_.now());
  if (loaded.fault) state_.screen = *loaded.fault;
  px_per_u_ = window_.px_per_mm(settings_.px_per_mm) / ui::u_per_mm;
  settle_ = settle_frames;
}

App::~App() {
  ui_.reset();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}

bool App::wants_frame() const { return settle_ > 0 || ui_->wants_frame(); }

bool App::full_screen_shown() const {
  glFinish();
  return frames_drawn_ > 0 && !ui_->screen_is_entering();
}

std::optional<Instant> App::next_deadline() const {
  std::optional<Instant> first = flow::next_deadline(world_, state_, clock_.now().instant);
  const auto sooner = [&](std::optional<Instant> other) {
    if (other && (!first || *other < *first)) first = other;
  };
  sooner(ui_->next_deadline());
  if (corner_since_) sooner(*corner_since_ + corner_hold);
  return first;
}

void App::dispatch(const flow::Event& event) {
  apply(event);
  settle_ = settle_frames;
}

void App::apply(const flow::Event& event) {
  const flow::Now now = clock_.now();
  flow::Step step = flow::update(world_, std::move(state_), event, now);
  state_ = std::move(step.state);
  for (const flow::Effect& effect : step.effects) {
    if (std::holds_alternative<flow::CloseKiosk>(effect))
      closing_ = true;
    else
      runner_.run(effect, now);
    if (const auto* calibration = std::get_if<flow::SaveCalibration>(&effect))
      px_per_u_ = calibration->px_per_mm / ui::u_per_mm;
  }
}

void App::take_answers() {
  for (const flow::Event& event : runner_.take_events()) dispatch(event);
}

// Not a reason to draw by itself, unless it woke a terminal that slept through the end of a session.
void App::take_touch() {
  const std::size_t screen = state_.screen.index();
  apply(flow::Touched{});
  if (state_.screen.index() != screen) settle_ = settle_frames;
}

void App::take_incoming(const Incoming& incoming) {
  if (incoming.touched) {
    take_touch();
    if (state_.disk_low) runner_.look_at_disk();
  }
  if (incoming.close_asked && !window_.full_screen()) closing_ = true;
  for (const std::string& badge : incoming.badges) dispatch(flow::BadgeRead{badge});
  if (incoming.unreadable_badge) dispatch(flow::BadgeUnreadable{});
  if (incoming.exposed) settle_ = settle_frames;
  follow_corner(incoming.inputs);
  const auto due = flow::next_deadline(world_, state_, clock_.now().instant);
  if (due && *due <= clock_.now().instant) tick();
}

// Of the count-down only a number changes: that needs one frame a second, and nothing to be measured anew.
void App::tick() {
  const auto counts = [this] { return std::holds_alternative<flow::InactivityDialog>(state_.overlay); };
  const bool counted = counts();
  apply(flow::Tick{});
  settle_ = counted && counts() ? std::max(settle_, 1) : settle_frames;
}

void App::follow_corner(const std::vector<ui::Input>& inputs) {
  const float side_px = corner_mm * ui::u_per_mm * px_per_u_;
  for (const ui::Input& input : inputs) {
    const auto* pointer = std::get_if<ui::PointerInput>(&input);
    if (pointer == nullptr) continue;
    const bool inside = pointer->at_px.x < side_px && pointer->at_px.y < side_px;
    if (pointer->kind == ui::PointerInput::Kind::press && inside) corner_since_ = pointer->when;
    if (pointer->kind == ui::PointerInput::Kind::release || !inside) corner_since_.reset();
  }
  if (corner_since_ && clock_.now().instant - *corner_since_ >= corner_hold) {
    corner_since_.reset();
    dispatch(flow::CornerHeld{});
  }
}

bool App::frame(const Incoming& incoming) {
  take_answers();
  take_incoming(incoming);
  bool reason = wants_frame();
  bool pressed = ImGui::GetIO().MouseDown[0];
  for (const ui::Input& input : incoming.inputs) {
    if (const auto* pointer = std::get_if<ui::PointerInput>(&input); pointer && pointer->kind == ui::PointerInput::Kind::press)
      pressed = true;
    reason = reason || !is_hover(input, pressed);
    if (const auto* pointer = std::get_if<ui::PointerInput>(&input);
        pointer && pointer->kind == ui::PointerInput::Kind::release)
      pressed = false;
  }
  ImGui::GetIO().MouseDown[0] = pressed;
  const auto due = ui_->next_deadline();
  reason = reason || (due && *due <= clock_.now().instant);
  if (!reason) return false;
  draw(incoming.inputs);
  if (ui_->input_waits()) draw({});  // what was not shown would have been seen for no time
  if (!only_captures_) window_.swap();
  return true;
}

ui::FrameSpec App::spec() const {
  const PairOf size = window_.framebuffer_px();
  ui::FrameSpec out;
  out.screen = view::screen_key(state_);
  out.screen_direction = state_.direction;
  out.language = state_.preferences.language;
  out.theme = theme_of(state_.preferences.theme);
  out.text_scale = state_.preferences.text_scale;
  out.reduced_motion = state_.preferences.reduced_motion;
  out.width_px = size.w;
  out.height_px = size.h;
  out.px_per_u = px_per_u_;
  if (const auto* calibration = std::get_if<flow::CalibrationScreen>(&state_.screen))
    out.px_per_u = calibration->px_per_mm / ui::u_per_mm;
  out.now = clock_.now().instant;
  out.cleared = true;
  return out;
}

void App::draw(const std::vector<ui::Input>& inputs) {
  if (settle_ > 0) --settle_;
  const ui::FrameSpec frame_spec = spec();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(frame_spec.width_px), static_cast<float>(frame_spec.height_px)};
  io.DeltaTime = 1.0F / 60.0F;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();

  std::vector<flow::Event> posted;
  const view::Post post = [&](flow::Event event) { posted.push_back(std::move(event)); };
  ui_->begin_frame(frame_spec, inputs);
  view::draw({*ui_, world_, state_, post, frame_spec.now});
  ui_->end_frame();

  ImGui::Render();
  const bool replaced_at_once = ui_->input_waits() && !inputs.empty();
  if (capturing_ || !(only_captures_ || replaced_at_once)) show(frame_spec);
  ++frames_drawn_;
  for (const flow::Event& event : posted) dispatch(event);
}

void App::show(const ui::FrameSpec& frame_spec) {
  const assets::Rgba surface = ui_->color(assets::Role::surface);
  const auto channel = [&](unsigned shift) { return static_cast<float>((surface >> shift) & 255U) / 255.0F; };
  glViewport(0, 0, frame_spec.width_px, frame_spec.height_px);
  glClearColor(channel(24), channel(16), channel(8), 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

Image App::capture() {
  capturing_ = true;
  draw({});
  capturing_ = false;
  Image out;
  const PairOf size = window_.framebuffer_px();
  out.width = size.w;
  out.height = size.h;
  const std::size_t row = static_cast<std::size_t>(size.w) * 4;
  std::vector<unsigned char> bottom_up(row * static_cast<std::size_t>(size.h));
  glReadPixels(0, 0, size.w, size.h, GL_RGBA, GL_UNSIGNED_BYTE, bottom_up.data());
  out.rgba.reserve(bottom_up.size());
  for (int y = size.h - 1; y >= 0; --y) {
    const auto* from = bottom_up.data() + row * static_cast<std::size_t>(y);
    out.rgba.insert(out.rgba.end(), from, from + row);
  }
  window_.swap();
  return out;
}

ui::Point App::center_px(const ui::Node& node) const {
  const ui::Rect seen = ui::intersect(node.rect, node.clip);
  const ui::Rect& rect = seen.w > 0 && seen.h > 0 ? seen : node.rect;
  return {rect.center().x * px_per_u_, rect.center().y * px_per_u_};
}

}  // namespace countersign::shell
