#pragma once
// SVG text to pixels, through librsvg. Nothing outside the text is read: no file, no address.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "kiosk/ui/gl_texture.hpp"
#include "kiosk/ui/pictures.hpp"

namespace countersign::ui {

constexpr std::size_t svg_bytes_max = 512 * 1024;
constexpr int picture_px_max = 4096;  // a side

struct SvgPixels {
  TextureFormat format = TextureFormat::colour;
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> bytes;
};

// Why nothing can be drawn at that size; none if it can.
std::optional<Error> size_fault(int width_px, int height_px);

// `svg` with every colour "#rrggbb" that `colors` names replaced by its twin; case does not matter.
std::string with_colors(const std::string& svg, const std::map<std::string, std::string>& colors);

// Coverage of `size_px` squared. `stroke`: its stroke width, 0: as drawn. Fails with bad_input or too_large.
Result<SvgPixels> rasterise_icon(const std::string& svg, int size_px, float stroke);

// Colour, in the middle of width_px x height_px; `cover` fills it all and cuts off what is outside.
Result<SvgPixels> rasterise_picture(const std::string& svg, int width_px, int height_px, Fit fit);

}  // namespace countersign::ui
