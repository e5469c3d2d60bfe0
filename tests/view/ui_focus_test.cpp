// Keys: Next, Previous, Select and Back reach every function.

#include <doctest/doctest.h>

#include "tests/view/ui_bench.hpp"

namespace countersign::ui {
namespace {

const std::string many_words =
    "When you write about parcels, delivery or our work, say that you work for Northwind. Say it in the post itself. Then add "
    "that the views are your own. A reader who knows the tie can weigh your words.";

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

// A dialog over a page whose ids it uses again, with more to say than it has room for.
struct Doubled {
  std::string pressed;
  Bench bench{[this](Ui& ui) {
    ui.set_inert(true);
    Rect below = ui.begin_scroll("a", {100, 100, 600, 120});
    words_in(ui, below, many_words, {}, 0);
    ui.end_scroll(600);
    if (button(ui, {100, 300, 300, 80}, {.id = "next", .label = "Below"})) pressed += "below ";
    Rect inner = begin_dialog(ui, "rights", "Your rights", {700, 500}).inset(48, 48);
    Rect foot = inner.cut_bottom(80);
    inner.cut_bottom(24);
    Rect text = ui.begin_scroll("rights", inner);
    const float top = text.y;
    for (int i = 0; i < 6; ++i) words_in(ui, text, many_words, {}, 16);
    ui.end_scroll(text.y - top);
    if (button(ui, foot.cut_leading(280), {.id = "back", .label = "Back"})) pressed += "back ";
    foot.cut_leading(16);
    if (button(ui, foot, {.id = "next", .label = "Next"})) pressed += "next ";
    end_dialog(ui);
  }};
};

TEST_CASE("the buttons of a dialog answer to keys though the screen below has the same ids") {
  Doubled page;
  page.bench.key(Key::next);
  CHECK(page.bench.focused() == "back");
  page.bench.key(Key::previous);
  CHECK(page.bench.focused() == "next");
  page.bench.key(Key::select);
  CHECK(page.pressed == "next ");
  CHECK(page.bench.has("next#2", "hidden"));
}

TEST_CASE("Next reads a long dialog to its end, Previous back to its beginning, and the focus stays in it") {
  Doubled page;
  page.bench.key(Key::next);
  page.bench.key(Key::next);
  CHECK(page.bench.focused() == "next");
  int pages = 0;
  for (; page.bench.focused() == "next" && pages < 20; ++pages) page.bench.key(Key::next);
  CHECK(pages > 2);
  CHECK(page.bench.focused() == "back");
  CHECK_FALSE(page.bench.ui.more_below("rights"));
  for (pages = 0; page.bench.focused() == "back" && pages < 20; ++pages) page.bench.key(Key::previous);
  CHECK(page.bench.focused() == "next");
  CHECK_FALSE(page.bench.ui.more_above("rights"));
}

TEST_CASE("Down turns the pages of the dialog, not of what lies below it") {
  Doubled page;
  page.bench.key(Key::down);
  CHECK(page.bench.ui.more_above("rights"));
  CHECK_FALSE(page.bench.ui.more_above("a"));
}

// A question of more than a screen, and its answers.
struct LongQuestion {
  std::string pressed;
  Bench bench{[this](Ui& ui) {
    if (button(ui, {100, 20, 200, 72}, {.id = "help", .label = "Help"})) pressed += "help ";
    Rect content = ui.begin_scroll("question", {100, 120, 600, 300});
    const float top = content.y;
    for (int i = 0; i < 5; ++i) words_in(ui, content, many_words, {}, 16);
    for (const char* id : {"a", "b", "c"}) {
      if (choice(ui, content.cut_top(88), {.id = id, .label = id})) pressed += std::string(id) + " ";
      content.cut_top(16);
    }
    ui.end_scroll(content.y - top);
  }};
};

TEST_CASE("keys read a question that is longer than the screen before they come to its answers") {
  LongQuestion page;
  page.bench.key(Key::next);
  CHECK(page.bench.focused() == "help");
  int pages = 0;
  for (; page.bench.focused() == "help" && pages < 20; ++pages) page.bench.key(Key::next);
  CHECK(pages > 2);
  CHECK(page.bench.focused() == "a");
}

TEST_CASE("Previous leads from the answers back to the question's first words") {
  LongQuestion page;
  for (int i = 0; i < 40 && page.bench.focused() != "c"; ++i) page.bench.key(Key::next);
  REQUIRE(page.bench.focused() == "c");
  page.bench.key(Key::previous);
  page.bench.key(Key::previous);
  CHECK(page.bench.focused() == "a");
  for (int i = 0; i < 20 && page.bench.ui.more_above("question"); ++i) page.bench.key(Key::previous);
  CHECK(page.bench.focused() == "a");  // it waits below
  page.bench.frame();
  CHECK(page.bench.find("paragraph.1")->rect.y == doctest::Approx(120));
  SUBCASE("what has the focus is shown before it acts") {
    page.bench.key(Key::select);
    page.bench.frame();
    CHECK(page.pressed.empty());
    CHECK(page.bench.find("a")->rect.bottom() <= 420.5F);
    page.bench.key(Key::select);
    CHECK(page.pressed == "a ");
  }
  SUBCASE("Next leads back to it") {
    page.bench.key(Key::next);
    page.bench.frame();
    CHECK(page.bench.focused() == "a");
    CHECK(page.bench.find("a")->rect.bottom() <= 420.5F);
  }
  SUBCASE("and one more Previous leaves the question") {
    page.bench.key(Key::previous);
    CHECK(page.bench.focused() == "help");
  }
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
