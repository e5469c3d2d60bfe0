#include "tests/view/offscreen.hpp"

#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <cairo.h>
#include <imgui.h>

#include <algorithm>

namespace countersign::view {

namespace {

EGLContext make_context(EGLDisplay display) {
  const EGLint any_config[] = {EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  const EGLint core_3_2[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (!eglInitialize(display, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
  if (!eglChooseConfig(display, any_config, &config, 1, &count) || count == 0) return EGL_NO_CONTEXT;
  return eglCreateContext(display, config, EGL_NO_CONTEXT, core_3_2);
}

void make_framebuffer(int width_px, int height_px) {
  GLuint buffer = 0;
  GLuint color = 0;
  glGenRenderbuffers(1, &color);
  glBindRenderbuffer(GL_RENDERBUFFER, color);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_px, height_px);
  glGenFramebuffers(1, &buffer);
  glBindFramebuffer(GL_FRAMEBUFFER, buffer);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, color);
}

}  // namespace

void write_png(const Picture& picture, const std::string& file) {
  std::vector<std::uint32_t> pixels;
  for (std::size_t i = 0; i + 3 < picture.rgba.size(); i += 4)
    pixels.push_back(0xFF000000U | static_cast<std::uint32_t>(picture.rgba[i] << 16) |
                     static_cast<std::uint32_t>(picture.rgba[i + 1] << 8) | picture.rgba[i + 2]);
  cairo_surface_t* surface =
      cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24, picture.width_px,
                                          picture.height_px, picture.width_px * 4);
  cairo_surface_write_to_png(surface, file.c_str());
  cairo_surface_destroy(surface);
}

Offscreen::Offscreen(int width_px, int height_px) : width_px_(width_px), height_px_(height_px) {
  display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (display_ == EGL_NO_DISPLAY) return;
  context_ = make_context(display_);
  if (context_ == EGL_NO_CONTEXT) return;
  if (!eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_)) return;
  make_framebuffer(width_px, height_px);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  works_ = ImGui_ImplOpenGL3_Init("#version 150");
}

Offscreen::~Offscreen() {
  if (works_) ImGui_ImplOpenGL3_Shutdown();
  if (ImGui::GetCurrentContext() != nullptr) ImGui::DestroyContext();
  if (display_ == EGL_NO_DISPLAY) return;
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
  // The display stays initialised: the next one is the same, and leak reports can name the driver only while it is loaded.
}

Picture Offscreen::frame(const std::function<void(ImDrawList&)>& draw, const std::function<void()>& before_render) {
  ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(width_px_), static_cast<float>(height_px_));
  ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  draw(*ImGui::GetBackgroundDrawList());
  before_render();
  ImGui::Render();
  glViewport(0, 0, width_px_, height_px_);
  glClearColor(1, 1, 1, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());

  const auto row = static_cast<std::size_t>(width_px_) * 4;
  Picture out{width_px_, height_px_, std::vector<std::uint8_t>(row * static_cast<std::size_t>(height_px_))};
  glReadPixels(0, 0, width_px_, height_px_, GL_RGBA, GL_UNSIGNED_BYTE, out.rgba.data());
  for (int y = 0; y < height_px_ / 2; ++y) {
    const auto top = out.rgba.begin() + static_cast<std::ptrdiff_t>(row) * y;
    const auto bottom = out.rgba.begin() + static_cast<std::ptrdiff_t>(row) * (height_px_ - 1 - y);
    std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row), bottom);
  }
  return out;
}

}  // namespace countersign::view
