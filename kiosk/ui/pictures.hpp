#pragma once
// SVG icons and pictures, rasterised by librsvg at the size they are shown and kept as textures.
// Icons are coverage (tinted when drawn); pictures are colour, with the theme's dark twins put in before rasterising.
// Frame thread only; needs the GL context. The files are read beforehand: a frame never waits for the disk. What a frame asks
// for the first time is made by other threads; its texture is filled when end_frame() returns, before anything is rendered.

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "assets/reader/theme.hpp"

namespace countersign::ui {

struct Texture {
  unsigned id = 0;  // GL name; 0: the file could not be shown
  int width_px = 0;
  int height_px = 0;
};

enum class Fit { contain, cover };

// The text of each SVG file by its path, as it was at the start.
using SvgTexts = std::map<std::string, std::string>;
constexpr std::size_t svg_texts_bytes_max = 64 * 1024 * 1024;

// Any thread. Adds all .svg files below `folder`. What cannot be read, or is beyond a limit (svg_bytes_max,
// svg_texts_bytes_max), is logged and left out.
void add_svgs(const std::filesystem::path& folder, SvgTexts& texts);

class Pictures {
 public:
  // Twice what the fullest screen shows at 1920x1080; a 4K panel's fits still.
  static constexpr std::size_t texture_bytes_max = 48 * 1024 * 1024;

  explicit Pictures(const SvgTexts& texts);  // which must outlive it
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  // `svg` is the path of one of the texts. `stroke`: stroke width of a 24-box icon, 0: as in the file.
  const Texture& icon(const std::filesystem::path& svg, int size_px, float stroke = 0);
  const Texture& picture(const std::filesystem::path& svg, int width_px, int height_px, Fit fit, const assets::Theme& theme);
  void end_frame();  // fills what is new; least recently used out, over the cap
  std::size_t bytes() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace countersign::ui
