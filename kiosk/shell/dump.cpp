#include "kiosk/shell/dump.hpp"

#include <png.h>

#include "base/file.hpp"

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

// Not write_file(): a picture of a tour need not outlive a power cut.
Status write_png(const std::filesystem::path& file, const Image& image) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.width = static_cast<png_uint_32>(image.width);
  png.height = static_cast<png_uint_32>(image.height);
  png.format = PNG_FORMAT_RGBA;
  png.flags = PNG_IMAGE_FLAG_FAST;  // a tour saves hundreds of them
  if (png_image_write_to_file(&png, file.c_str(), 0, image.rgba.data(), 0, nullptr) != 0) return Done{};
  return Error{ErrorCode::io, std::string("the picture could not be written: ") + png.message, file.string(),
               "Check the folder and its free space"};
}

}  // namespace countersign::shell
