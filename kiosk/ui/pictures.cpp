#include "kiosk/ui/pictures.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdint>
#include <future>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "kiosk/ui/gl_texture.hpp"
#include "kiosk/ui/svg_raster.hpp"

namespace countersign::ui {

namespace {

// Also what a remembered failure costs, so that the cap bounds their number too.
constexpr std::size_t entry_bytes = 512;

struct Key {
  std::string path;
  int width_px = 0;
  int height_px = 0;
  int kind = 0;  // of icons -1; of pictures the fit
  float stroke = 0;
  assets::ThemeName theme = assets::ThemeName::light;

  auto tied() const { return std::tie(path, width_px, height_px, kind, stroke, theme); }
  bool operator<(const Key& other) const { return tied() < other.tied(); }
};

// "a/./b" is "a/b".
std::string plain(const std::filesystem::path& path) { return path.lexically_normal().string(); }

struct Entry {
  GlTexture gl;
  Texture texture;
  std::size_t bytes = entry_bytes;
  std::uint64_t frame = 0;                    // that used it last
  std::future<Result<SvgPixels>> on_its_way;  // made beside the frame, which meanwhile lays out its words
};

}  // namespace

void add_svgs(const std::filesystem::path& folder, SvgTexts& texts) {
  std::size_t bytes = 0;
  for (const auto& [path, text] : texts) bytes += text.size();
  std::error_code error;
  auto entry = std::filesystem::recursive_directory_iterator(folder, error);
  for (; !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() != ".svg") continue;
    auto text = read_file(entry->path(), std::min(svg_bytes_max, svg_texts_bytes_max - bytes));
    if (!text) {
      spdlog::error("picture {}: {}", entry->path().string(), text.error().text());
      continue;
    }
    bytes += text->size();
    texts.insert_or_assign(plain(entry->path()), std::move(*text));
  }
  if (error) spdlog::error("pictures of {}: {}", folder.string(), error.message());
}

struct Pictures::Impl {
  explicit Impl(const SvgTexts& all) : texts(all) {}

  const SvgTexts& texts;
  std::map<Key, Entry> entries;
  std::vector<Key> begun;        // in this frame
  std::set<std::string> failed;  // logged already
  std::size_t bytes = 0;
  std::uint64_t frame = 1;

  // The picture of `key`, made by `rasterise(svg)` if it is new. With no context there is none yet, and none is kept.
  template <class Rasterise>
  const Texture& get(const Key& key, Rasterise rasterise) {
    static const Texture none;
    const auto known = entries.find(key);
    if (known == entries.end() && !gl_is_current()) return none;
    Entry& entry = known != entries.end() ? known->second : entries[key];
    if (known == entries.end()) {
      begin(entry, key, rasterise);
      bytes += entry.bytes;
    }
    entry.frame = frame;
    return entry.texture;
  }

  // Its texture is there at once, empty; its pixels come with finish().
  template <class Rasterise>
  void begin(Entry& entry, const Key& key, Rasterise rasterise) {
    const auto svg = texts.find(plain(key.path));
    if (svg == texts.end()) return log(key, {ErrorCode::not_found, "it was not read at the start", "", ""});
    if (const auto fault = size_fault(key.width_px, key.height_px)) return log(key, *fault);
    const auto format = key.kind < 0 ? TextureFormat::coverage : TextureFormat::colour;
    entry.gl = GlTexture(format, key.width_px, key.height_px);
    entry.texture = {entry.gl.id(), key.width_px, key.height_px};
    entry.bytes += static_cast<std::size_t>(key.width_px) * static_cast<std::size_t>(key.height_px * bytes_per_pixel(format));
    constexpr auto at_once_if_it_can = std::launch::async | std::launch::deferred;  // no thread to be had: at the frame's end
    entry.on_its_way = std::async(at_once_if_it_can, [rasterise, &text = svg->second] { return rasterise(text); });
    begun.push_back(key);
  }

  // Waits for all that this frame has begun. What cannot be drawn is transparent in this frame and not there in the next.
  void finish() {
    for (const Key& key : begun) {
      Entry& entry = entries.at(key);
      auto pixels = entry.on_its_way.get();
      if (!pixels) {
        log(key, pixels.error());
        pixels = SvgPixels{};
        pixels.value().bytes.resize(entry.bytes);
      }
      entry.gl.write(0, 0, key.width_px, key.height_px, pixels->bytes.data());
      if (pixels->width_px == 0) entry.texture = {};
    }
    begun.clear();
  }

  void log(const Key& key, const Error& error) {
    if (failed.insert(key.path).second) spdlog::error("picture {}: {}", key.path, error.text());
  }

  // What this frame used is about to be rendered and stays.
  std::map<Key, Entry>::iterator oldest() {
    auto found = entries.end();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry)
      if (entry->second.frame < frame && (found == entries.end() || entry->second.frame < found->second.frame)) found = entry;
    return found;
  }
};

Pictures::Pictures(const SvgTexts& texts) : impl_(std::make_unique<Impl>(texts)) {}
Pictures::~Pictures() = default;

const Texture& Pictures::icon(const std::filesystem::path& svg, int size_px, float stroke) {
  const Key key{svg.string(), size_px, size_px, -1, stroke, assets::ThemeName::light};
  return impl_->get(key, [=](const std::string& text) { return rasterise_icon(text, size_px, stroke); });
}

const Texture& Pictures::picture(const std::filesystem::path& svg, int width_px, int height_px, Fit fit,
                                 const assets::Theme& theme) {
  const Key key{svg.string(), width_px, height_px, static_cast<int>(fit), 0, theme.name};
  return impl_->get(key, [width_px, height_px, fit, colors = theme.pictures](const std::string& text) {
    return rasterise_picture(with_colors(text, colors), width_px, height_px, fit);
  });
}

void Pictures::end_frame() {
  impl_->finish();
  while (impl_->bytes > texture_bytes_max) {
    const auto entry = impl_->oldest();
    if (entry == impl_->entries.end()) break;
    impl_->bytes -= entry->second.bytes;
    impl_->entries.erase(entry);
  }
  ++impl_->frame;
}

std::size_t Pictures::bytes() const { return impl_->bytes; }

}  // namespace countersign::ui
