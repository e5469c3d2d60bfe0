// Pages of whole lines: nothing is cut, nothing is left out, the end is reached.

#include <doctest/doctest.h>

#include "kiosk/ui/impl.hpp"
#include "tests/view/ui_bench.hpp"

namespace countersign::ui {
namespace {

const std::string long_text =
    "When you write about parcels, delivery or our work, say that you work for Northwind. Say it in the post itself. "
    "Then add that the views are your own. A reader who knows the tie can weigh your words. A reader who finds it out "
    "later feels deceived, and so does the customer. If you are unsure, ask before you post: nobody is blamed for "
    "asking.";

constexpr Rect view{100, 120, 500, 300};

void draw_article(Ui& ui) {
  Rect content = ui.begin_scroll("article", view);
  const float top = content.y;
  words_in(ui, content, "Say who you work for", {.style = Style::headline}, 16);
  words_in(ui, content, long_text, {.style = Style::large}, 24);
  check_row(ui, content.cut_top(88), "tick", "I have read it.", false);
  content.cut_top(24);
  words_in(ui, content, long_text, {.style = Style::body});
  ui.end_scroll(content.y - top);
}

struct Line {
  float top;
  float bottom;
};

// Every line of the article, from its top, as the engine breaks it.
std::vector<Line> lines_of(Ui& ui) {
  std::vector<Line> lines;
  float y = 0;
  const auto add = [&](const std::string& text, Style style, bool balance, float gap) {
    TextStyle look;
    look.style = style;
    look.balance = balance;
    const TextLayout& layout = ui.impl().lay_out(text, look, view.w, "", Growth::scaled);
    for (const TextLine& line : TextEngine::lines(layout)) lines.push_back({y + line.top, y + line.top + line.height});
    y += TextEngine::size(layout).h + gap;
  };
  add("Say who you work for", Style::headline, true, 16);
  add(long_text, Style::large, false, 24);
  lines.push_back({y, y + 88});
  y += 88 + 24;
  add(long_text, Style::body, false, 0);
  return lines;
}

TEST_CASE("turning pages shows every line whole, at every text scale") {
  for (const int scale : {100, 160, 200}) {
    CAPTURE(scale);
    Bench bench{draw_article};
    bench.spec.text_scale = scale;
    bench.settle();
    const std::vector<Line> lines = lines_of(bench.ui);
    std::vector<bool> seen(lines.size(), false);
    int pages = 0;
    for (bool more = true; more && pages < 60; ++pages) {
      const float offset = bench.ui.impl().scrolls.at("article").offset();
      for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].top >= offset - 1 && lines[i].bottom <= offset + view.h + 1) seen[i] = true;
      more = bench.ui.more_below("article");
      bench.ui.page("article", 1);
      bench.settle();
    }
    CHECK(pages > 2);
    CHECK(pages < 60);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      CAPTURE(i);
      CHECK(seen[i]);
    }
    CHECK_FALSE(bench.ui.more_below("article"));
    CHECK(bench.ui.more_above("article"));
  }
}

TEST_CASE("a page begins with the first line that was not wholly seen") {
  Bench bench{draw_article};
  bench.settle();
  const std::vector<Line> lines = lines_of(bench.ui);
  bench.ui.page("article", 1);
  bench.settle();
  const float offset = bench.ui.impl().scrolls.at("article").offset();
  const auto first_cut =
      std::find_if(lines.begin(), lines.end(), [](const Line& line) { return line.bottom > view.h + 0.75F; });
  REQUIRE(first_cut != lines.end());
  CHECK(offset == doctest::Approx(first_cut->top).epsilon(0.01));
}

TEST_CASE("pages back lead to the top again") {
  Bench bench{draw_article};
  for (int i = 0; i < 20; ++i) {
    bench.ui.page("article", 1);
    bench.settle();
  }
  int pages = 0;
  for (; bench.ui.more_above("article") && pages < 60; ++pages) {
    bench.ui.page("article", -1);
    bench.settle();
  }
  CHECK(pages < 60);
  CHECK(bench.ui.impl().scrolls.at("article").offset() == doctest::Approx(0));
}

TEST_CASE("Up and Down turn the page too") {
  Bench bench{draw_article};
  bench.key(Key::down);
  bench.settle();
  CHECK(bench.ui.more_above("article"));
  bench.key(Key::up);
  bench.settle();
  CHECK_FALSE(bench.ui.more_above("article"));
}

TEST_CASE("what fits does not scroll") {
  Bench bench{[](Ui& ui) {
    Rect content = ui.begin_scroll("short", view);
    const float height = words(ui, content, "Two words");
    ui.end_scroll(height);
  }};
  CHECK_FALSE(bench.ui.more_below("short"));
  CHECK_FALSE(bench.ui.more_above("short"));
  bench.ui.page("short", 1);
  bench.settle();
  CHECK(bench.find("paragraph.1")->rect.y == doctest::Approx(view.y));
}

TEST_CASE("nodes of a scroll area say so, with the viewport as their clip") {
  Bench bench{draw_article};
  const Node* last = bench.find("paragraph.2");
  REQUIRE(last != nullptr);
  CHECK(last->scrolls);
  CHECK(last->clip.y == doctest::Approx(view.y));
  CHECK(last->clip.h == doctest::Approx(view.h));
  CHECK(last->rect.y > view.bottom());
}

// The same, by an author who forgot the height of the last words.
void draw_too_short(Ui& ui) {
  Rect content = ui.begin_scroll("article", view);
  const float top = content.y;
  words_in(ui, content, "Say who you work for", {.style = Style::headline}, 16);
  words_in(ui, content, long_text, {.style = Style::large}, 24);
  const float height = content.y - top;
  words_in(ui, content, long_text, {.style = Style::body});
  ui.end_scroll(height);
}

TEST_CASE("no text is out of reach, not even one that its author forgot to count") {
  Bench bench{draw_too_short};
  bench.settle();
  for (int page = 0; page < 60 && bench.ui.more_below("article"); ++page) {
    bench.ui.page("article", 1);
    bench.settle();
  }
  const Rect last = bench.find("paragraph.2")->rect;
  CHECK(last.bottom() <= view.bottom() + 1);
}

TEST_CASE("another screen begins at the top") {
  Bench bench{draw_article};
  bench.ui.page("article", 1);
  bench.settle();
  bench.spec.screen = "second";
  bench.frame();
  CHECK_FALSE(bench.ui.more_above("article"));
}

}  // namespace
}  // namespace countersign::ui
