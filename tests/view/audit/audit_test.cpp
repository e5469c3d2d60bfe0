// The audit must fail on bad screens: each row seeds one fault into a good screen and expects exactly its finding.

#include <doctest/doctest.h>

#include <functional>

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

audit::Screen good_screen() {
  return {"good",
          1000,
          800,
          1,
          {paragraph("text", {40, 40, 600, 46}), control("back", {40, 700, 200, 80}), control("next", {700, 700, 200, 80})}};
}

// White, with dark strokes in every node.
audit::Picture picture_of(const audit::Screen& screen, unsigned char ink = 0x11) {
  audit::Picture out{1000, 800, std::vector<unsigned char>(1000 * 800 * 3, 0xFF)};
  for (const auto& node : screen.nodes)
    for (int x = 0; x < 20; ++x) {
      const auto at = (static_cast<std::size_t>(node.rect.y + 10) * 1000 + static_cast<std::size_t>(node.rect.x) + 10 +
                       static_cast<std::size_t>(x)) *
                      3;
      for (std::size_t channel = 0; channel < 3; ++channel) out.rgb[at + channel] = ink;
    }
  return out;
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
      {"a target too low", [](auto& s) { s.nodes[1].rect.h = 52; }, "is a target of"},
      {"a target too narrow", [](auto& s) { s.nodes[1].rect.w = 40; }, "is a target of"},
      {"targets too near", [](auto& s) { s.nodes[2].rect.x = 245; }, "u from the target"},
      {"targets that overlap", [](auto& s) { s.nodes[2].rect.x = 200; }, "overlaps the target"},
      {"text cut short", [](auto& s) { s.nodes[0].truncated = true; }, "is cut short"},
      {"text out of the window", [](auto& s) { s.nodes[0].rect.x = 900; }, "leaves the place"},
      {"text out of its clip", [](auto& s) { s.nodes[0].clip.h = 60; }, "leaves the place"},
      {"text below a scroll area that ends before it",
       [](auto& s) { s.nodes[0].clip.h = 60, s.nodes[0].scrolls = false; }, "leaves the place"},
      {"text wider than its scroll area", [](auto& s) { s.nodes[0].scrolls = true, s.nodes[0].clip.w = 300; },
       "wider than its scroll area"},
      {"overlapping text",
       [](auto& s) {
         s.nodes.push_back(paragraph("more", {300, 60, 600, 46}));
       },
       "overlaps the text"},
      {"weak declared contrast", [](auto& s) { s.nodes[0].color = 0x888888; }, "declared contrast"},
      {"small text", [](auto& s) { s.nodes[0].text_size_u = 20; }, "u small"},
      {"a control that keys cannot reach", [](auto& s) { s.nodes[1].focusable = false; }, "cannot be reached by keys"},
      {"keys that go up",
       [](auto& s) {
         s.nodes[2].rect = {40, 400, 200, 80};
       },
       "which lies below it"},
      {"an id twice", [](auto& s) { s.nodes[2].id = "back"; }, "id of another node"},
      {"no language", [](auto& s) { s.nodes[0].language.clear(); }, "has no language"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.fault);
    auto screen = good_screen();
    row.seed(screen);
    const auto findings = audit::check_screen(screen, nullptr);
    REQUIRE(findings.size() >= 1);
    bool found = false;
    for (const auto& finding : findings) found = found || finding.what.find(row.finding) != std::string::npos;
    CHECK(found);
  }
}

TEST_CASE("contrast is measured from the pixels") {
  const auto screen = good_screen();
  const auto faint = picture_of(screen, 0x90);
  const auto findings = audit::check_screen(screen, &faint);
  REQUIRE(!findings.empty());
  CHECK(findings.front().what.find("in the picture") != std::string::npos);
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
