#include "kiosk/shell/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace countersign::shell {

namespace {

Window& self(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

void pointer_moved(GLFWwindow* window, double x, double y) { self(window).on_pointer(ui::PointerInput::Kind::move, x, y); }

void pointer_button(GLFWwindow* window, int button, int action, int) {
  if (button != GLFW_MOUSE_BUTTON_LEFT) return;
  double x = 0;
  double y = 0;
  glfwGetCursorPos(window, &x, &y);
  self(window).on_pointer(action == GLFW_PRESS ? ui::PointerInput::Kind::press : ui::PointerInput::Kind::release, x, y);
}

void key_pressed(GLFWwindow* window, int key, int, int action, int mods) {
  if (action == GLFW_RELEASE) return;
  self(window).on_key(key, (mods & GLFW_MOD_SHIFT) != 0);
}

void character_typed(GLFWwindow* window, unsigned character) { self(window).on_character(character); }

// Alt+F4 and a window manager's button: what they do is decided by the loop, never by GLFW.
void close_pressed(GLFWwindow* window) {
  glfwSetWindowShouldClose(window, GLFW_FALSE);
  self(window).on_close();
}

void must_draw(GLFWwindow* window) { self(window).on_refresh(); }
void size_changed(GLFWwindow* window, int, int) { self(window).on_refresh(); }

std::optional<int> digit_of(int key) {
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return key - GLFW_KEY_0;
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return key - GLFW_KEY_KP_0;
  return std::nullopt;
}

ui::Key function_of(int key, bool shift) {
  switch (key) {
    case GLFW_KEY_TAB:
      return shift ? ui::Key::previous : ui::Key::next;
    case GLFW_KEY_RIGHT:
      return ui::Key::next;
    case GLFW_KEY_LEFT:
      return ui::Key::previous;
    case GLFW_KEY_UP:
    case GLFW_KEY_PAGE_UP:
      return ui::Key::up;
    case GLFW_KEY_DOWN:
    case GLFW_KEY_PAGE_DOWN:
      return ui::Key::down;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return ui::Key::select;
    case GLFW_KEY_ESCAPE:
      return ui::Key::back;
    case GLFW_KEY_BACKSPACE:
      return ui::Key::backspace;
    default:
      return ui::Key::other;
  }
}

ReaderKey reader_key(int key, Instant when) {
  ReaderKey out;
  out.when = when;
  if (const auto digit = digit_of(key)) {
    out.kind = ReaderKey::Kind::digit;
    out.digit = *digit;
  } else if (key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER) {
    out.kind = ReaderKey::Kind::enter;
  } else if (key == GLFW_KEY_SEMICOLON || key == GLFW_KEY_F12) {
    out.kind = ReaderKey::Kind::prefix;  // the start sentinel of ISO/IEC 7811 track 2, or a function key
  }
  return out;
}

GLFWwindow* create_window(const Options& options) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  if (options.window_px) return glfwCreateWindow(options.window_px->w, options.window_px->h, "Countersign", nullptr, nullptr);
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return nullptr;
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  return glfwCreateWindow(mode->width, mode->height, "Countersign", monitor, nullptr);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const Options& options, const Clock& clock) {
  const Error no_display{ErrorCode::io, "no display could be opened", "",
                         "Start it in an X11 session, or with xvfb-run; OpenGL 3.2 is needed."};
  if (glfwInit() != GLFW_TRUE) return no_display;
  GLFWwindow* window = create_window(options);
  if (window == nullptr) {
    glfwTerminate();
    return no_display;
  }
  return std::unique_ptr<Window>(new Window(window, options, clock));
}

Window::Window(GLFWwindow* window, const Options& options, const Clock& clock)
    : window_(window), clock_(clock), panel_mm_(options.panel_mm), full_screen_(!options.window_px) {
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(window_, this);
  glfwSetCursorPosCallback(window_, pointer_moved);
  glfwSetMouseButtonCallback(window_, pointer_button);
  glfwSetKeyCallback(window_, key_pressed);
  glfwSetCharCallback(window_, character_typed);
  glfwSetWindowCloseCallback(window_, close_pressed);
  glfwSetWindowRefreshCallback(window_, must_draw);
  glfwSetFramebufferSizeCallback(window_, size_changed);
  if (full_screen_) glfwSetInputMode(window_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
  // With no window manager nobody else gives the window the keyboard, and so the badge reader.
  glfwFocusWindow(window_);
}

Window::~Window() {
  glfwDestroyWindow(window_);
  glfwTerminate();
}

// A frame that took long is no pause of the reader's: the keys of its time are heard only now. It counts as one short frame.
void Window::listen_again() {
  constexpr milliseconds frame_counts{20};
  const milliseconds away = clock_.now().instant - listened_;
  if (away > frame_counts) deaf_ += away - frame_counts;
}

Incoming Window::wait(std::optional<Instant> deadline) {
  listen_again();
  if (auto reader = badge_reader_.next_deadline()) {
    *reader = *reader + deaf_;
    if (!deadline || *reader < *deadline) deadline = reader;
  }
  if (!deadline) {
    glfwWaitEvents();
  } else {
    const auto left = *deadline - clock_.now().instant;
    if (left.count() > 0)
      glfwWaitEventsTimeout(static_cast<double>(left.count()) / 1000.0);
    else
      glfwPollEvents();
  }
  return take();
}

Incoming Window::poll() {
  listen_again();
  glfwPollEvents();
  return take();
}

Incoming Window::take() {
  listened_ = clock_.now().instant;
  use(badge_reader_.tick(listened_ + -deaf_));
  return std::exchange(incoming_, {});
}

PairOf Window::framebuffer_px() const {
  PairOf out;
  glfwGetFramebufferSize(window_, &out.w, &out.h);
  return out;
}

float Window::px_per_mm(std::optional<float> calibrated) const {
  constexpr float usual = 96.0F / 25.4F;
  constexpr float least = 2.0F;
  constexpr float most = 16.0F;
  if (panel_mm_) return static_cast<float>(framebuffer_px().w) / static_cast<float>(panel_mm_->w);
  if (calibrated) return *calibrated;  // it was held against the glass
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return usual;
  int width_mm = 0;
  int height_mm = 0;
  glfwGetMonitorPhysicalSize(monitor, &width_mm, &height_mm);
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  if (width_mm <= 0 || mode == nullptr) return usual;
  const float found = static_cast<float>(mode->width) / static_cast<float>(width_mm);
  return found < least || found > most ? usual : found;
}

void Window::swap() { glfwSwapBuffers(window_); }
void Window::wake() { glfwPostEmptyEvent(); }

void Window::on_pointer(ui::PointerInput::Kind kind, double x, double y) {
  incoming_.inputs.emplace_back(ui::PointerInput{kind, {static_cast<float>(x), static_cast<float>(y)}, clock_.now().instant});
  incoming_.touched = true;
}

void Window::on_key(int key, bool shift) {
  incoming_.touched = true;
  const Instant when = clock_.now().instant;
  const auto verdict = badge_reader_.key(reader_key(key, when + -deaf_));
  use(verdict);
  if (verdict.held) return;
  ui::KeyInput input;
  input.key = function_of(key, shift);
  input.when = when;
  incoming_.inputs.emplace_back(input);
}

void Window::on_character(char32_t character) {
  if (badge_reader_.hold(character)) return;  // a badge must never end up in a field
  ui::KeyInput input;
  input.character = character;
  input.when = clock_.now().instant;
  incoming_.inputs.emplace_back(input);
}

void Window::on_close() { incoming_.close_asked = true; }
void Window::on_refresh() { incoming_.exposed = true; }

void Window::use(const BadgeReader::Verdict& verdict) {
  release(verdict.released);
  if (verdict.badge) incoming_.badges.push_back(*verdict.badge);
  if (verdict.unreadable) incoming_.unreadable_badge = true;
}

void Window::release(const std::vector<ReaderKey>& keys) {
  for (const ReaderKey& key : keys) {
    const bool digit = key.kind == ReaderKey::Kind::digit;
    if (!digit && key.character == 0) continue;
    ui::KeyInput input;
    if (digit) input.digit = key.digit;
    input.character = key.character != 0 ? key.character : static_cast<char32_t>('0' + key.digit);
    input.when = clock_.now().instant;
    incoming_.inputs.emplace_back(input);
  }
}

}  // namespace countersign::shell
