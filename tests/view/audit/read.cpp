#include "tests/view/audit/audit.hpp"

#include <algorithm>

#include <stb_image.h>

#include "base/file.hpp"

namespace countersign::audit {

namespace {

Rect rect_of(const Json& json) {
  return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>(), json.at(3).get<double>()};
}

std::uint32_t color_of(const std::string& text) {
  return text.size() < 7 ? 0U : static_cast<std::uint32_t>(std::stoul(text.substr(1, 6), nullptr, 16));
}

Node node_of(const Json& json) {
  Node node;
  node.id = json.at("id").get<std::string>();
  node.role = json.at("role").get<std::string>();
  node.name = json.at("name").get<std::string>();
  node.value = json.at("value").get<std::string>();
  node.language = json.at("language").get<std::string>();
  node.state = json.at("state").get<std::vector<std::string>>();
  node.rect = rect_of(json.at("rect_px"));
  node.clip = rect_of(json.at("clip_px"));
  node.focusable = json.at("focusable").get<bool>();
  node.truncated = json.at("truncated").get<bool>();
  node.scrolls = json.value("scrolls", false);
  node.text_size_u = json.at("text_size_u").get<double>();
  node.color = color_of(json.at("color").get<std::string>());
  node.background = color_of(json.at("background").get<std::string>());
  return node;
}

Screen screen_of(const Json& json) {
  Screen screen;
  screen.name = json.at("name").get<std::string>();
  screen.width_px = json.at("window_px").at(0).get<double>();
  screen.height_px = json.at("window_px").at(1).get<double>();
  screen.px_per_u = json.at("px_per_u").get<double>();
  for (const Json& node : json.at("nodes")) screen.nodes.push_back(node_of(node));
  return screen;
}

}  // namespace

bool Node::is(const char* wanted) const { return std::find(state.begin(), state.end(), wanted) != state.end(); }

Rect intersect(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x);
  const double y = std::max(a.y, b.y);
  return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x), std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

Result<std::vector<Screen>> read_screens(const Json& ui_json) {
  try {
    std::vector<Screen> screens;
    for (const Json& screen : ui_json.at("screens")) screens.push_back(screen_of(screen));
    return screens;
  } catch (const std::exception& fault) {
    return Error{ErrorCode::bad_input, fault.what(), "ui.json", "It must have the form of docs/ui_json.md."};
  }
}

std::optional<Picture> read_png(const std::filesystem::path& file) {
  Picture out;
  int channels = 0;
  unsigned char* pixels = stbi_load(file.c_str(), &out.width, &out.height, &channels, 3);
  if (pixels == nullptr) return std::nullopt;
  out.rgb.assign(pixels, pixels + static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
  stbi_image_free(pixels);
  return out;
}

Result<Tour> check_tour(const std::filesystem::path& folder) {
  constexpr std::size_t ui_json_bytes_max = 256U * 1024 * 1024;
  const auto text = read_file(folder / "ui.json", ui_json_bytes_max);
  if (!text) return text.error();
  const auto screens = read_screens(Json::parse(*text, nullptr, false));
  if (!screens) return screens.error();
  if (screens->empty()) return Error{ErrorCode::bad_input, "no screens", folder / "ui.json", "Take the tour anew."};
  Tour tour;
  tour.screens = screens->size();
  for (const Screen& screen : *screens) {
    const std::string file = screen.name + ".png";
    const auto picture = read_png(folder / file);
    const bool fits =
        picture && picture->width == static_cast<int>(screen.width_px) && picture->height == static_cast<int>(screen.height_px);
    if (!fits)
      tour.findings.push_back({screen.name, file, picture ? "has another size than its screen" : "is missing or unreadable"});
    for (Finding& finding : check_screen(screen, fits ? &*picture : nullptr)) tour.findings.push_back(std::move(finding));
  }
  return tour;
}

}  // namespace countersign::audit
