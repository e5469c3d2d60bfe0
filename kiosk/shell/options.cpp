#include "kiosk/shell/options.hpp"

#include <CLI/CLI.hpp>

#include "base/version.hpp"

namespace countersign::shell {

namespace {

// "1280x800" with both parts from 1 to 20000.
std::optional<PairOf> parse_pair(const std::string& text) {
  constexpr int side_max = 20'000;
  PairOf out;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &out.w, &out.h, &rest) != 2) return std::nullopt;
  if (out.w < 1 || out.h < 1 || out.w > side_max || out.h > side_max) return std::nullopt;
  return out;
}

CLI::Validator pair_validator() {
  return {[](std::string& text) { return parse_pair(text) ? std::string() : "use WIDTHxHEIGHT, such as 1280x800"; }, "WxH"};
}

}  // namespace

ParsedOptions parse_options(int argc, char** argv) {
  ParsedOptions out;
  Options& options = out.options;
  std::string window;
  std::string panel;
  int text_scale = 0;
  CLI::App app{
      "The Countersign kiosk: learn the policy, decide, sign.\nExample: countersign-kiosk --data demo-data --window 1280x800"};
  app.set_version_flag("--version", version);
  app.add_option("--data", options.data, "data directory, made by countersign-admin init")->required();
  app.add_option("--window", window, "open a window of this size in pixels instead of the full screen")
      ->check(pair_validator());
  app.add_option("--panel-mm", panel, "the display's size in millimetres; goes before the calibration")
      ->check(pair_validator());
  app.add_option("--language", options.language, "language at the start, such as fr");
  app.add_option("--text-scale", text_scale, "text size in per cent")->check(CLI::IsMember({100, 160, 200}));
  app.add_option("--theme", options.theme, "colours")->check(CLI::IsMember({"light", "dark", "high-contrast"}));
  app.add_flag("--reduced-motion", options.reduced_motion, "fades instead of movement");
  app.add_flag("--check", options.check,
               "open no window: say whether the kiosk could start on this data (exit code 1: no, the data has faults; 3: this "
               "could not be found out)");
  app.add_option("--tour", options.tour, "play a whole session by itself and put pictures and ui.json here");
  app.add_option("--dump-ui", options.dump_ui, "write the semantic tree of the screen to this file after each settled frame");
  app.add_option("--assets", options.assets, "folder of the assets, if not beside the program");
  app.add_flag("--start-and-leave", options.start_and_leave,
               "for measuring: say \"ready\" after the first full screen and close");
  app.add_flag("--count-frames", options.count_frames, "for measuring: print a line for each frame drawn");
#ifdef COUNTERSIGN_TEST_HOOKS
  app.add_flag("--test-control", options.test_control, "test builds: read \"advance MS\" lines from standard input");
#endif
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    constexpr int wrong_use = 2;
    out.exit_code = app.exit(error) == 0 ? 0 : wrong_use;
    return out;
  }
  options.window_px = parse_pair(window);
  options.panel_mm = parse_pair(panel);
  if (text_scale != 0) options.text_scale = text_scale;
  return out;
}

}  // namespace countersign::shell
