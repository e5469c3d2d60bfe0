#include "tests/journeys/kiosk.hpp"

#include "base/file.hpp"  // before Xlib, whose macros take the name Status

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

namespace countersign::journeys {

namespace {

using namespace std::chrono_literals;

// A sanitizer build under software rendering is slow; a hang is still a failure.
constexpr auto patience = 30s;
constexpr auto look_again = 10ms;
constexpr int past_repeat_ms = 400;  // a second touch of one target counts from 300 ms on
constexpr auto reader_pace = 4ms;    // a USB reader's; GLFW takes two presses of a key in one millisecond for one
constexpr std::size_t dump_bytes_max = 16U * 1024 * 1024;

bool has_state(const Json& node, const char* state) {
  for (const Json& each : node.at("state"))
    if (each == state) return true;
  return false;
}

// One connection for the whole program, not one for each kiosk: a server whose last client leaves may reset, and refuses
// whoever comes in that moment.
Display* display() {
  static const std::unique_ptr<Display, decltype(&XCloseDisplay)> opened(XOpenDisplay(nullptr), &XCloseDisplay);
  if (opened == nullptr) throw std::runtime_error("no X display: run under xvfb-run");
  return opened.get();
}

bool usable(const Json& node) { return !has_state(node, "hidden") && !has_state(node, "disabled"); }

}  // namespace

Kiosk::Kiosk(const std::filesystem::path& program, const std::filesystem::path& data, Screen size) {
  dump_ = data / "dump-ui.json";
  std::filesystem::remove(dump_);
  display_ = display();
  std::vector<std::string> all{program.string(), "--data",    data.string(),  "--panel-mm",
                               "339x212",        "--dump-ui", dump_.string(), "--test-control"};
  if (size == Screen::window) all.insert(all.end(), {"--window", "1280x800"});
  start(program, std::move(all));
  expect([&] { return !read_dump().is_null(); }, "a first screen");
}

void Kiosk::start(const std::filesystem::path& program, std::vector<std::string> arguments) {
  int ends[2];
  int answers[2];
  if (::pipe2(ends, O_CLOEXEC) != 0 || ::pipe2(answers, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(ends[0], 0);
    ::dup2(answers[1], 1);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  ::close(ends[0]);
  ::close(answers[1]);
  to_kiosk_ = ends[1];
  from_kiosk_ = answers[0];
}

Kiosk::~Kiosk() {
  if (running()) {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(to_kiosk_);
  ::close(from_kiosk_);
  button(false);  // a journey that failed may have left the finger down
}

bool Kiosk::running() {
  if (pid_ < 0) return false;
  if (::waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

Json Kiosk::read_dump() {
  const auto text = read_file(dump_, dump_bytes_max);
  return text ? Json::parse(*text, nullptr, false) : Json();
}

// Everything sent so far has been drawn and saved once the kiosk answers with this request's number.
void Kiosk::settle() {
  const std::string number = std::to_string(++settles_);
  const std::string line = "settle " + number + "\n";
  if (::write(to_kiosk_, line.data(), line.size()) < 0) throw std::runtime_error("the kiosk does not listen");
  const std::string wanted = "settled " + number;
  std::string answer;
  const auto until = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < until) {
    pollfd waiting{from_kiosk_, POLLIN, 0};
    if (::poll(&waiting, 1, 200) <= 0) continue;
    char c = 0;
    if (::read(from_kiosk_, &c, 1) != 1) throw std::runtime_error("the kiosk ended");
    if (c != '\n')
      answer += c;
    else if (answer == wanted)
      return;
    else
      answer.clear();
  }
  throw std::runtime_error("the screen never settles");
}

Json Kiosk::screen() {
  settle();
  return read_dump().at("screens").at(0);
}

std::string Kiosk::screen_name() { return screen().at("name").get<std::string>(); }

std::string Kiosk::all_text() {
  std::string out;
  const Json now = screen();
  for (const Json& node : now.at("nodes")) {
    if (has_state(node, "hidden")) continue;
    out += node.at("name").get<std::string>() + "\n" + node.at("value").get<std::string>() + "\n";
  }
  return out;
}

bool Kiosk::shows(const std::string& role, const std::string& name) {
  const Json now = screen();
  return std::any_of(now.at("nodes").begin(), now.at("nodes").end(), [&](const Json& node) {
    return node.at("role") == role && node.at("name") == name && !has_state(node, "hidden");
  });
}

bool Kiosk::shows_text(const std::string& part) { return all_text().find(part) != std::string::npos; }

void Kiosk::expect(const std::function<bool()>& holds, const std::string& what) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (!running()) throw std::runtime_error("the kiosk ended while waiting for " + what);
    if (std::chrono::steady_clock::now() > until)
      throw std::runtime_error("waited in vain for " + what + "; on the screen: " + read_dump().dump().substr(0, 4000));
    std::this_thread::sleep_for(look_again);
  }
}

void Kiosk::expect_screen(const std::string& name) {
  expect([&] { return screen_name().rfind(name, 0) == 0; }, "the screen " + name);
}

Json Kiosk::find(const std::function<bool(const Json&)>& fits, int nth) {
  const Json now = screen();
  for (const Json& node : now.at("nodes"))
    if (usable(node) && fits(node) && nth-- == 0) return node;
  return {};
}

void Kiosk::tap(const std::string& role, const std::string& name, int nth) {
  Json node;
  const auto fits = [&](const Json& each) { return each.at("role") == role && each.at("name") == name; };
  expect([&] { return !(node = find(fits, nth)).is_null(); }, role + " \"" + name + "\"");
  scroll_to(node.at("id").get<std::string>());
  tap_node(find(fits, nth));
}

void Kiosk::tap_id(const std::string& id) {
  expect([&] { return !find([&](const Json& node) { return node.at("id") == id; }, 0).is_null(); }, "the target " + id);
  scroll_to(id);
  tap_node(find([&](const Json& node) { return node.at("id") == id; }, 0));
}

bool Kiosk::try_tap_id(const std::string& id) {
  if (find([&](const Json& node) { return node.at("id") == id; }, 0).is_null()) return false;
  tap_id(id);
  return true;
}

void Kiosk::tap_node(const Json& node) {
  advance(past_repeat_ms);
  const auto& rect = node.at("rect_px");
  const auto& clip = node.at("clip_px");
  const double top = std::max(rect[1].get<double>(), clip[1].get<double>());
  const double bottom = std::min(rect[1].get<double>() + rect[3].get<double>(), clip[1].get<double>() + clip[3].get<double>());
  press_at(rect[0].get<double>() + rect[2].get<double>() / 2, (top + bottom) / 2);
}

// Drags the scroll area that holds the target until it can be seen.
void Kiosk::scroll_to(const std::string& id) {
  for (int turn = 0; turn < 30; ++turn) {
    const Json node = find([&](const Json& each) { return each.at("id") == id; }, 0);
    if (node.is_null() || !node.value("scrolls", false)) return;
    const double y = node.at("rect_px")[1].get<double>();
    const double h = node.at("rect_px")[3].get<double>();
    const double top = node.at("clip_px")[1].get<double>();
    const double height = node.at("clip_px")[3].get<double>();
    if (y >= top - 1 && y + h <= top + height + 1) return;
    const double x = node.at("clip_px")[0].get<double>() + node.at("clip_px")[2].get<double>() / 2;
    const double way = y < top ? std::min(top - y + 20, height * 0.6) : -std::min(y + h - top - height + 20, height * 0.6);
    const double from = top + height / 2 - way / 2;
    move_to(x, from);
    button(true);
    for (int step = 1; step <= 10; ++step) {
      move_to(x, from + way * step / 10);
      std::this_thread::sleep_for(look_again);
    }
    advance(300);
    move_to(x, from + way);
    button(false);
  }
}

void Kiosk::press_at(double x, double y) {
  move_to(x, y);
  button(true);
  settle();
  button(false);
}

void Kiosk::move_to(double x, double y) {
  XTestFakeMotionEvent(display_, -1, static_cast<int>(x), static_cast<int>(y), CurrentTime);
  XSync(display_, False);
}

void Kiosk::button(bool down) {
  XTestFakeButtonEvent(display_, 1, down ? True : False, CurrentTime);
  XSync(display_, False);
  std::this_thread::sleep_for(look_again);
}

void Kiosk::drag(const std::string& id, const std::vector<std::pair<double, double>>& points_u) {
  scroll_to(id);
  const double scale = screen().at("px_per_u").get<double>();
  const Json node = find([&](const Json& each) { return each.at("id") == id; }, 0);
  if (node.is_null() || points_u.empty()) throw std::runtime_error("nothing to draw on: " + id);
  const double x = node.at("rect_px")[0].get<double>();
  const double y = node.at("rect_px")[1].get<double>();
  advance(past_repeat_ms);
  move_to(x + points_u.front().first * scale, y + points_u.front().second * scale);
  button(true);
  for (const auto& [dx, dy] : points_u) {
    move_to(x + dx * scale, y + dy * scale);
    std::this_thread::sleep_for(3ms);
  }
  button(false);
}

void Kiosk::type_digits(const std::string& digits) {
  for (const char digit : digits) tap("button", std::string(1, digit));
}

void Kiosk::key(unsigned long keysym) {
  const KeyCode code = XKeysymToKeycode(display_, keysym);
  XTestFakeKeyEvent(display_, code, True, CurrentTime);
  XTestFakeKeyEvent(display_, code, False, CurrentTime);
  XSync(display_, False);
  std::this_thread::sleep_for(reader_pace);
}

void Kiosk::press_by_keys(const std::string& id) {
  constexpr int targets_max = 60;
  const auto is_on = [&] {
    const Json screen_now = screen();
    for (const Json& node : screen_now.at("nodes"))
      if (node.at("id") == id && has_state(node, "focused")) return true;
    return false;
  };
  for (int at = 0; at < targets_max && !is_on(); ++at) key(XK_Tab);
  if (!is_on()) throw std::runtime_error("no key leads to " + id + " on " + screen_name());
  key(XK_Return);
}

void Kiosk::type(const std::string& words) {
  const KeyCode shift = XKeysymToKeycode(display_, XK_Shift_L);
  for (const char sign : words) {
    const bool capital = sign >= 'A' && sign <= 'Z';
    if (capital) XTestFakeKeyEvent(display_, shift, True, CurrentTime);
    key(sign == '-' ? XK_minus : sign == ' ' ? XK_space : static_cast<unsigned long>(sign));
    if (capital) XTestFakeKeyEvent(display_, shift, False, CurrentTime);
  }
}

void Kiosk::hold_corner(int ms) {
  move_to(2, 2);
  button(true);
  advance(ms);
  button(false);
}

void Kiosk::read_badge(const std::string& digits) {
  for (const char digit : digits) key(static_cast<unsigned long>(digit));
  key(XK_Return);
}

void Kiosk::advance(int ms) {
  const std::string line = "advance " + std::to_string(ms) + "\n";
  if (::write(to_kiosk_, line.data(), line.size()) < 0) throw std::runtime_error("the kiosk does not listen");
  settle();
}

void Kiosk::kill_hard() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void Kiosk::ask_to_close() {
  // The only top-level window on this display that has our name is the kiosk's.
  Window root = 0;
  Window parent = 0;
  Window* children = nullptr;
  unsigned count = 0;
  XQueryTree(display_, DefaultRootWindow(display_), &root, &parent, &children, &count);
  for (unsigned i = 0; i < count; ++i) {
    XClientMessageEvent message{};
    message.type = ClientMessage;
    message.window = children[i];
    message.message_type = XInternAtom(display_, "WM_PROTOCOLS", False);
    message.format = 32;
    message.data.l[0] = static_cast<long>(XInternAtom(display_, "WM_DELETE_WINDOW", False));
    XSendEvent(display_, children[i], False, NoEventMask, reinterpret_cast<XEvent*>(&message));
  }
  XFree(children);
  XSync(display_, False);
}

int Kiosk::close() {
  ask_to_close();
  return wait_for_end();
}

int Kiosk::wait_for_end() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace countersign::journeys
