#include "kiosk/shell/dump.hpp"

#include <fstream>

#include "base/file.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace countersign::shell {

Status write_ui_json(const std::filesystem::path& file, const std::vector<ui::ScreenTree>& screens,
                     std::optional<unsigned> seq) {
  Json out{{"version", 1}, {"screens", Json::array()}};
  for (const auto& screen : screens) out["screens"].push_back(ui::to_json(screen));
  if (seq) {
    out["seq"] = *seq;
    out["settled"] = true;
  }
  return write_file(file, out.dump(1) + "\n");
}

Status write_png(const std::filesystem::path& file, const Image& image) {
  stbi_write_png_compression_level = 1;  // a tour saves hundreds of them
  std::string bytes;
  const auto append = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  if (stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.rgba.data(), image.width * 4) == 0)
    return Error{ErrorCode::io, "the picture could not be made", file.string(), ""};
  // Not write_file(): a picture of a tour need not outlive a power cut.
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out)
    return Error{ErrorCode::io, "the picture could not be written", file.string(), "Check the folder and its free space"};
  return Done{};
}

}  // namespace countersign::shell
