#pragma once
// The real kiosk in a real window, used from outside: its semantic tree through --dump-ui, fingers and keys through XTest.
// Targets are found by role and name, as a person finds them.

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"

struct _XDisplay;

namespace countersign::journeys {

class Kiosk {
 public:
  enum class Screen { window, full };
  // Starts the program on `data`; throws std::runtime_error with what it printed if no first screen comes.
  Kiosk(const std::filesystem::path& program, const std::filesystem::path& data, Screen size = Screen::window);
  ~Kiosk();
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  // --- what is on the screen (after it has settled) ---
  Json screen();  // the one element of "screens"
  std::string screen_name();
  bool shows(const std::string& role, const std::string& name);
  bool shows_text(const std::string& part);  // in any name or value
  std::string all_text();

  // --- fingers and keys ---
  void tap(const std::string& role, const std::string& name, int nth = 0);
  void tap_id(const std::string& id);
  bool try_tap_id(const std::string& id);
  void drag(const std::string& id, const std::vector<std::pair<double, double>>& points_u);
  void type_digits(const std::string& digits);  // on the pad, one tap each
  void key(unsigned long keysym);
  // Moves the focus with Tab, as somebody without a pointer does, and presses Enter on the target.
  void press_by_keys(const std::string& id);
  void type(const std::string& words);         // letters, digits, '-' and space, on a real keyboard
  void hold_corner(int ms);                    // the top corner where a title begins
  void read_badge(const std::string& digits);  // a burst of keys and Enter
  // Draws until the screen's name starts with `name`; throws after ten seconds.
  void expect_screen(const std::string& name);
  void expect(const std::function<bool()>& holds, const std::string& what);

  // --- time and death ---
  void advance(int ms);  // the kiosk's clock
  void kill_hard();      // SIGKILL
  void ask_to_close();   // as a window manager would
  int close();           // the same, and waits; gives the exit code
  int wait_for_end();    // gives the exit code
  bool running();
  pid_t program() const { return pid_; }

 private:
  void start(const std::filesystem::path& program, std::vector<std::string> arguments);
  Json read_dump();
  void settle();
  Json find(const std::function<bool(const Json&)>& fits, int nth);
  void press_at(double x, double y);
  void move_to(double x, double y);
  void button(bool down);
  void tap_node(const Json& node);
  void scroll_to(const std::string& id);

  pid_t pid_ = -1;
  int to_kiosk_ = -1;
  int from_kiosk_ = -1;
  int settles_ = 0;
  std::filesystem::path dump_;
  _XDisplay* display_ = nullptr;
};

}  // namespace countersign::journeys
