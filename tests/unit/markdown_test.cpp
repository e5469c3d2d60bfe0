#include <doctest/doctest.h>

#include "content/pack/load.hpp"
#include "tests/unit/problem_text.hpp"

using namespace countersign;
using namespace countersign::content;

namespace {

const std::string heading = "## Title {#id clause=PA-1}\n";

struct BadRow {
  std::string name;
  std::string text;
  int line;
  const char* what;
};

}  // namespace

TEST_CASE("a card with all its parts is read") {
  const auto parsed = parse_cards(
      "## Your **own** words {#yours clause=PA-1}\n"
      "What you post is\nyours **to answer** for.\n"
      "\n"
      "![A phone](figures/phone.svg)\n"
      "\n"
      "> Mia posts at midnight.\n"
      "\n"
      ":::do\nSay it.\n\nThe reason.\n:::\n"
      ":::dont\nHope.\n:::\n"
      ":::full\nLong.\n\n- one\n- two **bold**\n:::\n",
      "f.md");
  REQUIRE(parsed.cards.size() == 1);
  const Card& card = parsed.cards[0];
  CHECK(test::all_text(parsed.problems) ==
        "f.md:1: bold in a title is not allowed in a card. docs/content_format.md lists what a card may hold.\n");
  CHECK(card.id.value == "yours");
  CHECK(card.clause.value == "PA-1");
  CHECK(card.title == "Your own words");
  REQUIRE(card.body.size() == 1);
  CHECK(card.body[0].runs == Runs{{"What you post is yours ", false}, {"to answer", true}, {" for.", false}});
  CHECK(card.picture.value().file == "figures/phone.svg");
  CHECK(card.picture.value().alt == "A phone");
  CHECK(plain_text(card.example) == "Mia posts at midnight.");
  CHECK(plain_text(card.dos.value().body) == "Say it.");
  CHECK(plain_text(card.dos.value().reason) == "The reason.");
  CHECK(card.donts.value().reason.empty());
  REQUIRE(card.full.size() == 3);
  CHECK(card.full[2].kind == Block::Kind::list_item);
  CHECK(parsed.lines == std::vector<int>{1});
}

TEST_CASE("a list may be the short text, also with blank lines between its items") {
  for (const char* list : {"- a\n- b\n", "- a\n\n- b\n", "* a\n* b\n"}) {
    CAPTURE(list);
    const auto parsed = parse_cards(heading + list, "f.md");
    CHECK(parsed.problems.empty());
    REQUIRE(parsed.cards.at(0).body.size() == 2);
    CHECK(parsed.cards[0].body[1].kind == Block::Kind::list_item);
  }
}

TEST_CASE("signs that are plain text stay plain text") {
  for (const char* text : {"AT&T and 2 < 3", "a_b_c", "5 * 3", "#hashtag in a text", "100 %", "mail@firm.example",
                           "https://firm.example", "a\\*b", "Ünïcödé “quotes”", "{ brace }"}) {
    CAPTURE(text);
    const auto parsed = parse_cards(heading + text + "\n", "f.md");
    CHECK(test::all_text(parsed.problems).empty());
  }
}

TEST_CASE("whatever a card may not hold is a fault with its line") {
  const BadRow rows[] = {
      {"text before the first card", "hello\n" + heading + "x\n", 1, "before the first card"},
      {"no attributes", "## Title\nx\n", 1, "no {#id clause=XX-1}"},
      {"no clause", "## Title {#id}\nx\n", 1, "names no clause"},
      {"no id", "## Title {clause=PA-1}\nx\n", 1, "has no id"},
      {"a bad id", "## Title {#Bad_Id clause=PA-1}\nx\n", 1, "not an attribute"},
      {"a bad clause", "## Title {#id clause=pa1}\nx\n", 1, "not an attribute"},
      {"an unknown attribute", "## Title {#id clause=PA-1 colour=red}\nx\n", 1, "colour=red"},
      {"two ids", "## Title {#id #other clause=PA-1}\nx\n", 1, "#other"},
      {"no title", "## {#id clause=PA-1}\nx\n", 1, "no title"},
      {"no blank after ##", "##Title {#id clause=PA-1}\nx\n", 1, "blank is missing"},
      {"no text", heading, 1, "has no text"},
      {"a lower heading", heading + "x\n\n### Inner\n", 4, "a heading inside a card"},
      {"a first-level heading", heading + "# Inner\n", 2, "a heading inside a card"},
      {"an underlined heading", heading + "x\n---\n", 2, "a heading inside a card"},
      {"a link", heading + "a [link](http://x) here\n", 2, "a link"},
      {"an autolink", heading + "a <http://x.example> here\n", 2, "a link"},
      {"a link definition", heading + "x\n\n[a]: http://x\n", 4, "link definition"},
      {"inline code", heading + "a\n`b`\n", 3, "code"},
      {"a code fence", heading + "```\nx\n```\n", 3, "code"},
      {"indented code", heading + "x\n\n    code\n", 4, "starts with blanks"},
      {"HTML", heading + "a <b>b</b>\n", 2, "HTML"},
      {"an HTML block", heading + "<div>\nx\n</div>\n", 2, "HTML"},
      {"an HTML comment", heading + "x\n\n<!-- y -->\n", 4, "HTML"},
      {"a table", heading + "| a | b |\n|---|---|\n| c | d |\n", 2, "a table"},
      {"emphasis", heading + "a *b* c\n", 2, "emphasis"},
      {"struck text", heading + "a ~~b~~ c\n", 2, "struck-out"},
      {"a numbered list", heading + "1. a\n2. b\n", 2, "a numbered list"},
      {"a list in a list", heading + "- a\n  - b\n", 3, "a list inside a list"},
      {"a list in a quote", heading + "x\n\n> - a\n", 4, "a list inside a list or quote"},
      {"an empty item", heading + "- a\n-\n", 2, "empty"},
      {"a rule", heading + "x\n\n***\n", 4, "a rule"},
      {"an entity", heading + "a &nbsp; b\n", 2, "entity"},
      {"a hard break", heading + "a  \nb\n", 2, "two blanks or a backslash"},
      {"two paragraphs", heading + "a\n\nb\n", 4, "twice or out of order"},
      {"a paragraph after a list", heading + "- a\n\nb\n", 4, "twice or out of order"},
      {"two quotes", heading + "a\n\n> b\n\n> c\n", 6, "a quote is there twice"},
      {"two pictures", heading + "a\n\n![x](figures/a.svg)\n\n![y](figures/b.svg)\n", 6, "a picture is there twice"},
      {"a picture after the quote", heading + "a\n\n> b\n\n![x](figures/a.svg)\n", 6, "out of order"},
      {"a picture in a text", heading + "a ![x](figures/a.svg) b\n", 2, "a picture stands in a text"},
      {"a picture with a title", heading + "a\n\n![x](figures/a.svg \"t\")\n", 4, "a picture's title"},
      {"a picture without alternative text", heading + "a\n\n![](figures/a.svg)\n", 4, "no alternative text"},
      {"a picture outside the pack", heading + "a\n\n![x](figures/../../a.svg)\n", 4, "not a figure of the pack"},
      {"an absolute picture", heading + "a\n\n![x](/etc/a.svg)\n", 4, "not a figure of the pack"},
      {"a picture on the web", heading + "a\n\n![x](https://x.example/a.svg)\n", 4, "not a figure of the pack"},
      {"a raster picture", heading + "a\n\n![x](figures/a.png)\n", 4, "not a figure of the pack"},
      {"an unknown fence", heading + "a\n:::maybe\nb\n:::\n", 3, "no fence named \"maybe\""},
      {"a fence that is not closed", heading + "a\n:::full\nb\n", 3, "not closed"},
      {"a fence in a fence", heading + "a\n:::do\nb\n:::dont\nc\n:::\n", 3, "not closed"},
      {"a fence that closes nothing", heading + "a\n:::\n", 3, "closes nothing"},
      {"an empty fence", heading + "a\n:::full\n:::\n", 3, "is empty"},
      {"do without dont", heading + "a\n:::do\nb\n:::\n", 1, "not followed by :::dont"},
      {"dont without do", heading + "a\n:::dont\nb\n:::\n", 3, "does not follow :::do"},
      {"do, full, dont", heading + "a\n:::do\nb\n:::\n:::full\nc\n:::\n:::dont\nd\n:::\n", 6, "not followed by :::dont"},
      {"three paragraphs of advice", heading + "a\n:::do\nb\n\nc\n\nd\n:::\n:::dont\ne\n:::\n", 3, "more than two paragraphs"},
      {"a list as advice", heading + "a\n:::do\n- b\n:::\n:::dont\ne\n:::\n", 3, "more than two paragraphs, or a list"},
      {"a quote in the long text", heading + "a\n:::full\n> b\n:::\n", 4, "quote or picture"},
      {"text after the long text", heading + "a\n:::full\nb\n:::\nc\n", 6, "out of order"},
      {"no cards", "\n\n", 0, "no cards"},
      {"not UTF-8", heading + "\xFF\n", 0, "not UTF-8"},
      {"a huge paragraph", heading + std::string(9000, 'x') + "\n", 2, "longer than 8192 bytes"},
      {"a huge file", std::string(card_file_bytes_max + 1, '\n'), 0, "larger than 256 KiB"}};
  for (const BadRow& row : rows) {
    CAPTURE(row.name);
    const auto parsed = parse_cards(row.text, "f.md");
    CAPTURE(test::all_text(parsed.problems));
    CHECK(has_errors(parsed.problems));
    CHECK(test::mentions(parsed.problems, row.what));
    CHECK(test::all_have_cures(parsed.problems));
    bool line_found = false;
    for (const Problem& problem : parsed.problems)
      line_found = line_found || (problem.line == row.line && problem.what.find(row.what) != std::string::npos);
    CHECK(line_found);
  }
}

TEST_CASE("all faults of a file are found at once, each in its card") {
  const auto parsed = parse_cards("## A {#a clause=PA-1}\n*x*\n\n## B {#b}\n`y`\n\n## C {#c clause=PA-1}\nfine\n", "f.md");
  CHECK(parsed.cards.size() == 3);
  CHECK(parsed.problems.size() == 3);
}

TEST_CASE("more than sixty words are a warning, not an error") {
  std::string words;
  for (int i = 0; i < 61; ++i) words += "word ";
  const auto parsed = parse_cards(heading + words + "\n", "f.md");
  REQUIRE(parsed.problems.size() == 1);
  CHECK(parsed.problems[0].warning);
}

TEST_CASE("a module has at most 64 cards") {
  std::string text;
  for (int i = 0; i < 65; ++i) text += "## T {#c" + std::to_string(i) + " clause=PA-1}\nx\n\n";
  CHECK(test::mentions(parse_cards(text, "f.md").problems, "more than 64 cards"));
}

TEST_CASE("hostile Markdown takes no more than its time") {
  for (const char* piece : {"[", "]",  "![", "*",   "**", "_",  "`", "<",   ">",    "> ", "- ",
                            "&", "\\", "{{", ":::", "#",  "~~", "|", "[](", "<!--", "\n", "\xE2\x80\xAE"}) {
    CAPTURE(piece);
    std::string text = heading;
    while (text.size() + 8 < card_file_bytes_max) text += piece;
    CHECK(has_errors(parse_cards(text, "f.md").problems));
  }
}
