// Pictures of screens whose states are made by hand, for the eye: no clock, no ledger, no runner.
// usage: view_shots OUTDIR [--screen NAME] [--window WxH] [--panel-mm WxH] [--text-scale N] [--language L] [--theme T]
// Saves OUTDIR/NAME.png for each state (or those whose name starts with NAME) and OUTDIR/ui.json, which layout_audit reads:
// with it the audit sees what no tour comes to (a full disk, a refused PIN, a terminal out of service).

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "content/pack/load.hpp"
#include "kiosk/shell/dump.hpp"
#include "kiosk/ui/gl_texture.hpp"
#include "kiosk/view/view.hpp"
#include "quizzes/engine/quiz.hpp"
#include "tests/view/states.hpp"

namespace {

using namespace countersign;

struct Options {
  std::filesystem::path out;
  std::string screen;
  int width_px = 1280;
  int height_px = 800;
  int panel_width_mm = 339;
  flow::Preferences preferences;
};

flow::ThemeChoice theme_of(const std::string& name) {
  if (name == "dark") return flow::ThemeChoice::dark;
  return name == "high-contrast" ? flow::ThemeChoice::high_contrast : flow::ThemeChoice::light;
}

Options read_options(int argc, char** argv) {
  Options options;
  options.out = argv[1];
  options.preferences.reduced_motion = true;
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    const std::string value = i + 1 < argc ? argv[++i] : "";
    int height_mm = 0;
    if (name == "--screen") options.screen = value;
    if (name == "--window") std::sscanf(value.c_str(), "%dx%d", &options.width_px, &options.height_px);
    if (name == "--panel-mm") std::sscanf(value.c_str(), "%dx%d", &options.panel_width_mm, &height_mm);
    if (name == "--text-scale") options.preferences.text_scale = std::atoi(value.c_str());
    if (name == "--language") options.preferences.language = Language{value};
    if (name == "--theme") options.preferences.theme = theme_of(value);
  }
  return options;
}

GLFWwindow* open_window(const Options& options) {
  if (glfwInit() != GLFW_TRUE) return nullptr;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
  GLFWwindow* window = glfwCreateWindow(options.width_px, options.height_px, "view_shots", nullptr, nullptr);
  if (window == nullptr) return nullptr;
  glfwMakeContextCurrent(window);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplOpenGL3_Init("#version 150");
  ImGui_ImplOpenGL3_NewFrame();
  ui::fill_from_one_texel();
  return window;
}

int print(const Problems& problems) {
  for (const Problem& problem : problems) std::fprintf(stderr, "%s\n", problem.text().c_str());
  return has_errors(problems) ? 1 : 0;
}

assets::ThemeName theme_name(flow::ThemeChoice choice) {
  if (choice == flow::ThemeChoice::dark) return assets::ThemeName::dark;
  return choice == flow::ThemeChoice::high_contrast ? assets::ThemeName::high_contrast : assets::ThemeName::light;
}

ui::FrameSpec spec_of(const Options& options, const flow::State& state, Instant now) {
  ui::FrameSpec spec;
  spec.screen = view::screen_key(state);
  spec.language = state.preferences.language;
  spec.theme = theme_name(state.preferences.theme);
  spec.text_scale = state.preferences.text_scale;
  spec.reduced_motion = true;
  spec.width_px = options.width_px;
  spec.height_px = options.height_px;
  spec.px_per_u = static_cast<float>(options.width_px) / (4.0F * static_cast<float>(options.panel_width_mm));
  spec.now = now;
  return spec;
}

void draw_frame(const Options& options, const flow::World& world, const flow::State& state, ui::Ui& ui, Instant now) {
  ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(options.width_px), static_cast<float>(options.height_px));
  ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  const view::Post post = [](const flow::Event&) {};
  ui.begin_frame(spec_of(options, state, now), {});
  view::draw({ui, world, state, post, now});
  ui.end_frame();
  ImGui::Render();
  glViewport(0, 0, options.width_px, options.height_px);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void save_picture(const Options& options, const std::string& name) {
  const auto width = static_cast<std::size_t>(options.width_px);
  const auto height = static_cast<std::size_t>(options.height_px);
  shell::Image image{options.width_px, options.height_px, std::vector<unsigned char>(width * height * 4)};
  glReadPixels(0, 0, options.width_px, options.height_px, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
  const std::size_t row = width * 4;
  for (std::size_t y = 0; y < height / 2; ++y)  // GL's first row is the lowest
    std::swap_ranges(image.rgba.begin() + static_cast<std::ptrdiff_t>(y * row),
                     image.rgba.begin() + static_cast<std::ptrdiff_t>((y + 1) * row),
                     image.rgba.end() - static_cast<std::ptrdiff_t>((y + 1) * row));
  if (const auto written = shell::write_png(options.out / (name + ".png"), image); !written)
    std::fprintf(stderr, "%s\n", written.error().text().c_str());
}

ui::ScreenTree shoot(const Options& options, const flow::World& world, ui::Ui& ui, Instant& now, const view::Shot& shot) {
  constexpr int frames_max = 240;
  constexpr int settle_frames = 3;  // as the shell draws after every event
  const view::Fixture fixture{world, now, WallTime{1'795'442'520'000, 0}};
  const flow::State state = shot.make(fixture);
  for (int frame = 0; frame < frames_max; ++frame) {
    now = now + milliseconds{16};
    draw_frame(options, world, state, ui, now);
    if (frame >= settle_frames && !ui.wants_frame()) break;
  }
  save_picture(options, shot.name);
  ui::ScreenTree tree = ui.tree();
  tree.name = shot.name;
  return tree;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const Options options = read_options(argc, argv);
  std::filesystem::create_directories(options.out);
  const std::filesystem::path root = COUNTERSIGN_SOURCE_DIR;
  const auto pack = content::load_pack(root / "content/social-media");
  const auto quizzes = quiz::load_quizzes(root / "quizzes/social-media", pack.pack, root / "content/social-media");
  print(pack.problems);
  Problems problems;
  ui::Resources resources;
  resources.assets_folder = root / "assets";
  resources.content_folder = root / "content/social-media";
  for (const auto& folder : {resources.assets_folder, resources.content_folder}) ui::add_svgs(folder, resources.svgs);
  resources.themes = assets::load_themes(root / "assets/theme.json", problems);
  resources.strings = assets::Strings::load(root / "assets/strings", problems);
  resources.keyboards = assets::load_keyboards(root / "assets/keyboards", problems);
  print(problems);
  if (open_window(options) == nullptr) return 3;
  flow::World world;
  world.pack = &pack.pack;
  world.quizzes = &quizzes.quizzes;
  world.defaults = options.preferences;
  world.terminal = "t1";
  Instant now{milliseconds{10'000}};
  // Freed before the context goes: it holds textures.
  {
    ui::Ui ui(resources);
    std::vector<ui::ScreenTree> screens;
    for (const auto& table : {view::entry_shots(), view::learning_shots(), view::signing_shots()})
      for (const view::Shot& shot : table)
        if (shot.name.rfind(options.screen, 0) == 0) screens.push_back(shoot(options, world, ui, now, shot));
    if (const auto written = shell::write_ui_json(options.out / "ui.json", screens); !written)
      std::fprintf(stderr, "%s\n", written.error().text().c_str());
  }
  ImGui_ImplOpenGL3_Shutdown();
  glfwTerminate();
  return 0;
}
