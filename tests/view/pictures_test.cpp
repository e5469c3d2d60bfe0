#include <doctest/doctest.h>
#include <imgui.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "kiosk/ui/pictures.hpp"
#include "kiosk/ui/svg_raster.hpp"
#include "tests/view/offscreen.hpp"

using namespace countersign;
using ui::Fit;
using ui::Pictures;
using ui::Texture;
using view::Offscreen;
using view::Picture;

namespace {

const std::filesystem::path assets_folder = COUNTERSIGN_SOURCE_DIR "/assets";
const std::string wide = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<rect width="10" height="10" fill="#dce9fa"/><rect x="10" width="10" height="10" fill="#DCE9FA80"/></svg>)";

struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("pictures_test." + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path put(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return path / name;
  }
};

ui::SvgTexts svgs_of(const std::filesystem::path& folder) {
  ui::SvgTexts texts;
  ui::add_svgs(folder, texts);
  return texts;
}

unsigned alpha_at(const ui::SvgPixels& pixels, int x, int y) {
  const int bytes = ui::bytes_per_pixel(pixels.format);
  return pixels.bytes[static_cast<std::size_t>((y * pixels.width_px + x) * bytes + bytes - 1)];
}

double coverage(const ui::SvgPixels& pixels) {
  double sum = 0;
  for (const auto byte : pixels.bytes) sum += byte / 255.0;
  return sum;
}

}  // namespace

TEST_CASE("theme colours replace whole colours, in any case") {
  const std::map<std::string, std::string> twins{{"#DCE9FA", "#1F3250"}, {"#073b80", "#5A8FDE"}};
  CHECK(ui::with_colors("a #dce9fa b #DCE9FA", twins) == "a #1F3250 b #1F3250");
  CHECK(ui::with_colors("#073B80", twins) == "#5A8FDE");
  CHECK(ui::with_colors("#DCE9FA80", twins) == "#DCE9FA80");
  CHECK(ui::with_colors("#DCE9F", twins) == "#DCE9F");
  CHECK(ui::with_colors("url(#dce9fa-x)", twins) == "url(#1F3250-x)");
  CHECK(ui::with_colors("#", twins) == "#");
}

TEST_CASE("an icon is coverage, and its stroke can be set") {
  const std::string icon = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#FFFFFF"
    stroke-width="2"><path d="M4 12h16"/></svg>)";
  const auto thin = ui::rasterise_icon(icon, 48, 0);
  const auto thick = ui::rasterise_icon(icon, 48, 4);
  REQUIRE(thin);
  REQUIRE(thick);
  CHECK(thin->format == ui::TextureFormat::coverage);
  CHECK(coverage(*thin) == doctest::Approx(32 * 4).epsilon(0.01));
  CHECK(coverage(*thick) == doctest::Approx(32 * 8).epsilon(0.01));
}

TEST_CASE("a picture is contained whole or covers all, and is not premultiplied") {
  const auto contained = ui::rasterise_picture(wide, 40, 40, Fit::contain);
  REQUIRE(contained);
  CHECK(alpha_at(*contained, 20, 5) == 0);
  CHECK(alpha_at(*contained, 5, 20) == 255);
  const auto covered = ui::rasterise_picture(wide, 40, 40, Fit::cover);
  REQUIRE(covered);
  CHECK(alpha_at(*covered, 5, 1) == 255);
  CHECK(alpha_at(*covered, 35, 39) == 0x80);
  const std::uint8_t* half = &covered->bytes[static_cast<std::size_t>(4 * (20 * 40 + 35))];
  CHECK(std::abs(half[0] - 0xDC) <= 1);
  CHECK(std::abs(half[2] - 0xFA) <= 1);
}

TEST_CASE("a picture does not paint beyond its own edges") {
  const auto pixels = ui::rasterise_picture(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="30"/></svg>)", 40, 40,
      Fit::contain);
  REQUIRE(pixels);
  CHECK(alpha_at(*pixels, 20, 20) == 255);
  CHECK(alpha_at(*pixels, 20, 35) == 0);
}

TEST_CASE("what is not a picture, or too large a one, is refused") {
  CHECK_FALSE(ui::rasterise_picture("", 10, 10, Fit::contain));
  CHECK_FALSE(ui::rasterise_picture("<html></html>", 10, 10, Fit::contain));
  CHECK_FALSE(ui::rasterise_picture("<svg", 10, 10, Fit::contain));
  CHECK_FALSE(ui::rasterise_picture(wide, 0, 10, Fit::contain));
  CHECK_FALSE(ui::rasterise_picture(wide, 10, ui::picture_px_max + 1, Fit::contain));
  CHECK_FALSE(ui::rasterise_icon(wide, -1, 0));
}

TEST_CASE("a picture cannot show another file") {
  const Folder folder;
  folder.put("secret.svg",
             R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>)");
  const std::string file = (folder.path / "secret.svg").string();
  for (const std::string& href : {file, "file://" + file}) {
    const auto pixels = ui::rasterise_picture(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><image href=")" +
                                                  href + R"(" width="10" height="10"/></svg>)",
                                              10, 10, Fit::contain);
    REQUIRE(pixels);
    CHECK(coverage(*pixels) == 0);
  }
}

TEST_CASE("without a window there is no texture, and nothing breaks") {
  const ui::SvgTexts texts = svgs_of(assets_folder);
  Pictures pictures(texts);
  CHECK(pictures.icon(assets_folder / "icons/check.svg", 32).id == 0);
  pictures.end_frame();
}

TEST_CASE("textures are made once; a broken file stays without one") {
  const Offscreen screen(64, 64);
  REQUIRE(screen.works());
  const Folder folder;
  const auto broken = folder.put("broken.svg", "not a picture");
  const auto large = folder.put("large.svg", wide + std::string(ui::svg_bytes_max, ' '));
  ui::SvgTexts texts = svgs_of(assets_folder);
  ui::add_svgs(folder.path, texts);
  Pictures pictures(texts);
  const assets::Theme light;
  const Texture check = pictures.icon(assets_folder / "icons/check.svg", 32, 2.4F);
  CHECK(check.id != 0);
  CHECK(check.width_px == 32);
  CHECK(pictures.icon(assets_folder / "icons/check.svg", 32, 2.4F).id == check.id);
  CHECK(pictures.icon(assets_folder / "icons/check.svg", 33, 2.4F).id != check.id);
  CHECK(pictures.icon(folder.path / "missing.svg", 32).id == 0);
  CHECK(pictures.picture(broken, 32, 32, Fit::contain, light).id != 0);  // transparent until it is known
  pictures.end_frame();
  CHECK(pictures.picture(broken, 32, 32, Fit::contain, light).id == 0);
  CHECK(pictures.picture(large, 32, 32, Fit::contain, light).id == 0);
}

TEST_CASE("a picture is drawn as its file was at the start, and no file is read later") {
  const Offscreen screen(64, 64);
  REQUIRE(screen.works());
  const Folder folder;
  const auto gone = folder.put("gone.svg", wide);
  const ui::SvgTexts texts = svgs_of(folder.path);
  std::filesystem::remove(gone);
  const auto late = folder.put("late.svg", wide);
  Pictures pictures(texts);
  const assets::Theme light;
  CHECK(pictures.picture(gone, 32, 32, Fit::contain, light).id != 0);
  CHECK(pictures.picture(folder.path / "." / "gone.svg", 32, 32, Fit::contain, light).id != 0);
  CHECK(pictures.picture(late, 32, 32, Fit::contain, light).id == 0);
}

TEST_CASE("every icon, mark and picture of the kiosk can be drawn") {
  for (const char* name : {"icons", "marks", "pictures"}) {
    for (const auto& entry : std::filesystem::directory_iterator(assets_folder / name)) {
      CAPTURE(entry.path().string());
      std::ifstream file(entry.path());
      const std::string svg{std::istreambuf_iterator<char>(file), {}};
      CHECK(svg.size() <= ui::svg_bytes_max);
      const auto pixels = ui::rasterise_icon(svg, 96, 0);
      REQUIRE(pixels);
      CHECK(coverage(*pixels) > 30);
    }
  }
}

TEST_CASE("the cache keeps what this frame shows and drops what was used longest ago") {
  const Offscreen screen(64, 64);
  REQUIRE(screen.works());
  const Folder folder;
  const auto file = folder.put("wide.svg", wide);
  const ui::SvgTexts texts = svgs_of(folder.path);
  Pictures pictures(texts);
  const assets::Theme light;
  const unsigned first = pictures.picture(file, 1024, 1024, Fit::cover, light).id;
  pictures.end_frame();
  const std::size_t enough = Pictures::texture_bytes_max / (1024 * 1024 * 4) + 1;
  for (std::size_t i = 0; i < enough; ++i) {
    pictures.picture(file, 1024, 1025 + static_cast<int>(i), Fit::cover, light);
    CHECK(pictures.bytes() > 0);
  }
  CHECK(pictures.bytes() > Pictures::texture_bytes_max);  // all of this frame
  pictures.end_frame();
  pictures.end_frame();
  CHECK(pictures.bytes() <= Pictures::texture_bytes_max);
  CHECK(pictures.picture(file, 1024, 1024, Fit::cover, light).id != 0);
  CHECK(first != 0);
}

TEST_CASE("a sheet of the icons and pictures, for the eye") {
  Offscreen screen(1200, 900);
  REQUIRE(screen.works());
  const ui::SvgTexts texts = svgs_of(assets_folder);
  Pictures pictures(texts);
  const assets::Theme light;
  const auto put = [](ImDrawList& list, const Texture& texture, float x, float y, ImU32 color) {
    const auto w = static_cast<float>(texture.width_px);
    const auto h = static_cast<float>(texture.height_px);
    list.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture.id)), {x, y}, {x + w, y + h}, {0, 0},
                  {1, 1}, color);
  };
  const auto draw = [&](ImDrawList& list) {
    int i = 0;
    for (const auto& entry : std::filesystem::directory_iterator(assets_folder / "icons")) {
      put(list, pictures.icon(entry.path(), 56), static_cast<float>(16 + 72 * (i % 16)), static_cast<float>(16 + 72 * (i / 16)),
          IM_COL32(10, 79, 168, 255));
      ++i;
    }
    float x = 16;
    for (const auto& entry : std::filesystem::directory_iterator(assets_folder / "pictures")) {
      put(list, pictures.picture(entry.path(), 150, 300, Fit::contain, light), x, 400, IM_COL32_WHITE);
      x += 160;
    }
  };
  view::write_png(screen.frame(draw, [&] { pictures.end_frame(); }), "pictures-sheet.png");
}
