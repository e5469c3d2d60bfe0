// What text looks like on the glass. Writes text-sheet-SCALE.png and text-reading.png into the working folder, for the
// eye: every script at every text scale, and the words of look/05-reading.

#include <doctest/doctest.h>
#include <imgui.h>

#include <limits>
#include <string>

#include "kiosk/ui/text.hpp"
#include "tests/view/offscreen.hpp"
#include "tests/view/text_samples.hpp"

using namespace countersign;
using ui::Point;
using ui::RichText;
using ui::Style;
using ui::TextEngine;
using ui::TextScale;
using ui::TextStyle;
using view::Offscreen;
using view::Picture;

namespace {

const std::string fonts = COUNTERSIGN_SOURCE_DIR "/assets/fonts.conf";
constexpr ui::Rgba ink = 0x111827FF;
constexpr ui::Rgba ink_2 = 0x3B4556FF;
constexpr ui::Rgba blue = 0x0A4FA8FF;
constexpr float everywhere = std::numeric_limits<float>::max();

struct Stage {
  assets::Themes themes = view::sample_themes();
  Offscreen screen;
  TextEngine engine{themes, fonts};
  ImDrawList* list = nullptr;  // within a frame

  explicit Stage(int width = 400, int height = 200) : screen(width, height) { REQUIRE(screen.works()); }

  template <class Draw>
  Picture frame(Draw draw) {
    const auto with_list = [&](ImDrawList& to) {
      list = &to;
      draw();
    };
    return screen.frame(with_list, [&] { engine.end_frame(); });
  }

  // Returns the foot of what was drawn, in px.
  float put(Point at_px, const RichText& text, Style style, float width_u, TextScale scale, ui::Rgba color = ink,
            const std::string& language = "en", float line_u = 0) {
    TextStyle look;
    look.style = style;
    look.line_u = line_u;
    const auto& layout = engine.layout(text, look, width_u, language, scale);
    engine.draw(*list, layout, at_px, color, blue, 1, -everywhere, everywhere);
    return at_px.y + TextEngine::size(layout).h * scale.px_per_u;
  }
};

// How much of a rect is covered by ink, in full pixels.
double darkness(const Picture& picture, int x0, int y0, int x1, int y1) {
  double sum = 0;
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x) sum += (255.0 - picture.at(x, y)[1]) / 255.0;
  return sum;
}
double darkness(const Picture& picture) { return darkness(picture, 0, 0, picture.width_px, picture.height_px); }

bool same(const Picture& a, const Picture& b) { return a.rgba == b.rgba; }

}  // namespace

TEST_CASE("text is there on the first frame, and the same on the next") {
  Stage stage;
  const auto draw = [&] { stage.put({10, 10}, "Say who you work for 👋", Style::body, 0, {1, 1}); };
  const Picture first = stage.frame(draw);
  CHECK(darkness(first) > 200);
  CHECK(same(first, stage.frame(draw)));
}

TEST_CASE("glyphs are rasterised once") {
  Stage stage;
  const auto draw = [&] { stage.put({10, 10}, "lllll", Style::body, 0, {1, 1}); };
  stage.frame(draw);
  const auto glyphs = stage.engine.stats().glyphs;
  CHECK(glyphs >= 1);
  CHECK(glyphs <= 4);  // one a quarter of a pixel
  stage.frame(draw);
  CHECK(stage.engine.stats().glyphs == glyphs);
}

TEST_CASE("text takes the colour, a link the link's") {
  Stage stage;
  const RichText text = std::vector<ui::Span>{{"H", false, false}, {"H", false, true}};
  const Picture picture = stage.frame([&] { stage.put({10, 10}, text, Style::display, 0, {1, 1}, 0xC00000FF); });
  int red = 0;
  int blues = 0;
  for (int x = 0; x < picture.width_px; ++x) {
    const auto* pixel = picture.at(x, 60);
    if (pixel[0] == 0xC0 && pixel[1] == 0 && pixel[2] == 0) ++red;
    if (pixel[0] == 0x0A && pixel[1] == 0x4F && pixel[2] == 0xA8) ++blues;
  }
  CHECK(red > 5);
  CHECK(blues > 5);
}

TEST_CASE("emoji keep their own colours") {
  Stage stage;
  const Picture picture = stage.frame([&] { stage.put({10, 10}, "❤️", Style::display, 0, {1, 1}, 0x00FF00FF); });
  int reds = 0;
  for (int y = 0; y < picture.height_px; ++y)
    for (int x = 0; x < picture.width_px; ++x)
      if (picture.at(x, y)[0] > 180 && picture.at(x, y)[1] < 100) ++reds;
  CHECK(reds > 300);
}

TEST_CASE("a line that is not wholly within the clip is not drawn") {
  Stage stage;
  TextStyle body;
  const auto& layout = stage.engine.layout("one\ntwo\nthree", body, 0, "en", {1, 1});
  const Picture picture = stage.frame([&] { stage.engine.draw(*stage.list, layout, {10, 10}, ink, blue, 1, 20, 10 + 2 * 46); });
  CHECK(darkness(picture, 0, 0, 400, 56) == 0);
  CHECK(darkness(picture, 0, 56, 400, 102) > 50);
  CHECK(darkness(picture, 0, 102, 400, 200) == 0);
}

TEST_CASE("a layout that moves by parts of a pixel keeps its darkness") {
  Stage stage;
  double least = 1e9;
  double most = 0;
  for (int step = 0; step < 8; ++step) {
    const float x = 10 + static_cast<float>(step) / 8;
    const double now = darkness(stage.frame([&] { stage.put({x, 10}, "Moving", Style::body, 0, {1, 1}); }));
    least = std::min(least, now);
    most = std::max(most, now);
  }
  CHECK(most - least < 0.02 * most);
}

TEST_CASE("the atlas is packed anew over its cap, and the text stays right") {
  Stage stage;
  const auto draw = [&] { stage.put({10, 10}, "Before and after 🎉", Style::body, 0, {1, 1}); };
  const Picture before = stage.frame(draw);
  std::size_t pages_max = 0;
  bool packed_anew = false;
  for (int size = 0; size < 120; ++size) {
    const auto glyphs = stage.engine.stats().glyphs;
    const float px_per_u = 4 + static_cast<float>(size) / 16;
    stage.frame([&] { stage.put({0, 0}, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Style::display, 0, {1, px_per_u}); });
    packed_anew = packed_anew || stage.engine.stats().glyphs < glyphs;
    pages_max = std::max(pages_max, stage.engine.stats().pages);
  }
  CHECK(packed_anew);
  CHECK(pages_max <= 16 + 8);  // the cap, and what one frame of very large letters adds to it
  CHECK(same(before, stage.frame(draw)));
}

TEST_CASE("the sheet of every script at every scale") {
  for (const float scale : {1.0F, 1.6F, 2.0F}) {
    const int height = scale > 1 ? 2300 : 800;
    Stage stage(1280, height);
    const TextScale text_scale{scale, 0.945F};
    const Picture sheet = stage.frame([&] {
      float y = 16;
      y = stage.put({16, y}, "Headline 0123456789", Style::headline, 1300, text_scale);
      for (const auto& sample : view::text_samples)
        y = stage.put({16, y}, sample.text, Style::body, 1300, text_scale, ink, sample.language);
      CHECK(y > 500);
      CHECK(y < static_cast<float>(height));  // all of it is on the sheet
    });
    const int percent = static_cast<int>(scale * 100);
    view::write_png(sheet, "text-sheet-" + std::to_string(percent) + ".png");
    CHECK(darkness(sheet) > 10'000);
  }
}

TEST_CASE("the words of the reading screen, to lay beside its picture") {
  Stage stage(1280, 800);
  const TextScale scale{1, 1280.0F / 1354.0F};
  const RichText card = std::vector<ui::Span>{
      {"When you write about parcels, delivery or our work, say that you work for Northwind. Say it ", false, false},
      {"in the post itself", true, false},
      {". Then add that the views are your own.", false, false}};
  const Picture picture = stage.frame([&] {
    const float u = scale.px_per_u;
    const auto at = [u](float x, float y) { return Point{x * u, y * u}; };
    stage.put(at(120.5F, 9), "Your own accounts", Style::body_bold, 0, scale, ink, "en", 38);
    stage.put(at(120.5F, 49), "Card 3 of 6", Style::label, 0, scale, ink_2);
    stage.put(at(159, 142), "Changed in version 4.2", Style::label, 0, scale, ink_2);
    stage.put(at(48, 200), "Say who you work for", Style::headline, 610, scale);
    stage.put(at(48, 284), card, Style::large, 610, scale);
    stage.put(at(746, 217), "“I work for Northwind. My view: the new lockers are great.”", Style::body, 530, scale, ink, "en",
              44);
    stage.put(at(746, 318), "Readers can see the tie.", Style::label, 0, scale, ink_2);
  });
  view::write_png(picture, "text-reading.png");
  CHECK(darkness(picture) > 5'000);
}
