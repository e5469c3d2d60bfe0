#pragma once
// The command line of countersign-kiosk.

#include <filesystem>
#include <optional>
#include <string>

namespace countersign::shell {

struct PairOf {
  int w = 0;
  int h = 0;
};

struct Options {
  std::filesystem::path data;
  std::optional<PairOf> window_px;  // none: full screen
  std::optional<PairOf> panel_mm;   // goes before the calibration; none: that, or what the monitor says
  std::string language;             // empty: settings.json
  std::optional<int> text_scale;
  std::string theme;
  bool reduced_motion = false;
  std::filesystem::path tour;  // output folder; empty: no tour
  std::filesystem::path dump_ui;
  std::filesystem::path assets;  // empty: found beside the program
  bool test_control = false;     // test builds: "advance MS" lines on standard input move the clock
  bool check = false;            // load everything, say what is wrong, leave
  bool start_and_leave = false;  // for measuring: says so and closes after the first full screen
  bool count_frames = false;     // for measuring: prints a line for each frame drawn
};

// Parses; on --help or wrong use prints and gives the exit code instead.
struct ParsedOptions {
  Options options;
  std::optional<int> exit_code;
};
ParsedOptions parse_options(int argc, char** argv);

}  // namespace countersign::shell
