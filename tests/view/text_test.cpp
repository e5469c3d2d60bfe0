#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "kiosk/ui/text.hpp"
#include "tests/view/text_samples.hpp"

using namespace countersign;
using ui::Align;
using ui::RichText;
using ui::Style;
using ui::TextEngine;
using ui::TextScale;
using ui::TextStyle;
using view::sample_themes;
using view::text_samples;

namespace {

const std::string fonts = COUNTERSIGN_SOURCE_DIR "/assets/fonts.conf";
const std::string sentence = "When you write about parcels, delivery or our work, say that you work for Northwind.";

struct Fixture {
  assets::Themes themes = sample_themes();
  TextEngine engine{themes, fonts};

  const ui::TextLayout& lay_out(const RichText& text, TextStyle style = {}, float width = 0, float scale = 1,
                                const std::string& language = "en") {
    return engine.layout(text, style, width, language, TextScale{scale, 1});
  }
  float width(const RichText& text, TextStyle style = {}) { return TextEngine::size(lay_out(text, style)).w; }
};

TextStyle styled(Style style) {
  TextStyle out;
  out.style = style;
  return out;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "every script has all its glyphs, and its direction") {
  for (const auto& sample : text_samples) {
    CAPTURE(sample.text);
    const auto& layout = lay_out(sample.text, {}, 400, 1, sample.language);
    CHECK(TextEngine::missing_glyphs(layout) == 0);
    CHECK(TextEngine::right_to_left(layout) == sample.right_to_left);
    CHECK(TextEngine::size(layout).w > 100);
    CHECK(TextEngine::size(layout).w <= 401);
    CHECK(TextEngine::lines(layout).size() >= 1);
  }
}

TEST_CASE_FIXTURE(Fixture, "a character that no named family has is counted, not hidden") {
  CHECK(TextEngine::missing_glyphs(lay_out("a\u12A0\u12A1")) == 2);  // Ethiopic
}

TEST_CASE_FIXTURE(Fixture, "a text's own first strong letter goes before the language's direction") {
  CHECK_FALSE(TextEngine::right_to_left(lay_out("Northwind", {}, 400, 1, "ar")));
  CHECK(TextEngine::right_to_left(lay_out("قل", {}, 400, 1, "en")));
  CHECK(TextEngine::right_to_left(lay_out("12:30", {}, 400, 1, "ar")));
  CHECK_FALSE(TextEngine::right_to_left(lay_out("12:30", {}, 400, 1, "en")));
}

TEST_CASE_FIXTURE(Fixture, "lines have exactly the style's height, whatever the script") {
  for (const auto& sample : text_samples) {
    CAPTURE(sample.text);
    const auto& layout = lay_out(sample.text, {}, 300, 1, sample.language);
    const auto& lines = TextEngine::lines(layout);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      CHECK(lines[i].height == doctest::Approx(46));
      CHECK(lines[i].top == doctest::Approx(46.0 * static_cast<double>(i)));
    }
    CHECK(TextEngine::size(layout).h == doctest::Approx(46.0 * static_cast<double>(lines.size())));
  }
}

TEST_CASE_FIXTURE(Fixture, "label, body and large grow in full, title and above by half") {
  CHECK(TextEngine::size(lay_out("A", styled(Style::body), 0, 2)).h == doctest::Approx(92));
  CHECK(TextEngine::size(lay_out("A", styled(Style::label), 0, 1.6F)).h == doctest::Approx(57.6));
  CHECK(TextEngine::size(lay_out("A", styled(Style::title), 0, 2)).h == doctest::Approx(84));
  CHECK(TextEngine::size(lay_out("A", styled(Style::display), 0, 1.6F)).h == doctest::Approx(109.2));
  const float small = TextEngine::size(lay_out(sentence)).w;
  CHECK(TextEngine::size(lay_out(sentence, {}, 0, 2)).w == doctest::Approx(2 * small).epsilon(0.01));
}

TEST_CASE_FIXTURE(Fixture, "a text fits on one line in the width that was measured for it") {
  for (const auto& sample : text_samples) {
    for (const float px_per_u : {0.945F, 1.0F, 1.356F}) {
      CAPTURE(sample.text);
      const TextScale scale{1, px_per_u};
      const float width = TextEngine::size(engine.layout(sample.text, {}, 0, sample.language, scale)).w;
      const auto& wrapped = engine.layout(sample.text, {}, width, sample.language, scale);
      CHECK(TextEngine::lines(wrapped).size() == 1);
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "text wraps at words, and inside a word that is wider than the line") {
  CHECK(TextEngine::lines(lay_out(sentence, {}, 600)).size() == 3);
  CHECK(TextEngine::lines(lay_out(sentence)).size() == 1);
  CHECK(TextEngine::lines(lay_out("one\ntwo", {}, 600)).size() == 2);
  const auto& broken = lay_out("Donaudampfschifffahrtsgesellschaft", {}, 200);
  CHECK(TextEngine::lines(broken).size() >= 3);
  CHECK(TextEngine::size(broken).w <= 201);
}

TEST_CASE_FIXTURE(Fixture, "a balanced title keeps its line count and evens its lines") {
  TextStyle plain = styled(Style::headline);
  TextStyle balanced = plain;
  balanced.balance = true;
  const RichText title = "Say who you work for in the post";
  const auto& ragged = TextEngine::lines(lay_out(title, plain, 800));
  const auto& even = TextEngine::lines(lay_out(title, balanced, 800));
  REQUIRE(ragged.size() == 2);
  REQUIRE(even.size() == 2);
  CHECK(std::fabs(even[0].width - even[1].width) < std::fabs(ragged[0].width - ragged[1].width));
  CHECK(even[0].width < ragged[0].width);
}

TEST_CASE_FIXTURE(Fixture, "balancing never breaks a word") {
  TextStyle balanced = styled(Style::headline);
  balanced.balance = true;
  const RichText title = "Responsibilities of us";
  const float word = width("Responsibilities", styled(Style::headline));
  const auto& lines = TextEngine::lines(lay_out(title, balanced, word + 20));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].width >= word - 2);
}

TEST_CASE_FIXTURE(Fixture, "a text over its lines ends in an ellipsis and says so") {
  TextStyle two;
  two.lines_max = 2;
  const auto& cut = lay_out(sentence, two, 400);
  CHECK(TextEngine::truncated(cut));
  CHECK(TextEngine::lines(cut).size() == 2);
  CHECK_FALSE(TextEngine::truncated(lay_out("Short", two, 400)));
  CHECK_FALSE(TextEngine::truncated(lay_out(sentence, {}, 400)));
  const auto& paragraphs = lay_out("one\ntwo\nthree", two, 400);
  CHECK(TextEngine::truncated(paragraphs));
  CHECK(TextEngine::lines(paragraphs).size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "strong and link runs are heavier, so wider") {
  const RichText plain = "in the post itself";
  const RichText strong = std::vector<ui::Span>{{"in the ", false, false}, {"post itself", true, false}};
  const RichText link = std::vector<ui::Span>{{"in the ", false, false}, {"post itself", false, true}};
  CHECK(strong.plain() == plain.plain());
  CHECK(width(strong) > width(plain) + 2);
  CHECK(width(link) == doctest::Approx(width(strong)));
  CHECK(width(plain, styled(Style::body_bold)) > width(strong));
}

TEST_CASE_FIXTURE(Fixture, "tabular figures are all of one width") {
  TextStyle tabular;
  tabular.tabular = true;
  CHECK(width("11:11:11", tabular) == doctest::Approx(width("08:08:08", tabular)));
  CHECK(width("11:11:11") < width("08:08:08") - 1);
}

TEST_CASE_FIXTURE(Fixture, "size, weight and line height can be set for one text") {
  TextStyle larger;
  larger.size_u = 64;
  CHECK(width("Sam", larger) == doctest::Approx(2 * width("Sam")).epsilon(0.02));
  TextStyle heavy;
  heavy.weight = 600;
  CHECK(width("Sam", heavy) == doctest::Approx(width("Sam", styled(Style::body_bold))));
  TextStyle tight;
  tight.line_u = 40;
  CHECK(TextEngine::size(lay_out("Sam", tight)).h == doctest::Approx(40));
}

TEST_CASE_FIXTURE(Fixture, "the caret stands before its character") {
  const auto& layout = lay_out("abc");
  const float whole = TextEngine::size(layout).w;
  CHECK(TextEngine::caret(layout, 0).x == doctest::Approx(0));
  CHECK(TextEngine::caret(layout, 1).x > 5);
  CHECK(TextEngine::caret(layout, 2).x > TextEngine::caret(layout, 1).x + 5);
  CHECK(TextEngine::caret(layout, 3).x == doctest::Approx(whole));
  CHECK(TextEngine::caret(layout, 99).x == doctest::Approx(whole));
  CHECK(TextEngine::caret(lay_out(""), 0).x == doctest::Approx(0));
  CHECK(TextEngine::caret(lay_out("e\u0301x"), 3).x > 5);  // after both bytes of the accent
}

TEST_CASE_FIXTURE(Fixture, "the caret goes to the next line, and right to left in Arabic") {
  const auto& lines = lay_out("one\ntwo", {}, 300);
  CHECK(TextEngine::caret(lines, 3).y == doctest::Approx(0));
  CHECK(TextEngine::caret(lines, 4).y == doctest::Approx(46));
  CHECK(TextEngine::caret(lines, 4).x == doctest::Approx(0));
  const auto& trailing_break = lay_out("one\n", {}, 300);
  CHECK(TextEngine::caret(trailing_break, 4).y == doctest::Approx(46));

  const auto& arabic = lay_out("سلام", {}, 300, 1, "ar");
  CHECK(TextEngine::caret(arabic, 0).x == doctest::Approx(300));
  CHECK(TextEngine::caret(arabic, 2).x < 300);
  CHECK(TextEngine::caret(arabic, 8).x == doctest::Approx(300 - TextEngine::size(arabic).w));
}

TEST_CASE_FIXTURE(Fixture, "alignment follows the direction of the text") {
  const auto start = [&](const char* text, Align align) {
    TextStyle style;
    style.align = align;
    return TextEngine::caret(lay_out(text, style, 300), 0).x;
  };
  const float latin = width("Sam");
  const float arabic = width("سلام");
  CHECK(start("Sam", Align::leading) == doctest::Approx(0));
  CHECK(start("Sam", Align::center) == doctest::Approx((300 - latin) / 2));
  CHECK(start("Sam", Align::trailing) == doctest::Approx(300 - latin));
  CHECK(start("سلام", Align::leading) == doctest::Approx(300));
  CHECK(start("سلام", Align::trailing) == doctest::Approx(arabic));
}

TEST_CASE_FIXTURE(Fixture, "bad input is shown as well as it can be") {
  CHECK(TextEngine::size(lay_out("a\xFF\xC3")).w > 10);
  CHECK(TextEngine::lines(lay_out("")).size() == 1);
  CHECK(TextEngine::lines(lay_out(RichText())).size() == 1);
  CHECK(TextEngine::size(lay_out(std::string(200'000, 'x'), {}, 0)).w > 0);
  CHECK(TextEngine::size(lay_out("x", {}, -5)).w > 0);
}

TEST_CASE_FIXTURE(Fixture, "a layout is made once and kept until its turn to go") {
  const auto* first = &lay_out(sentence, {}, 600);
  CHECK(&lay_out(sentence, {}, 600) == first);
  CHECK(&lay_out(sentence, {}, 601) != first);
  CHECK(&lay_out(sentence, {}, 600, 1.6F) != first);
  CHECK(&lay_out(sentence, {}, 600, 1, "fr") != first);
  CHECK(&lay_out(sentence, styled(Style::label), 600) != first);
  CHECK(engine.stats().layouts == 5);
}

TEST_CASE_FIXTURE(Fixture, "the layout cache stays under its cap") {
  const std::string page(20'000, 'w');
  for (int i = 0; i < 160; ++i) {
    lay_out(std::to_string(i) + page);
    engine.end_frame();
    CHECK(engine.stats().layout_bytes <= TextEngine::layout_cache_bytes_max);
  }
  CHECK(engine.stats().layouts < 160);
  CHECK(engine.stats().layouts > 10);
}
