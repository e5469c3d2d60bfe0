// The on-screen keyboard and the fields it writes into.

#include <doctest/doctest.h>

#include "tests/view/ui_bench.hpp"

namespace countersign::ui {
namespace {

struct Desk {
  std::string text;
  int hides = 0;
  Bench bench{[this](Ui& ui) {
    Rect window = ui.window();
    const Rect keys = window.cut_bottom(keyboard_height(ui));
    field(ui, {48, 48, 800, 80}, {.id = "text", .label = "Text", .value = text, .active = true});
    const auto typed = keyboard(ui, keys, ui.spec().language);
    for (const Typed& one : typed) hides += one.kind == Typed::Kind::hide ? 1 : 0;
    apply_typed(text, typed, 40);
  }};

  void tap(const std::string& id) {
    REQUIRE_MESSAGE(bench.find(id) != nullptr, id);
    const Point at = bench.middle(id);
    bench.press(at);
    bench.release(at);
    bench.wait(100);
  }
};

TEST_CASE("letters, shift, lock, symbols, space and backspace") {
  struct Row {
    std::vector<std::string> keys;
    std::string text;
  };
  const Row rows[] = {
      {{"key.h", "key.i"}, "hi"},
      {{"key.shift", "key.h", "key.i"}, "Hi"},
      {{"key.shift", "key.shift", "key.h", "key.i"}, "HI"},
      {{"key.shift", "key.shift", "key.h", "key.shift", "key.i"}, "Hi"},
      {{"key.a", "key.space", "key.b"}, "a b"},
      {{"key.symbols", "key.1", "key.symbols", "key.a"}, "1a"},
      {{"key.a", "key.,", "key.b", "key.."}, "a,b."},
      {{"key.a", "key.b", "key.backspace"}, "a"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Desk desk;
    for (const std::string& key : row.keys) desk.tap(key);
    CHECK(desk.text == row.text);
  }
}

TEST_CASE("a long press offers accents; the finger slides to one") {
  Desk desk;
  const Point key = desk.bench.middle("key.e");
  desk.bench.press(key);
  REQUIRE(desk.bench.ui.next_deadline());
  CHECK(desk.bench.find("accent.é") == nullptr);
  desk.bench.wait(460);
  REQUIRE(desk.bench.find("accent.é") != nullptr);
  const Point accent = desk.bench.middle("accent.é");
  desk.bench.move(accent);
  CHECK(desk.bench.has("accent.é", "pressed"));
  desk.bench.release(accent);
  CHECK(desk.text == "é");
  desk.bench.frame();
  CHECK(desk.bench.find("accent.é") == nullptr);
}

TEST_CASE("a long press that lifts in place leaves the accents to be touched") {
  Desk desk;
  const Point key = desk.bench.middle("key.e");
  desk.bench.press(key);
  desk.bench.wait(460);
  desk.bench.release(key);
  CHECK(desk.text.empty());
  desk.bench.frame();
  desk.tap("accent.è");
  CHECK(desk.text == "è");
}

TEST_CASE("the accent key serves the next letter, or the one typed last") {
  Desk next;
  next.tap("key.accents");
  next.tap("key.n");
  CHECK(next.text.empty());
  next.tap("accent.ñ");
  CHECK(next.text == "ñ");

  Desk last;
  last.tap("key.c");
  last.tap("key.a");
  last.tap("key.accents");
  last.tap("accent.à");
  CHECK(last.text == "cà");
}

TEST_CASE("shift makes accents capital") {
  Desk desk;
  desk.tap("key.shift");
  desk.tap("key.accents");
  desk.tap("key.e");
  desk.tap("accent.É");
  CHECK(desk.text == "É");
}

TEST_CASE("Back closes the accents and goes no further") {
  Desk desk;
  desk.tap("key.accents");
  desk.tap("key.e");
  REQUIRE(desk.bench.find("accent.é") != nullptr);
  desk.bench.key(Key::back);
  CHECK_FALSE(desk.bench.ui.back_key());
  desk.bench.frame();
  CHECK(desk.bench.find("accent.é") == nullptr);
}

TEST_CASE("backspace goes on while it is held, by the clock") {
  Desk desk;
  desk.text = "0123456789";
  const Point key = desk.bench.middle("key.backspace");
  desk.bench.press(key);
  desk.bench.wait(460);
  for (int i = 0; i < 3; ++i) desk.bench.wait(90);
  desk.bench.release(key);
  CHECK(desk.text == "012345");
}

TEST_CASE("real keys type as well, and the field has a limit") {
  Desk desk;
  desk.bench.type(U'n');
  desk.bench.type(U'é');
  CHECK(desk.text == "né");
  desk.bench.key(Key::backspace);
  CHECK(desk.text == "n");
  for (int i = 0; i < 60; ++i) desk.bench.type(U'x');
  CHECK(desk.text.size() == 40);
}

TEST_CASE("the hide key says so") {
  Desk desk;
  desk.tap("key.hide");
  CHECK(desk.hides == 1);
}

TEST_CASE("every key of every layout has a name and is large enough, on every panel") {
  struct Panel {
    int width_px;
    int height_px;
    float px_per_u;
  };
  for (const Panel& panel : {Panel{1280, 800, 1.4747F}, Panel{1280, 800, .945F}, Panel{1080, 1920, 1.0075F}})
    for (const char* language : {"en", "fr", "es", "de"})
      for (const bool symbols : {false, true}) {
        CAPTURE(panel.px_per_u);
        CAPTURE(language);
        Desk desk;
        desk.bench.spec.width_px = panel.width_px;
        desk.bench.spec.height_px = panel.height_px;
        desk.bench.spec.px_per_u = panel.px_per_u;
        desk.bench.spec.language = Language{language};
        desk.bench.settle();
        if (symbols) desk.tap("key.symbols");
        for (const Node& node : desk.bench.ui.tree().nodes) {
          if (node.role != "button") continue;
          CAPTURE(node.id);
          CHECK_FALSE(node.name.empty());
          CHECK(node.rect.w >= 59.5F);
          CHECK(node.rect.h >= 59.5F);
          CHECK(node.rect.right() <= desk.bench.ui.window().right());
        }
      }
}

TEST_CASE("a PIN pad takes real digits and tells nobody which") {
  std::vector<PadKey> keys;
  Bench bench{[&](Ui& ui) {
    for (const PadKey& key : pin_pad(ui, {100, 200, 480, 420})) keys.push_back(key);
    pin_field(ui, {100, 100, 480, 80}, "pin", "PIN", keys.size(), 6);
  }};
  bench.frame({KeyInput{Key::other, 4, U'4', bench.spec.now}, KeyInput{Key::other, -1, U'2', bench.spec.now},
               KeyInput{Key::backspace, -1, 0, bench.spec.now}});
  REQUIRE(keys.size() == 3);
  CHECK(keys[0].digit == 4);
  CHECK(keys[1].digit == 2);
  CHECK(keys[2].kind == PadKey::Kind::backspace);
  CHECK(bench.find("pin")->value == "3/6");
}

}  // namespace
}  // namespace countersign::ui
