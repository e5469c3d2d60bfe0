// The audit must fail on bad screens: each row seeds one fault into a good screen and expects exactly its finding.

#include <doctest/doctest.h>

#include <functional>

#include "tests/unit/scratch_folder.hpp"
#include "tests/view/audit/audit.hpp"

using namespace countersign;

namespace {

audit::Node control(const char* id, audit::Rect rect) {
  audit::Node node;
  node.id = id;
  node.role = "button";
  node.name = id;
  node.language = "en";
  node.rect = rect;
  node.clip = {0, 0, 1000, 800};
  node.focusable = true;
  node.text_size_u = 32;
  node.color = 0x111827;
  node.background = 0xFFFFFF;
  return node;
}

audit::Node paragraph(const char* id, audit::Rect rect) {
  audit::Node node = control(id, rect);
  node.role = "paragraph";
  node.focusable = false;
  return node;
}

audit::Node icon(const char* id, audit::Rect rect) {
  audit::Node node = control(id, rect);
  node.text_size_u = 0;
  return node;
}

audit::Screen good_screen() {
  return {"good",
          1000,
          800,
          1,
          {paragraph("text", {40, 40, 600, 46}), icon("help", {900, 20, 80, 80}), control("back", {40, 700, 200, 80}),
           control("next", {700, 700, 200, 80})}};
}

audit::Node& node_of(audit::Screen& screen, const std::string& id) {
  for (auto& node : screen.nodes)
    if (node.id == id) return node;
  throw std::out_of_range(id);
}

void paint(audit::Picture& picture, audit::Rect rect, unsigned char ink) {
  for (int y = static_cast<int>(rect.y); y < static_cast<int>(rect.bottom()); ++y)
    for (int x = static_cast<int>(rect.x) * 3; x < static_cast<int>(rect.right()) * 3; ++x)
      picture.rgb[static_cast<std::size_t>(y) * 3000 + static_cast<std::size_t>(x)] = ink;
}

// White, with a dark stroke in the middle of every node.
audit::Picture picture_of(const audit::Screen& screen, unsigned char ink = 0x11) {
  audit::Picture out{1000, 800, std::vector<unsigned char>(1000 * 800 * 3, 0xFF)};
  for (const auto& node : screen.nodes) paint(out, {node.rect.x + 30, node.rect.y + node.rect.h / 2, 20, 2}, ink);
  return out;
}

bool finds(const audit::Findings& findings, const char* what) {
  for (const auto& finding : findings)
    if (finding.what.find(what) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("a good screen has no findings") {
  const auto screen = good_screen();
  const auto picture = picture_of(screen);
  CHECK(audit::check_screen(screen, &picture).empty());
}

TEST_CASE("each seeded fault is found") {
  struct Row {
    const char* fault;
    std::function<void(audit::Screen&)> seed;
    const char* finding;
  };
  const Row rows[] = {
      {"a target too low", [](auto& s) { node_of(s, "back").rect.h = 52; }, "is a target of"},
      {"a target too narrow", [](auto& s) { node_of(s, "back").rect.w = 40; }, "is a target of"},
      {"an icon's target too small",
       [](auto& s) {
         node_of(s, "help").rect = {900, 20, 56, 56};
       },
       "is a target of"},
      {"a disabled target too small",
       [](auto& s) {
         node_of(s, "back").rect.h = 52, node_of(s, "back").focusable = false, node_of(s, "back").state = {"disabled"};
       },
       "is a target of"},
      {"targets too near", [](auto& s) { node_of(s, "next").rect.x = 245; }, "u from the target"},
      {"an icon too near",
       [](auto& s) {
         s.nodes.push_back(icon("more", {245, 700, 80, 80}));
       },
       "u from the target"},
      {"targets that overlap", [](auto& s) { node_of(s, "next").rect.x = 200; }, "overlaps the target"},
      {"a target in another",
       [](auto& s) {
         s.nodes.push_back(icon("more", {50, 705, 70, 70}));
       },
       "lies in the target"},
      {"a target that another covers",
       [](auto& s) {
         s.nodes.push_back(control("all", {30, 690, 400, 100}));
       },
       "lies in the target"},
      {"targets that overlap where a scroll area has them out of view",
       [](auto& s) {
         for (const char* id : {"a", "b"}) {
           audit::Node row = control(id, {300, id[0] == 'a' ? 300.0 : 340.0, 200, 80});
           row.scrolls = true, row.clip = {300, 100, 300, 100};
           s.nodes.insert(s.nodes.begin() + 2, row);
         }
       },
       "overlaps the target"},
      {"a target under a dialog",
       [](auto& s) {
         audit::Node dialog = paragraph("time", {400, 200, 400, 300});
         dialog.role = "dialog", dialog.text_size_u = 0;
         s.nodes.push_back(dialog);
       },
       "under the dialog"},
      {"a target beside its dialog",
       [](auto& s) {
         for (auto& node : s.nodes) node.state = {"hidden"};
         audit::Node dialog = paragraph("time", {400, 200, 400, 300});
         dialog.role = "dialog", dialog.text_size_u = 0;
         s.nodes.push_back(dialog);
         s.nodes.push_back(control("yes", {700, 400, 200, 80}));
       },
       "leaves the dialog"},
      {"text cut short", [](auto& s) { node_of(s, "text").truncated = true; }, "is cut short"},
      {"text cut short in a scroll area",
       [](auto& s) { node_of(s, "text").truncated = true, node_of(s, "text").scrolls = true; }, "is cut short"},
      {"text out of the window", [](auto& s) { node_of(s, "text").rect.x = 900; }, "leaves the place"},
      {"an icon out of the window", [](auto& s) { node_of(s, "help").rect.x = 950; }, "leaves the place"},
      {"text out of its clip", [](auto& s) { node_of(s, "text").clip.h = 60; }, "leaves the place"},
      {"text wider than its scroll area", [](auto& s) { node_of(s, "text").scrolls = true, node_of(s, "text").clip.w = 300; },
       "wider than its scroll area"},
      {"overlapping text",
       [](auto& s) {
         s.nodes.push_back(paragraph("more", {300, 60, 600, 46}));
       },
       "overlaps the text"},
      {"text on text",
       [](auto& s) {
         s.nodes.push_back(paragraph("more", {60, 42, 200, 40}));
       },
       "overlaps the text"},
      {"text over an icon",
       [](auto& s) {
         s.nodes.push_back(paragraph("more", {760, 40, 180, 46}));
       },
       "overlaps the text"},
      {"overlapping text where a scroll area has it out of view",
       [](auto& s) {
         for (const char* id : {"chip", "more"}) {
           audit::Node words = paragraph(id, {300, id[0] == 'c' ? 300.0 : 320.0, 200, 46});
           words.scrolls = true, words.clip = {300, 100, 300, 100};
           s.nodes.push_back(words);
         }
       },
       "overlaps the text"},
      {"weak declared contrast", [](auto& s) { node_of(s, "text").color = 0x888888; }, "declared contrast"},
      {"weak declared contrast of an icon", [](auto& s) { node_of(s, "help").color = 0xAAAAAA; },
       "icon with a declared contrast"},
      {"small text", [](auto& s) { node_of(s, "text").text_size_u = 20; }, "u small"},
      {"a control that keys cannot reach", [](auto& s) { node_of(s, "back").focusable = false; }, "cannot be reached by keys"},
      {"keys that go up",
       [](auto& s) {
         node_of(s, "next").rect = {40, 400, 200, 80};
       },
       "which lies below it"},
      {"an id twice", [](auto& s) { node_of(s, "next").id = "back"; }, "id of another node"},
      {"no language", [](auto& s) { node_of(s, "text").language.clear(); }, "has no language"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.fault);
    auto screen = good_screen();
    row.seed(screen);
    CHECK(finds(audit::check_screen(screen, nullptr), row.finding));
  }
}

TEST_CASE("contrast is measured from the pixels") {
  const auto screen = good_screen();
  const auto faint = picture_of(screen, 0x90);
  CHECK(finds(audit::check_screen(screen, &faint), "in the picture"));
}

TEST_CASE("an icon is not seen by the dark corners around its button") {
  auto screen = good_screen();
  auto picture = picture_of(screen);
  const audit::Rect help = screen.nodes[1].rect;
  paint(picture, help, 0xFF);
  for (const double x : {help.x, help.right() - 6}) paint(picture, {x, help.y, 6, 6}, 0x00);
  CHECK(finds(audit::check_screen(screen, &picture), "has an icon with a contrast of"));
}

TEST_CASE("contrast is that of WCAG") {
  CHECK(audit::contrast(0x000000, 0xFFFFFF) == doctest::Approx(21.0));
  CHECK(audit::contrast(0x111827, 0xF7F9FC) == doctest::Approx(16.8).epsilon(0.01));
}

TEST_CASE("what is hidden under a dialog is not judged") {
  auto screen = good_screen();
  screen.nodes[0].truncated = true;
  screen.nodes[0].state = {"hidden"};
  CHECK(audit::check_screen(screen, nullptr).empty());
}

TEST_CASE("a tour without its pictures is not a good one") {
  // A picture of one pixel.
  constexpr unsigned char dot[] = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48,
                                   0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
                                   0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78,
                                   0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01, 0x48, 0xAF, 0xA4, 0x71, 0x00,
                                   0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
  const test::ScratchFolder folder;
  CHECK_FALSE(audit::check_tour(folder.path()));
  folder.write("ui.json", R"({"screens": []})");
  CHECK_FALSE(audit::check_tour(folder.path()));
  folder.write("ui.json", R"({"screens": [{"name": "01-attract", "window_px": [1000, 800], "px_per_u": 1, "nodes": []}]})");
  const auto finding = [&] {
    const auto tour = audit::check_tour(folder.path());
    return tour && tour->findings.size() == 1 ? tour->findings.front().what : std::string();
  };
  CHECK(finding() == "is missing or unreadable");
  folder.write("01-attract.png", "not a picture");
  CHECK(finding() == "is missing or unreadable");
  folder.write("01-attract.png", {reinterpret_cast<const char*>(dot), sizeof dot});
  CHECK(finding() == "has another size than its screen");
}
