// The touch rules (docs/decisions/0001-own-hit-testing.md) through the whole toolkit.

#include <doctest/doctest.h>

#include "kiosk/ui/touch.hpp"
#include "tests/view/ui_bench.hpp"

namespace countersign::ui {
namespace {

constexpr Rect button_place{200, 200, 200, 80};
constexpr Point on_button{300, 240};

struct OneButton {
  int presses = 0;
  Bench bench{[this](Ui& ui) {
    if (button(ui, button_place, {.id = "go", .label = "Go"})) ++presses;
  }};
};

TEST_CASE("a touch acts on release, not before") {
  OneButton one;
  one.bench.press(on_button);
  CHECK(one.bench.has("go", "pressed"));
  CHECK(one.presses == 0);
  one.bench.release(on_button);
  CHECK(one.presses == 1);
  CHECK_FALSE(one.bench.has("go", "pressed"));
}

TEST_CASE("where a touch ends decides") {
  struct Row {
    const char* what;
    Point down;
    Point via;
    Point up;
    int presses;
  };
  const Row rows[] = {{"stays", on_button, {310, 250}, {305, 245}, 1},
                      {"slides within a wide target", on_button, {210, 240}, {390, 270}, 1},
                      {"slides off", on_button, {300, 300}, {300, 300}, 0},
                      {"slides off and back", on_button, {300, 300}, on_button, 0},
                      {"begins beside it", {100, 240}, on_button, on_button, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.what);
    OneButton one;
    one.bench.press(row.down);
    one.bench.move(row.via);
    one.bench.release(row.up);
    CHECK(one.presses == row.presses);
  }
}

TEST_CASE("sliding off gives the look of rest back at once") {
  OneButton one;
  one.bench.press(on_button);
  one.bench.move({300, 300});
  CHECK_FALSE(one.bench.has("go", "pressed"));
}

TEST_CASE("press and release that arrive together are one tap, in separate frames") {
  OneButton one;
  Bench& bench = one.bench;
  bench.settle();
  bench.frame({bench.pointer(PointerInput::Kind::press, on_button), bench.pointer(PointerInput::Kind::release, on_button)});
  CHECK(bench.ui.wants_frame());
  CHECK_FALSE(bench.has("go", "pressed"));  // the pointer is there, not yet down
  bench.frame();
  CHECK(bench.has("go", "pressed"));
  CHECK(one.presses == 0);
  CHECK(bench.ui.wants_frame());
  bench.frame();
  CHECK(one.presses == 1);
}

TEST_CASE("a second touch of the same target counts only after its repeat time") {
  struct Row {
    int after_ms;
    int presses;
  };
  for (const Row& row : {Row{100, 1}, Row{250, 1}, Row{320, 2}}) {
    CAPTURE(row.after_ms);
    OneButton one;
    one.bench.press(on_button);
    one.bench.release(on_button);
    one.bench.spec.now = one.bench.spec.now + milliseconds(row.after_ms);
    one.bench.press(on_button);
    one.bench.release(on_button);
    CHECK(one.presses == row.presses);
  }
}

TEST_CASE("PIN keys repeat after 80 ms") {
  std::string digits;
  Bench bench{[&](Ui& ui) {
    for (const PadKey& key : pin_pad(ui, {100, 100, 480, 420})) digits += std::to_string(key.digit);
  }};
  for (int i = 0; i < 3; ++i) {
    bench.press(bench.middle("key.5"));
    bench.release(bench.middle("key.5"));
    bench.wait(70);
  }
  CHECK(digits == "555");
}

TEST_CASE("the outer 5 mm are for palms, and a target that reaches into them works further in") {
  int presses = 0;
  Bench bench{[&](Ui& ui) {
    if (button(ui, {0, 400, 200, 80}, {.id = "edge", .label = "Edge"})) ++presses;
  }};
  bench.tap({10, 440});
  CHECK(presses == 0);
  bench.tap({60, 440});
  CHECK(presses == 1);
}

TEST_CASE("what is touched within 250 ms of a screen change is ignored") {
  for (const int after : {50, 200, 300}) {
    CAPTURE(after);
    OneButton one;
    one.bench.settle();
    one.bench.spec.screen = "second";
    one.bench.frame();
    one.bench.wait(after - 48);  // the press itself comes two frames later
    one.bench.press(on_button);
    one.bench.release(on_button);
    CHECK(one.presses == (after >= 250 ? 1 : 0));
  }
}

TEST_CASE("a disabled button takes the touch and does nothing with it") {
  int above = 0;
  int below = 0;
  Bench bench{[&](Ui& ui) {
    if (button(ui, button_place, {.id = "below", .label = "Below"})) ++below;
    if (button(ui, button_place, {.id = "above", .label = "Above", .enabled = false})) ++above;
  }};
  bench.tap(on_button);
  CHECK(above + below == 0);
  CHECK(bench.has("above", "disabled"));
}

TEST_CASE("what was drawn last is what the finger meets") {
  std::string pressed;
  Bench bench{[&](Ui& ui) {
    if (button(ui, button_place, {.id = "below", .label = "Below"})) pressed += "below";
    if (button(ui, button_place, {.id = "above", .label = "Above"})) pressed += "above";
  }};
  bench.tap(on_button);
  CHECK(pressed == "above");
}

struct LongList {
  int presses = 0;
  Bench bench{[this](Ui& ui) {
    Rect content = ui.begin_scroll("list", {100, 100, 600, 400});
    const float top = content.y;
    for (int i = 0; i < 20; ++i) {
      if (button(ui, content.cut_top(80), {.id = "row." + std::to_string(i), .label = "Row"})) ++presses;
      content.cut_top(20);
    }
    ui.end_scroll(content.y - top);
  }};
  float offset() const { return 100 - bench.find("row.0")->rect.y; }
};

TEST_CASE("two millimetres are a touch, more is a scroll that lets the pressed row go") {
  LongList list;
  list.bench.press({300, 240});
  list.bench.move({300, 233});
  CHECK(list.bench.has("row.1", "pressed"));
  CHECK(list.offset() == doctest::Approx(0));
  list.bench.move({300, 200});
  CHECK_FALSE(list.bench.has("row.1", "pressed"));
  CHECK(list.offset() == doctest::Approx(40).epsilon(0.03));
  list.bench.wait(300);
  list.bench.release({300, 200});
  CHECK(list.presses == 0);
}

TEST_CASE("a fling goes on, slows down as exp(-2 t), and ends") {
  LongList list;
  Bench& bench = list.bench;
  bench.press({300, 440});
  for (int i = 1; i <= 6; ++i) bench.move({300, 440 - 16.0F * static_cast<float>(i)});  // 16 u in 16 ms: 1000 u/s
  const float left_at = list.offset();
  bench.release({300, 344});
  CHECK(bench.ui.wants_frame());
  const int frames = bench.settle(400);
  CHECK(frames > 30);
  CHECK(frames < 200);
  // The last 80 ms hold 64 u and one frame of rest: 800 u/s. From there to the stop speed: (800 - 60) / 2 u.
  CHECK(list.offset() - left_at == doctest::Approx(370).epsilon(0.03));
}

TEST_CASE("a finger that rests before it leaves does not fling") {
  LongList list;
  list.bench.press({300, 440});
  for (int i = 1; i <= 6; ++i) list.bench.move({300, 440 - 16.0F * static_cast<float>(i)});
  const float left_at = list.offset();
  list.bench.spec.now = list.bench.spec.now + milliseconds(300);
  list.bench.release({300, 344});
  list.bench.settle();
  CHECK(list.offset() == doctest::Approx(left_at));
}

TEST_CASE("a touch on a list that still moves stops it and presses nothing") {
  LongList list;
  Bench& bench = list.bench;
  bench.press({300, 440});
  for (int i = 1; i <= 6; ++i) bench.move({300, 440 - 16.0F * static_cast<float>(i)});
  bench.release({300, 344});
  bench.frame();
  bench.press({300, 200});
  const float stopped_at = list.offset();
  bench.release({300, 200});
  bench.settle();
  CHECK(list.presses == 0);
  CHECK(list.offset() == doctest::Approx(stopped_at));
}

TEST_CASE("a signature takes every point that arrived, in millimetres, and survives sliding out of the pad") {
  std::vector<Stroke> strokes;
  const Rect pad{200, 200, 552, 400};
  Bench bench{[&](Ui& ui) {
    if (auto stroke = signature_pad(ui, pad, "pad", strokes, true)) strokes.push_back(*stroke);
  }};
  bench.press({240, 300});
  std::vector<Input> burst;
  for (int i = 1; i <= 40; ++i)
    burst.push_back(bench.pointer(PointerInput::Kind::move, {240 + 4.0F * static_cast<float>(i), 300}));
  bench.frame(burst);
  bench.move({400, 700});
  bench.release({400, 700});
  REQUIRE(strokes.size() == 1);
  CHECK(strokes[0].size() == 42);
  CHECK(strokes[0].front().x_mm == doctest::Approx(10));
  CHECK(strokes[0].front().y_mm == doctest::Approx(25));
  CHECK(strokes[0].front().t_ms == 0);
  CHECK(strokes[0].back().y_mm == doctest::Approx(100));  // held to the pad's edge
  CHECK(strokes[0].back().t_ms > 0);
}

}  // namespace
}  // namespace countersign::ui
