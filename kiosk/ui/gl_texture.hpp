#pragma once
// One OpenGL texture: all that text and pictures need of the GL. Without a current context nothing is made and the
// name stays 0, so that layouts can be measured without a window.

#include <cstdint>

namespace countersign::ui {

enum class TextureFormat {
  coverage,  // one byte a pixel, read as white with that alpha: ImGui's own shader tints it
  colour,    // RGBA, not premultiplied
};

constexpr int bytes_per_pixel(TextureFormat format) { return format == TextureFormat::coverage ? 1 : 4; }

bool gl_is_current();

class GlTexture {
 public:
  GlTexture() = default;
  // Contents undefined until `write`.
  GlTexture(TextureFormat format, int width_px, int height_px);
  ~GlTexture();
  GlTexture(GlTexture&& other) noexcept;
  GlTexture& operator=(GlTexture&& other) noexcept;
  GlTexture(const GlTexture&) = delete;
  GlTexture& operator=(const GlTexture&) = delete;

  unsigned id() const { return id_; }
  // `pixels`: w * h tightly packed pixels of the texture's format.
  void write(int x, int y, int w, int h, const std::uint8_t* pixels);

 private:
  unsigned id_ = 0;
  TextureFormat format_ = TextureFormat::coverage;
};

// Fills take their white from one texel of Dear ImGui's font texture: looking at one texel instead of four makes them about
// twice as fast without a GPU. Its lines, which need the four, are no longer drawn from there. After
// ImGui_ImplOpenGL3_NewFrame.
void fill_from_one_texel();

}  // namespace countersign::ui
