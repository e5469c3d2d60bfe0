// bench_frames: how long a frame takes, and a language switch with every glyph cold, in a window of 1920x1080.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <memory>
#include <optional>

#include "content/pack/load.hpp"
#include "kiosk/ui/gl_texture.hpp"
#include "kiosk/view/view.hpp"
#include "tests/bench/figure.hpp"
#include "tests/view/states.hpp"

using namespace countersign;
using namespace countersign::bench;

namespace {

constexpr int width = 1920;
constexpr int height = 1080;
constexpr float px_per_u = 1920.0F / (476 * 4);
constexpr int frames_warm = 30;
constexpr int frames_looked_at = 12;  // to find the heaviest screen
constexpr int frames_measured = 200;

struct Fixture {
  ui::Resources resources;
  content::Loaded pack;
  quiz::LoadedQuizzes quizzes;
  flow::World world;

  Fixture() {
    const std::filesystem::path root = COUNTERSIGN_SOURCE_DIR;
    Problems problems;
    resources.assets_folder = root / "assets";
    resources.content_folder = root / "content/social-media";
    for (const auto& folder : {resources.assets_folder, resources.content_folder}) ui::add_svgs(folder, resources.svgs);
    resources.themes = assets::load_themes(root / "assets/theme.json", problems);
    resources.strings = assets::Strings::load(root / "assets/strings", problems);
    resources.keyboards = assets::load_keyboards(root / "assets/keyboards", problems);
    pack = content::load_pack(resources.content_folder);
    quizzes = quiz::load_quizzes(root / "quizzes/social-media", pack.pack, resources.content_folder);
    for (const auto& found : {problems, pack.problems, quizzes.problems})
      if (has_errors(found))
        throw NotMeasured("the policy or the assets have faults; countersign-admin content check names them");
    world.pack = &pack.pack;
    world.quizzes = &quizzes.quizzes;
  }
};

void begin() {
  ImGui::GetIO().DisplaySize = {width, height};
  ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
}

void finish(GLFWwindow* window) {
  ImGui::Render();
  glViewport(0, 0, width, height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window);
  glFinish();
}

void draw(GLFWwindow* window, const Fixture& fixture, ui::Ui& ui, const flow::State& state, Instant now) {
  ui::FrameSpec spec;
  spec.screen = view::screen_key(state);
  spec.language = state.preferences.language;
  spec.width_px = width;
  spec.height_px = height;
  spec.px_per_u = px_per_u;
  spec.now = now;
  spec.cleared = true;
  begin();
  const view::Post post = [](const flow::Event&) {};
  ui.begin_frame(spec, {});
  view::draw({ui, fixture.world, state, post, now});
  ui.end_frame();
  finish(window);
}

std::vector<double> frame_times(GLFWwindow* window, const Fixture& fixture, ui::Ui& ui, const flow::State& state, Instant& now,
                                int count) {
  std::vector<double> all;
  for (int frame = 0; frame < frames_warm + count; ++frame) {
    now = now + milliseconds{16};
    const auto start = Clock::now();
    draw(window, fixture, ui, state, now);
    if (frame >= frames_warm) all.push_back(ms_since(start));
  }
  return all;
}

double empty_frame(GLFWwindow* window) {
  std::vector<double> all;
  for (int frame = 0; frame < frames_measured; ++frame) {
    const auto start = Clock::now();
    begin();
    finish(window);
    all.push_back(ms_since(start));
  }
  return quantile(all, 0.99);
}

void heaviest_frame(GLFWwindow* window, const Fixture& fixture) {
  ui::Ui ui(fixture.resources);
  Instant now{milliseconds{10'000}};
  std::optional<view::Shot> heaviest;
  double slowest = 0;
  for (const auto& table : {view::entry_shots(), view::learning_shots(), view::signing_shots()})
    for (const view::Shot& shot : table) {
      const double median =
          quantile(frame_times(window, fixture, ui, shot.make({fixture.world, now, {}}), now, frames_looked_at), 0.5);
      if (median <= slowest) continue;
      slowest = median;
      heaviest = shot;
    }
  const auto worst = frame_times(window, fixture, ui, heaviest->make({fixture.world, now, {}}), now, frames_measured);
  figure("frame_p99_heaviest_screen", quantile(worst, 0.99), "ms", 33);
  std::printf("  heaviest screen: %s\n", heaviest->name.c_str());
  detail("its median", quantile(worst, 0.5), "ms");
  detail("empty ImGui frame p99", empty_frame(window), "ms");
}

// A fresh toolkit each time, so that no layout and no glyph is there yet.
void language_switch(GLFWwindow* window, const Fixture& fixture) {
  std::vector<double> all;
  for (int round = 0; round < 5; ++round)
    for (const char* language : {"fr", "es"}) {
      ui::Ui ui(fixture.resources);
      Instant now{milliseconds{10'000}};
      for (const view::Shot& shot : view::learning_shots()) {
        if (shot.name.rfind("reading", 0) != 0) continue;
        flow::State state = shot.make({fixture.world, now, {}});
        state.preferences.language = {language};
        const auto start = Clock::now();
        draw(window, fixture, ui, state, now);
        all.push_back(ms_since(start));
        break;
      }
    }
  figure("language_switch_all_glyphs_cold", quantile(all, 0.95), "ms", 150);
}

}  // namespace

int main() {
  if (glfwInit() != GLFW_TRUE) return 3;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  GLFWwindow* window = glfwCreateWindow(width, height, "bench_frames", nullptr, nullptr);
  if (window == nullptr) return 3;
  glfwMakeContextCurrent(window);
  glfwSwapInterval(0);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplOpenGL3_Init("#version 150");
  ImGui_ImplOpenGL3_NewFrame();
  ui::fill_from_one_texel();
  const int code = exit_code_of([&] {
    const Fixture fixture;
    heaviest_frame(window, fixture);
    language_switch(window, fixture);
  });
  ImGui_ImplOpenGL3_Shutdown();
  glfwTerminate();
  return code;
}
