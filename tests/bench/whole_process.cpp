// bench_whole KIOSK BARE DATA PAGE.html [CHROMIUM]: start, memory, idle and touch, of whole programs on a virtual screen.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <thread>

#include "base/file.hpp"
#include "base/json.hpp"
#include "tests/bench/process.hpp"
#include "tests/bench/screen_watch.hpp"

using namespace countersign;
using namespace countersign::bench;
using namespace std::chrono_literals;

namespace {

constexpr int width = 1920;
constexpr int height = 1080;
constexpr int starts = 9;
constexpr int touches = 60;

std::vector<std::string> kiosk_arguments(const std::string& kiosk, const std::string& data) {
  return {kiosk, "--data", data, "--window", "1920x1080", "--panel-mm", "476x268"};
}

double start_ms(const std::vector<std::string>& argv) {
  Process process(argv);
  process.line();
  return ms_since(process.started());
}

double median_start(const std::vector<std::string>& argv) {
  start_ms(argv);  // warms the caches
  std::vector<double> all;
  for (int i = 0; i < starts; ++i) all.push_back(start_ms(argv));
  return quantile(all, 0.5);
}

void start_against_bare(const std::string& kiosk, const std::string& bare, const std::string& data) {
  auto argv = kiosk_arguments(kiosk, data);
  argv.push_back("--start-and-leave");
  const double ours = median_start(argv);
  const double reference = median_start({bare, std::to_string(width), std::to_string(height)});
  figure("start_against_bare_window", ours / reference, "x", 1.3);
  detail("kiosk", ours, "ms");
  detail("bare window", reference, "ms");
}

// Until the pixels of the hero panel and of the big button are those of the first screen.
double painted_ms(ScreenWatch& watch, const Process& process, int x, int y, std::uint32_t color) {
  const auto near = [&] {
    const std::uint32_t seen = watch.pixel(x, y);
    int far = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8)
      far = std::max(far, std::abs(static_cast<int>((seen >> shift) & 255U) - static_cast<int>((color >> shift) & 255U)));
    return far < 24;
  };
  watch.wait_until(near, 60'000);
  return ms_since(process.started());
}

struct Seen {
  double start_ms = 0;
  double pss_mib = 0;
};

Seen first_screen(ScreenWatch& watch, const std::vector<std::string>& argv, int x, int y, std::uint32_t color) {
  Process process(argv);
  Seen out;
  out.start_ms = painted_ms(watch, process, x, y, color);
  std::this_thread::sleep_for(2s);
  out.pss_mib = process.pss_mib();
  return out;
}

void against_chromium(const std::string& kiosk, const std::string& data, const std::string& page, const std::string& chromium) {
  ScreenWatch watch;
  constexpr std::uint32_t button = 0x0A50A9;  // in the lower half of "Touch to start", on both
  const int x = 320;
  const int y = 740;
  const auto profile = std::filesystem::temp_directory_path() / "countersign-bench-profile";
  const std::vector<std::string> browser{chromium,
                                         "--kiosk",
                                         "--no-sandbox",
                                         "--no-first-run",
                                         "--disable-gpu",
                                         "--disable-background-networking",
                                         "--disable-component-update",
                                         "--disable-sync",
                                         "--disable-quic",
                                         "--window-position=0,0",
                                         "--window-size=1920,1080",
                                         "--user-data-dir=" + profile.string(),
                                         "file://" + page};
  first_screen(watch, browser, x, y, button);
  std::vector<double> theirs, their_memory, ours, our_memory;
  for (int i = 0; i < 5; ++i) {
    const Seen them = first_screen(watch, browser, x, y, button);
    theirs.push_back(them.start_ms);
    their_memory.push_back(them.pss_mib);
    std::this_thread::sleep_for(1s);
    const Seen us = first_screen(watch, kiosk_arguments(kiosk, data), x, y, button);
    ours.push_back(us.start_ms);
    our_memory.push_back(us.pss_mib);
    std::this_thread::sleep_for(1s);
  }
  std::filesystem::remove_all(profile);
  figure("start_against_chromium", quantile(ours, 0.5) / quantile(theirs, 0.5), "x", 0.5);
  detail("kiosk", quantile(ours, 0.5), "ms");
  detail("chromium", quantile(theirs, 0.5), "ms");
  figure("memory_against_chromium", quantile(our_memory, 0.5) / quantile(their_memory, 0.5), "x", 0.27);
  detail("kiosk", quantile(our_memory, 0.5), "MiB PSS");
  detail("chromium", quantile(their_memory, 0.5), "MiB PSS");
}

unsigned frames_of(const std::filesystem::path& dump) {
  const auto text = read_file(dump, 16U * 1024 * 1024);
  const Json json = text ? Json::parse(*text, nullptr, false) : Json();
  return json.is_object() ? json.value("seq", 0U) : 0U;
}

void idle(const std::string& kiosk, const std::string& data) {
  auto argv = kiosk_arguments(kiosk, data);
  argv.push_back("--count-frames");
  Process process(argv);
  process.line();
  std::this_thread::sleep_for(5s);  // the full check of the ledger ends
  process.lines_waiting();
  const double cpu_before = process.cpu_s();
  std::this_thread::sleep_for(60s);
  const double cpu = process.cpu_s() - cpu_before;
  if (!process.running()) throw NotMeasured(kiosk + " ended while it was idle");
  figure("idle_frames_in_60_s", process.lines_waiting(), "frames", 0);
  figure("idle_cpu_in_60_s", cpu, "s", 0.05);
}

void touch(const std::string& kiosk, const std::string& data) {
  ScreenWatch watch;
  const auto dump = std::filesystem::temp_directory_path() / "countersign-bench-ui.json";
  std::filesystem::remove(dump);
  auto argv = kiosk_arguments(kiosk, data);
  argv.insert(argv.end(), {"--dump-ui", dump.string()});
  Process process(argv);
  while (frames_of(dump) == 0) {
    if (!process.running()) throw NotMeasured(kiosk + " ended before its first screen");
    std::this_thread::sleep_for(50ms);
  }
  std::this_thread::sleep_for(1s);
  Json target;
  const Json screen = Json::parse(*read_file(dump, 16U * 1024 * 1024)).at("screens").at(0);
  for (const Json& node : screen.at("nodes"))
    if (node.at("id") == "start") target = node.at("rect_px");
  const int x = static_cast<int>(target[0].get<double>() + 40);
  const int y = static_cast<int>(target[1].get<double>() + target[3].get<double>() / 2);
  std::vector<double> all;
  for (int i = 0; i < touches; ++i) {
    watch.move(x, y);
    std::this_thread::sleep_for(400ms);
    const auto before = watch.look(x - 10, y - 10, 20, 20);
    watch.press();
    all.push_back(watch.wait_until([&] { return watch.look(x - 10, y - 10, 20, 20) != before; }, 2000));
    watch.move(x, y - 400);  // slides off, so that nothing is activated
    std::this_thread::sleep_for(100ms);
    watch.release();
  }
  std::filesystem::remove(dump);
  figure("touch_to_pixel_p95", quantile(all, 0.95), "ms", 50);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return std::fprintf(stderr, "usage: bench_whole KIOSK BARE DATA PAGE [CHROMIUM]\n"), 2;
  return exit_code_of([&] {
    start_against_bare(argv[1], argv[2], argv[3]);
    touch(argv[1], argv[3]);
    if (argc > 5) against_chromium(argv[1], argv[3], argv[4], argv[5]);
    idle(argv[1], argv[3]);
  });
}
