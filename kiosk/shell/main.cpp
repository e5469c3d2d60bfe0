// countersign-kiosk: puts the rooms together. Exit codes as in docs/architecture.md.

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <future>
#include <iostream>
#include <thread>

#include "base/dumps.hpp"
#include "kiosk/shell/app.hpp"
#include "kiosk/shell/dump.hpp"
#include "kiosk/shell/tour.hpp"
#include "kiosk/shell/tour_copy.hpp"

namespace countersign::shell {
namespace {

constexpr int exit_done = 0;
constexpr int exit_problems = 1;
constexpr int exit_wrong_use = 2;
constexpr int exit_data = 3;
// A Monday morning; the tour's records carry it, so that two tours give the same.
constexpr WallTime tour_start{1'795'422'600'000, 0};
constexpr std::uint64_t tour_seed = 20'261'123;
constexpr milliseconds frame_interval{16};

int report(const Error& error) {
  std::fprintf(stderr, "countersign-kiosk: %s\n", error.text().c_str());
  return exit_data;
}

int report(const Problems& problems) {
  for (const auto& problem : problems) std::fprintf(stderr, "countersign-kiosk: %s\n", problem.text().c_str());
  return exit_data;
}

void say(const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

#ifdef COUNTERSIGN_TEST_HOOKS
// Journeys through the real window need not wait: "advance MS" moves the clock; "settle N" is answered with "settled N" once
// everything that came before has been drawn and saved.
void follow_test_control(std::atomic<std::int64_t>& advance_ms, std::atomic<std::int64_t>& settle_asked) {
  std::string word;
  std::int64_t number = 0;
  while (std::cin >> word >> number) {
    if (word == "advance") advance_ms += number;
    if (word == "settle") settle_asked = number;
    Window::wake();
  }
}
#endif

int run_loop(const Options& options, App& app, Window& window, Clock& clock, EffectRunner& runner) {
  unsigned dumped = 0;
  bool checking = false;
  std::atomic<std::int64_t> advance_ms{0};
  std::atomic<std::int64_t> settle_asked{0};
  std::int64_t settle_answered = 0;
#ifdef COUNTERSIGN_TEST_HOOKS
  if (options.test_control) std::thread(follow_test_control, std::ref(advance_ms), std::ref(settle_asked)).detach();
#endif
  Instant last_frame = clock.now().instant;
  while (!app.closing()) {
    const std::int64_t asked = settle_asked;  // before the wait: what came in earlier is then in `incoming`
    const auto usual = app.wants_frame() ? last_frame + frame_interval : app.next_deadline();
    const auto deadline = asked != settle_answered ? clock.now().instant : usual;
    const Incoming incoming = window.wait(deadline);
    clock.advance(milliseconds{advance_ms.exchange(0)});
    if (app.frame(incoming)) {
      last_frame = clock.now().instant;
      if (options.count_frames) say("frame");
      if (!checking && app.full_screen_shown()) runner.start_full_check(), checking = true;  // not before: it takes processors
      if (options.start_and_leave && app.full_screen_shown()) return say("ready"), exit_done;
    }
    if (!options.dump_ui.empty() && !app.wants_frame() && dumped != app.frames_drawn()) {
      dumped = app.frames_drawn();
      if (const auto written = write_ui_json(options.dump_ui, {app.tree()}, dumped); !written) return report(written.error());
    }
    if (asked != settle_answered && !app.wants_frame() && runner.idle()) {
      settle_answered = asked;
      say("settled " + std::to_string(asked));
    }
  }
  return exit_done;
}

int run_tour(const Options& options, App& app, Window& window, Clock& clock, EffectRunner& runner) {
  const auto counts = play_tour(app, window, clock, runner, {options.data}, options.tour);
  if (!counts) return report(counts.error());
  std::printf("tour: %d screens, %d taps, %d cards, %d questions, %llu records\n", counts->screens, counts->taps, counts->cards,
              counts->questions, static_cast<unsigned long long>(counts->records));
  return exit_done;
}

int run_check(const Options& options) {
  const Loaded loaded = load_all(options, Clock());
  if (has_errors(loaded.asset_problems)) return report(loaded.asset_problems);
  report(loaded.warnings);
  if (!loaded.fault) return exit_done;
  report(loaded.fault->problems);
  return loaded.fault_may_pass ? exit_data : exit_problems;
}

int run(Options options) {
  if (options.check) return run_check(options);
  Clock clock = options.tour.empty() ? Clock() : Clock(tour_start);
  Chance chance = options.tour.empty() ? Chance() : Chance(tour_seed);
  if (!options.tour.empty()) {
    auto copied = copy_for_tour(options.data, options.tour);
    if (!copied) {
      report(copied.error());
      return copied.error().code == ErrorCode::refused ? exit_wrong_use : exit_data;
    }
    options.data = copied->root;
  }
  // The files are read while the window and its context come up.
  auto loading = std::async(std::launch::async, [&] { return load_all(options, clock); });
  auto window = Window::open(options, clock);
  Loaded loaded = loading.get();
  if (has_errors(loaded.asset_problems)) return report(loaded.asset_problems);
  if (!window) return report(window.error());
  report(loaded.warnings);
  if (loaded.fault) report(loaded.fault->problems);
  const flow::World world = make_world(loaded);
  EffectRunner runner({options.data}, std::move(loaded.stores), world, clock, chance, Window::wake);
  App app(**window, loaded, world, runner, clock);
  if (!options.tour.empty()) {
    if (loaded.fault) return exit_data;
    return run_tour(options, app, **window, clock, runner);
  }
  return run_loop(options, app, **window, clock, runner);
}

}  // namespace
}  // namespace countersign::shell

int main(int argc, char** argv) {
  countersign::no_core_dumps();
  spdlog::set_default_logger(spdlog::stderr_color_mt("countersign"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
  const auto parsed = countersign::shell::parse_options(argc, argv);
  if (parsed.exit_code) return *parsed.exit_code;
  return countersign::shell::run(parsed.options);
}
