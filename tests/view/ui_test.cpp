// The frame and the semantic tree.

#include <doctest/doctest.h>

#include <set>

#include "kiosk/ui/motion.hpp"
#include "tests/view/ui_bench.hpp"

namespace countersign::ui {
namespace {

Bar full_bar() {
  return {.back = Button{.id = "back", .label = "Back", .icon = "left", .icon_leading = true},
          .extras = {{.id = "listen", .label = "Listen", .icon = "listen", .icon_leading = true, .kind = ButtonKind::quiet},
                     {.id = "ask", .label = "Ask HR first", .icon = "bubble", .icon_leading = true, .kind = ButtonKind::quiet}},
          .primary = Button{.id = "next", .label = "Show me the card", .icon = "right", .kind = ButtonKind::primary}};
}

Rect draw_header_and_bar(Ui& ui) {
  Rect window = ui.window();
  header(ui, window,
         {.title = "Sign the social media policy",
          .step = "Card 3 of 6",
          .progress_count = 6,
          .progress_current = 2,
          .leave = true});
  bar(ui, window, full_bar());
  return window;
}

void draw_frame(Ui& ui) { draw_header_and_bar(ui); }

void draw_page(Ui& ui) {
  Rect rest = content(ui, draw_header_and_bar(ui));
  words_in(ui, rest, "Say who you work for", {.style = Style::headline}, 16);
  words_in(ui, rest, "When you write about parcels.", {.style = Style::large}, 16);
}

TEST_CASE("motion follows its cubic bezier") {
  CHECK(ease(0) == 0);
  CHECK(ease(1) == 1);
  CHECK(ease(0.1F) == doctest::Approx(0.638).epsilon(0.02));
  CHECK(ease(0.5F) == doctest::Approx(0.948).epsilon(0.01));
  for (float t = 0; t < 1; t += 0.05F) CHECK(ease(t) <= ease(t + 0.05F));
}

TEST_CASE("nothing wants to be drawn when nothing moves") {
  for (const bool reduced : {true, false}) {
    CAPTURE(reduced);
    Bench bench{draw_page};
    bench.spec.reduced_motion = reduced;
    bench.settle();
    CHECK_FALSE(bench.ui.wants_frame());
    CHECK_FALSE(bench.ui.next_deadline());
    bench.spec.screen = "second";
    bench.frame();
    CHECK(bench.ui.wants_frame());
    CHECK(bench.ui.screen_is_entering());
    CHECK(bench.settle() < 30);
    CHECK_FALSE(bench.ui.screen_is_entering());
    bench.press(bench.middle("next"));
    bench.release(bench.middle("next"));
    CHECK(bench.settle() < 30);
  }
}

TEST_CASE("three frames are drawn after an input, then none") {
  Bench bench{draw_page};
  bench.settle();
  bench.frame({bench.pointer(PointerInput::Kind::move, {500, 500})});
  CHECK(bench.settle() == 2);
}

TEST_CASE("a new screen comes in from its side and stands still after 240 ms") {
  Bench bench{draw_page};
  bench.spec.reduced_motion = false;
  bench.settle();
  for (const int direction : {1, -1}) {
    CAPTURE(direction);
    bench.spec.screen += "x";
    bench.spec.screen_direction = direction;
    bench.frame();
    CHECK(bench.ui.enter_offset() * static_cast<float>(direction) > 12);
    CHECK(bench.ui.enter_alpha() < 0.5F);
    bench.wait(240);
    CHECK(bench.ui.enter_offset() == doctest::Approx(0));
    CHECK(bench.ui.enter_alpha() == doctest::Approx(1));
  }
}

TEST_CASE("ids are unique, whatever the view says") {
  Bench bench{[](Ui& ui) {
    button(ui, {100, 100, 200, 80}, {.id = "same", .label = "One"});
    button(ui, {100, 300, 200, 80}, {.id = "same", .label = "Two"});
    for (int i = 0; i < 4; ++i) words(ui, {400, 100, 300, 60}, "Text");
  }};
  std::set<std::string> ids;
  for (const Node& node : bench.ui.tree().nodes) CHECK(ids.insert(node.id).second);
  CHECK(bench.find("same#2") != nullptr);
}

TEST_CASE("of two targets with one id only the touched one acts") {
  std::string pressed;
  Bench bench{[&](Ui& ui) {
    if (button(ui, {100, 100, 200, 80}, {.id = "same", .label = "One"})) pressed += "one";
    if (button(ui, {100, 300, 200, 80}, {.id = "same", .label = "Two"})) pressed += "two";
  }};
  bench.tap({200, 340});
  CHECK(pressed == "two");
}

TEST_CASE("the tree reads header, content, bar, whatever the order of drawing") {
  Bench bench{draw_page};
  std::vector<std::string> ids;
  for (const Node& node : bench.ui.tree().nodes) ids.push_back(node.id);
  const std::vector<std::string> expected{"title",     "step",     "tool.leave", "tool.language", "tool.display",
                                          "tool.help", "progress", "heading.1",  "paragraph.1",   "back",
                                          "listen",    "ask",      "next"};
  CHECK(ids == expected);
}

TEST_CASE("ui.json has the members of its format, in pixels") {
  Bench bench{draw_page};
  const Json json = to_json(bench.ui.tree());
  CHECK(json.at("name") == "first");
  CHECK(json.at("language") == "en");
  CHECK(json.at("theme") == "light");
  CHECK(json.at("text_scale") == 100);
  CHECK(json.at("window_px") == Json::array({1280, 800}));
  const Json& node = json.at("nodes").at(7);
  CHECK(node.at("role") == "heading");
  CHECK(node.at("name") == "Say who you work for");
  CHECK(node.at("order") == 7);
  CHECK(node.at("text_size_u") == 56);
  CHECK(node.at("color") == "#111827");
  CHECK(node.at("background") == "#f7f9fc");
  for (const char* member : {"id", "value", "state", "rect_px", "clip_px", "focusable", "language", "truncated", "scrolls"})
    CHECK(node.contains(member));
  CHECK(node.at("rect_px").size() == 4);
}

// Header and bar in every window and at every text scale.
TEST_CASE("in header and bar nothing is cut, overlaps, or is too small") {
  struct Panel {
    const char* name;
    int width_px;
    int height_px;
    float px_per_u;
  };
  const Panel panels[] = {{"10 inch", 1280, 800, 1.4747F},
                          {"15 inch", 1920, 1080, 1.3953F},
                          {"21 inch", 1920, 1080, 1.0084F},
                          {"portrait", 1080, 1920, 1.0075F},
                          {"32 inch", 3840, 2160, 1.3559F}};
  for (const Panel& panel : panels)
    for (const int scale : {100, 160, 200})
      for (const char* language : {"en", "fr", "es"}) {
        CAPTURE(panel.name);
        CAPTURE(scale);
        CAPTURE(language);
        Bench bench{draw_frame};
        bench.spec.width_px = panel.width_px;
        bench.spec.height_px = panel.height_px;
        bench.spec.px_per_u = panel.px_per_u;
        bench.spec.text_scale = scale;
        bench.spec.language = Language{language};
        bench.settle();
        const auto& nodes = bench.ui.tree().nodes;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
          CAPTURE(nodes[i].id);
          CHECK_FALSE(nodes[i].truncated);
          CHECK(nodes[i].rect.x >= 0);
          CHECK(nodes[i].rect.right() <= bench.ui.window().right() + 0.5F);
          CHECK(nodes[i].rect.bottom() <= bench.ui.window().bottom() + 0.5F);
          if (nodes[i].role == "button") CHECK(std::min(nodes[i].rect.w, nodes[i].rect.h) >= 72);
          for (std::size_t j = i + 1; j < nodes.size(); ++j) {
            CAPTURE(nodes[j].id);
            const Rect both = intersect(nodes[i].rect.inset(0.5F, 0.5F), nodes[j].rect.inset(0.5F, 0.5F));
            CHECK_FALSE((both.w > 0 && both.h > 0));
          }
        }
      }
}

TEST_CASE("choices, rows and buttons grow to hold their text") {
  for (const int scale : {100, 160, 200}) {
    CAPTURE(scale);
    Bench bench{[](Ui& ui) {
      const Choice answer{.id = "a",
                          .label = "Ask Leo to take it down and tell the social desk together",
                          .letter = "A",
                          .state = ChoiceState::wrong,
                          .verdict = "Your answer"};
      choice(ui, {100, 100, 600, choice_height(ui, 600, answer)}, answer);
      const Button call{.id = "b", .label = "Yes, I would like to have some more time", .kind = ButtonKind::primary};
      button(ui, {100, 600, 500, button_height(ui, 500, call)}, call);
    }};
    bench.spec.text_scale = scale;
    bench.settle();
    CHECK(bench.find("a")->rect.h >= 108);
    CHECK(bench.find("a")->value == "A, Your answer");
    CHECK_FALSE(bench.find("a")->truncated);
    if (scale >= 160) CHECK_FALSE(bench.find("b")->truncated);
    if (scale >= 160) CHECK(bench.find("b")->rect.h > 100);
  }
}

TEST_CASE("right to left is the mirror image, and touch follows") {
  int presses = 0;
  Bench bench{[&](Ui& ui) {
    if (button(ui, {100, 100, 200, 80}, {.id = "go", .label = "Go"})) ++presses;
  }};
  bench.spec.language = Language{"ar"};
  bench.frame();
  const float width = bench.ui.window().w;
  CHECK(bench.find("go")->rect.right() == doctest::Approx(width - 100));
  bench.tap({width - 200, 140});
  CHECK(presses == 1);
}

}  // namespace
}  // namespace countersign::ui
