// Keys: Next, Previous, Select and Back reach every function.

#include <doctest/doctest.h>

#include "tests/view/ui_bench.hpp"

namespace countersign::ui {
namespace {

struct Page {
  std::string pressed;
  bool dialog = false;
  bool back = false;
  Bench bench{[this](Ui& ui) {
    Rect window = ui.window();
    const Bar buttons{.back = Button{.id = "back", .label = "Back"},
                      .primary = Button{.id = "next", .label = "Next", .kind = ButtonKind::primary}};
    if (dialog) ui.set_inert(true);
    header(ui, window, {.title = "Title", .step = "Card 1 of 2"});
    if (auto id = bar(ui, window, buttons)) pressed += *id + " ";
    Rect rest = content(ui, window);
    if (choice(ui, rest.cut_top(80), {.id = "a", .label = "First"})) pressed += "a ";
    if (choice(ui, rest.cut_top(80), {.id = "b", .label = "Second", .enabled = false})) pressed += "b ";
    if (choice(ui, rest.cut_top(80), {.id = "c", .label = "Third"})) pressed += "c ";
    if (dialog) {
      Rect inner = begin_dialog(ui, "time", "More time?", {700, 400}).inset(48, 48);
      if (button(ui, inner.cut_top(112), {.id = "yes", .label = "Yes", .height = 112})) pressed += "yes ";
      inner.cut_top(16);
      if (button(ui, inner.cut_top(80), {.id = "no", .label = "No"})) pressed += "no ";
      end_dialog(ui);
    }
    back = ui.back_key();
  }};
};

TEST_CASE("the focus goes along the reading order: header, content, bar") {
  Page page;
  std::string order;
  for (int i = 0; i < 8; ++i) {
    page.bench.key(Key::next);
    order += page.bench.focused() + " ";
  }
  CHECK(order == "tool.language tool.display tool.help a c back next tool.language ");
  page.bench.key(Key::previous);
  CHECK(page.bench.focused() == "next");
}

TEST_CASE("Select activates what has the focus, with a pressed look that ends by itself") {
  Page page;
  for (int i = 0; i < 4; ++i) page.bench.key(Key::next);
  page.bench.key(Key::select);
  CHECK(page.pressed == "a ");
  CHECK(page.bench.has("a", "pressed"));
  REQUIRE(page.bench.ui.next_deadline());
  page.bench.settle();
  page.bench.wait(150);
  CHECK_FALSE(page.bench.has("a", "pressed"));
  CHECK_FALSE(page.bench.ui.next_deadline());
}

TEST_CASE("a key shows where the focus is before it acts") {
  Page page;
  page.bench.key(Key::select);
  CHECK(page.pressed.empty());
  page.bench.key(Key::next);
  page.bench.key(Key::select);
  CHECK(page.pressed.empty());  // a tool of the header
  page.bench.tap({600, 700});   // a touch hides it
  page.bench.key(Key::next);
  CHECK(page.bench.focused() == "tool.language");
}

TEST_CASE("Back is reported once") {
  Page page;
  page.bench.key(Key::back);
  CHECK(page.back);
  page.bench.frame();
  CHECK_FALSE(page.back);
}

TEST_CASE("a dialog takes the focus, keeps it, and gives it back") {
  Page page;
  for (int i = 0; i < 5; ++i) page.bench.key(Key::next);
  CHECK(page.bench.focused() == "c");
  page.dialog = true;
  page.bench.frame();
  page.bench.frame();
  CHECK(page.bench.focused() == "yes");
  CHECK(page.bench.has("a", "hidden"));
  std::string order;
  for (int i = 0; i < 3; ++i) {
    page.bench.key(Key::next);
    order += page.bench.focused() + " ";
  }
  CHECK(order == "no yes no ");
  page.dialog = false;
  page.bench.frame();
  page.bench.frame();
  CHECK(page.bench.focused() == "c");
}

TEST_CASE("under a dialog nothing can be touched, and its own buttons not in its first moment") {
  Page page;
  const Point first_choice = page.bench.middle("a");
  page.dialog = true;
  page.bench.frame();
  page.bench.frame();
  page.bench.press(page.bench.middle("yes"));
  page.bench.release(page.bench.middle("yes"));
  CHECK(page.pressed.empty());
  page.bench.wait(400);
  page.bench.tap(first_choice);
  CHECK(page.pressed.empty());
  page.bench.tap(page.bench.middle("yes"));
  CHECK(page.pressed == "yes ");
}

TEST_CASE("a focused row that is out of view is scrolled in") {
  Bench bench{[](Ui& ui) {
    Rect content = ui.begin_scroll("list", {100, 100, 600, 300});
    const float top = content.y;
    for (int i = 0; i < 12; ++i) row(ui, content.cut_top(72), {.id = "row." + std::to_string(i), .title = "Row"});
    ui.end_scroll(content.y - top);
  }};
  for (int i = 0; i < 12; ++i) {
    bench.key(Key::next);
    bench.frame();
    const Node& node = *bench.find(bench.focused());
    CAPTURE(node.id);
    CHECK(node.rect.y >= 100);
    CHECK(node.rect.bottom() <= 400.5F);
  }
}

}  // namespace
}  // namespace countersign::ui
