#include "kiosk/ui/svg_raster.hpp"

#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>

#include "kiosk/ui/geometry.hpp"

namespace countersign::ui {

namespace {

struct Releaser {
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(GError* error) const { g_error_free(error); }
};
using Handle = std::unique_ptr<RsvgHandle, Releaser>;
using Surface = std::unique_ptr<cairo_surface_t, Releaser>;
using Cairo = std::unique_ptr<cairo_t, Releaser>;
using GErrorPointer = std::unique_ptr<GError, Releaser>;

Error fault(std::string what) { return {ErrorCode::bad_input, std::move(what), {}, {}}; }

Error fault(GError* raw, const char* fallback) {
  const GErrorPointer error(raw);
  std::string what = error ? error->message : fallback;
  while (what.ends_with('\n')) what.pop_back();
  return fault(std::move(what));
}

// With no base file, librsvg refuses every reference to another one.
Result<Handle> parse(const std::string& svg) {
  GError* error = nullptr;
  Handle handle(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  if (!handle) return fault(error, "it is not an SVG picture");
  return handle;
}

// Width and height as the author drew it, in any unit.
Size natural_size(RsvgHandle* handle) {
  gboolean has_width = FALSE;
  gboolean has_height = FALSE;
  gboolean has_box = FALSE;
  RsvgLength width;
  RsvgLength height;
  RsvgRectangle box;
  rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height, &height, &has_box, &box);
  if (has_box && box.width > 0 && box.height > 0) return {static_cast<float>(box.width), static_cast<float>(box.height)};
  double w = 0;
  double h = 0;
  if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &w, &h) && w > 0 && h > 0)
    return {static_cast<float>(w), static_cast<float>(h)};
  return {1, 1};
}

Rect fitted(Size natural, int width_px, int height_px, Fit fit) {
  const float across = static_cast<float>(width_px) / natural.w;
  const float down = static_cast<float>(height_px) / natural.h;
  const float scale = fit == Fit::contain ? std::min(across, down) : std::max(across, down);
  const Rect all{0, 0, static_cast<float>(width_px), static_cast<float>(height_px)};
  return all.centered({natural.w * scale, natural.h * scale});
}

Result<Surface> render(RsvgHandle* handle, int width_px, int height_px, Fit fit) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px));
  const Cairo cairo(cairo_create(surface.get()));
  const Rect place = fitted(natural_size(handle), width_px, height_px, fit);
  const RsvgRectangle viewport{static_cast<double>(place.x), static_cast<double>(place.y), static_cast<double>(place.w),
                               static_cast<double>(place.h)};
  // A picture does not paint beyond its own edges.
  cairo_rectangle(cairo.get(), viewport.x, viewport.y, viewport.width, viewport.height);
  cairo_clip(cairo.get());
  GError* error = nullptr;
  if (!rsvg_handle_render_document(handle, cairo.get(), &viewport, &error)) return fault(error, "it cannot be drawn");
  cairo_surface_flush(surface.get());
  return surface;
}

// Of cairo's pixel: premultiplied, alpha in the highest byte of a word.
std::uint8_t unmultiplied(std::uint32_t channel, std::uint32_t alpha) {
  return static_cast<std::uint8_t>(alpha == 0 ? 0 : std::min(255U, (channel * 255 + alpha / 2) / alpha));
}

void put_rgba(std::uint32_t pixel, std::uint8_t* to) {
  const std::uint32_t alpha = pixel >> 24U;
  for (const unsigned shift : {16U, 8U, 0U}) {
    const std::uint32_t channel = (pixel >> shift) & 0xFFU;
    // Nearly all of a large picture is opaque, and a division for each of its pixels is what a first frame waits for.
    *to++ = alpha == 255 ? static_cast<std::uint8_t>(channel) : unmultiplied(channel, alpha);
  }
  *to = static_cast<std::uint8_t>(alpha);
}

SvgPixels copy(cairo_surface_t* surface, TextureFormat format) {
  SvgPixels out{format, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  const int step = bytes_per_pixel(format);
  out.bytes.resize(static_cast<std::size_t>(out.width_px) * static_cast<std::size_t>(out.height_px * step));
  std::uint8_t* to = out.bytes.data();
  for (int y = 0; y < out.height_px; ++y) {
    const unsigned char* bytes = cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);
    const auto* row = reinterpret_cast<const std::uint32_t*>(bytes);
    for (int x = 0; x < out.width_px; ++x, to += step) {
      if (format == TextureFormat::coverage)
        *to = static_cast<std::uint8_t>(row[x] >> 24U);
      else
        put_rgba(row[x], to);
    }
  }
  return out;
}

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

std::string capitals(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// "#rrggbb" in capitals if one begins at `at`, else empty.
std::string color_at(const std::string& svg, std::size_t at) {
  constexpr std::size_t length = 7;
  if (svg[at] != '#' || at + length > svg.size()) return {};
  std::string out = svg.substr(at, length);
  if (!std::all_of(out.begin() + 1, out.end(), is_hex)) return {};
  if (at + length < svg.size() && is_hex(svg[at + length])) return {};
  return capitals(std::move(out));
}

}  // namespace

std::optional<Error> size_fault(int width_px, int height_px) {
  if (width_px >= 1 && height_px >= 1 && width_px <= picture_px_max && height_px <= picture_px_max) return std::nullopt;
  return Error{ErrorCode::too_large, fmt::format("it cannot be shown at {} x {} pixels", width_px, height_px), {}, {}};
}

std::string with_colors(const std::string& svg, const std::map<std::string, std::string>& colors) {
  if (colors.empty()) return svg;
  std::map<std::string, std::string> twins;
  for (const auto& [color, twin] : colors) twins[capitals(color)] = twin;
  std::string out;
  out.reserve(svg.size());
  for (std::size_t at = 0; at < svg.size();) {
    const std::string color = color_at(svg, at);
    const auto twin = color.empty() ? twins.end() : twins.find(color);
    if (twin == twins.end()) {
      out += svg[at++];
    } else {
      out += twin->second;
      at += color.size();
    }
  }
  return out;
}

Result<SvgPixels> rasterise_icon(const std::string& svg, int size_px, float stroke) {
  if (const auto error = size_fault(size_px, size_px)) return *error;
  const auto handle = parse(svg);
  if (!handle) return handle.error();
  if (stroke > 0) {
    // Icons name their stroke once, on the outermost element; a style sheet goes before attributes.
    const std::string sheet = fmt::format("svg{{stroke-width:{:.2f}}}", stroke);
    rsvg_handle_set_stylesheet(handle->get(), reinterpret_cast<const guint8*>(sheet.data()), sheet.size(), nullptr);
  }
  const auto surface = render(handle->get(), size_px, size_px, Fit::contain);
  if (!surface) return surface.error();
  return copy(surface->get(), TextureFormat::coverage);
}

Result<SvgPixels> rasterise_picture(const std::string& svg, int width_px, int height_px, Fit fit) {
  if (const auto error = size_fault(width_px, height_px)) return *error;
  const auto handle = parse(svg);
  if (!handle) return handle.error();
  const auto surface = render(handle->get(), width_px, height_px, fit);
  if (!surface) return surface.error();
  return copy(surface->get(), TextureFormat::colour);
}

}  // namespace countersign::ui
