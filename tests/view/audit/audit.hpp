#pragma once
// The layout audit: reads ui.json and the pictures of a tour and finds what a person could not touch, read or reach.
// Rules and numbers: docs/accessibility.md.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace countersign::audit {

constexpr double target_u_min = 60;
constexpr double gap_u_min = 12;
constexpr double row_u_min = 72;  // rows of a list may touch when they are this high
constexpr double text_contrast_min = 7;
constexpr double control_contrast_min = 3;  // of an icon that stands alone
constexpr double text_u_min = 28;

struct Rect {
  double x = 0;
  double y = 0;
  double w = 0;
  double h = 0;
  double right() const { return x + w; }
  double bottom() const { return y + h; }
  bool empty() const { return w <= 0 || h <= 0; }
};
Rect intersect(const Rect& a, const Rect& b);

struct Node {
  std::string id, role, name, value, language;
  std::vector<std::string> state;
  Rect rect, clip;  // px
  bool focusable = false;
  bool truncated = false;
  bool scrolls = false;
  double text_size_u = 0;
  std::uint32_t color = 0;  // 0xRRGGBB
  std::uint32_t background = 0;
  bool is(const char* wanted) const;
  Rect seen() const { return intersect(rect, clip); }
};

struct Screen {
  std::string name;
  double width_px = 0;
  double height_px = 0;
  double px_per_u = 1;
  std::vector<Node> nodes;
};

// RGB, top row first.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> rgb;
};

struct Finding {
  std::string screen;
  std::string node;
  std::string what;
};
using Findings = std::vector<Finding>;

// Fails with bad_input when the file is not a ui.json.
Result<std::vector<Screen>> read_screens(const Json& ui_json);
std::optional<Picture> read_png(const std::filesystem::path& file);

// WCAG 2.2 contrast of two colours 0xRRGGBB: 1 to 21.
double contrast(std::uint32_t a, std::uint32_t b);

// Everything that is wrong with one screen. Without a picture the contrast is taken from the declared colours alone.
Findings check_screen(const Screen& screen, const Picture* picture);

struct Tour {
  std::size_t screens = 0;
  Findings findings;
};
// Checks every screen of FOLDER/ui.json; a picture that is missing, unreadable or of another size is a finding too.
// Fails with bad_input when there is no ui.json, or no screen in it.
Result<Tour> check_tour(const std::filesystem::path& folder);

}  // namespace countersign::audit
