#include "kiosk/ui/gl_texture.hpp"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#include <imgui.h>

#include <utility>

namespace countersign::ui {

bool gl_is_current() { return glGetString(GL_VERSION) != nullptr; }

GlTexture::GlTexture(TextureFormat format, int width_px, int height_px) : format_(format) {
  if (!gl_is_current()) return;
  glGenTextures(1, &id_);
  glBindTexture(GL_TEXTURE_2D, id_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  if (format == TextureFormat::coverage) {
    const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width_px, height_px, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
  } else {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_px, height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  }
}

GlTexture::~GlTexture() {
  if (id_ != 0 && gl_is_current()) glDeleteTextures(1, &id_);
}

GlTexture::GlTexture(GlTexture&& other) noexcept : id_(std::exchange(other.id_, 0U)), format_(other.format_) {}

GlTexture& GlTexture::operator=(GlTexture&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(format_, other.format_);
  return *this;
}

void GlTexture::write(int x, int y, int w, int h, const std::uint8_t* pixels) {
  if (id_ == 0) return;
  glBindTexture(GL_TEXTURE_2D, id_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  const GLenum layout = format_ == TextureFormat::coverage ? GL_RED : GL_RGBA;
  glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, w, h, layout, GL_UNSIGNED_BYTE, pixels);
}

void fill_from_one_texel() {
  ImGui::GetStyle().AntiAliasedLinesUseTex = false;
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::intptr_t>(ImGui::GetIO().Fonts->TexID)));
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

}  // namespace countersign::ui
