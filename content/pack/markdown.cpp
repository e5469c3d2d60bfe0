// From a module's Markdown to its cards: what split_cards has cut out goes through parse_blocks, and then must stand in
// the order of docs/content_format.md.

#include <algorithm>

#include "base/utf8.hpp"
#include "content/pack/blocks.hpp"
#include "content/pack/load.hpp"
#include "content/pack/source_folder.hpp"
#include "content/pack/split_cards.hpp"

namespace countersign::content {

namespace {

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

// Puts the blocks of one raw card into their places and says what stands out of order.
class CardBuilder {
 public:
  CardBuilder(const RawCard& raw, const std::string& file, Problems& problems) : raw_(raw), file_(file), problems_(problems) {}

  Card build() {
    read_heading();
    for (const Section& section : raw_.sections) {
      if (section.fence.empty())
        take_open(section);
      else
        take_fenced(section);
    }
    if (card_.body.empty()) problem(raw_.line, "the card has no text", "Write one short paragraph or list under its title.");
    if (card_.dos && !card_.donts) problem(raw_.line, ":::do is not followed by :::dont", "Add the :::dont.");
    warn_if_long();
    return std::move(card_);
  }

 private:
  using Kind = MarkdownBlock::Kind;
  // The order in which the parts of a card stand.
  enum class Part { none, body, picture, example, dos, donts, full };

  void problem(int line, std::string what, std::string cure, bool warning = false) {
    problems_.push_back({file_, line, card_.id.empty() ? "" : "#" + card_.id.value, std::move(what), std::move(cure), warning});
  }

  void read_heading() {
    const auto open = raw_.heading.rfind('{');
    const bool has_attributes = open != std::string::npos && raw_.heading.back() == '}';
    if (has_attributes)
      read_attributes(std::string_view(raw_.heading).substr(open + 1, raw_.heading.size() - open - 2));
    else
      problem(raw_.line, "the title has no {#id clause=XX-1}", "Add the card's id and clause after the title.");
    const auto title = trimmed(std::string_view(raw_.heading).substr(0, has_attributes ? open : raw_.heading.size()));
    card_.title = parse_title(title, raw_.line, file_, problems_);
    if (card_.title.empty()) problem(raw_.line, "the card has no title", "Write it after ##.");
  }

  void read_attributes(std::string_view text) {
    while (!(text = trimmed(text)).empty()) {
      const auto end = std::min(text.find_first_of(" \t"), text.size());
      read_attribute(text.substr(0, end));
      text.remove_prefix(end);
    }
    if (card_.id.empty())
      problem(raw_.line, "the card has no id", "Write {#id clause=XX-1}; ids are lower case letters, digits and hyphens.");
    if (card_.clause.empty())
      problem(raw_.line, "the card names no clause",
              "Write {#id clause=XX-1}; a clause is two capitals, a hyphen and a number.");
  }

  void read_attribute(std::string_view word) {
    constexpr std::string_view clause = "clause=";
    if (starts_with(word, "#") && card_.id.empty() && is_author_id(word.substr(1))) {
      card_.id.value = word.substr(1);
    } else if (starts_with(word, clause) && card_.clause.empty() && is_clause_id(word.substr(clause.size()))) {
      card_.clause.value = word.substr(clause.size());
    } else {
      problem(raw_.line, "\"" + std::string(word) + "\" is not an attribute of a card, or is there twice",
              "Write one #id and one clause=XX-1.");
    }
  }

  // True if `part` may stand here; says what is wrong if not.
  bool reach(Part part, int line, const std::string& name) {
    if (part == Part::donts && reached_ != Part::dos)
      return problem(line, ":::dont does not follow :::do", "Write :::do, then :::dont."), false;
    if (reached_ == Part::dos && part != Part::donts)
      problem(line, ":::do is not followed by :::dont", "Put :::dont right after :::do.");
    if (part <= reached_) {
      problem(line, name + " is there twice or out of order",
              "The order is: text, picture, quote, :::do, :::dont, :::full; each at most once.");
      return false;
    }
    reached_ = part;
    return true;
  }

  void take_open(const Section& section) {
    for (MarkdownBlock& block : parse_blocks(section.text, section.text_line, file_, problems_)) {
      switch (block.kind) {
        case Kind::paragraph:
          take_paragraph(block);
          break;
        case Kind::list_item:
          take_item(block);
          break;
        case Kind::picture:
          take_picture(block);
          break;
        case Kind::quote:
          if (reach(Part::example, block.line, "a quote")) card_.example = std::move(block.runs);
          break;
      }
    }
  }

  void take_paragraph(MarkdownBlock& block) {
    if (reach(Part::body, block.line, "a paragraph")) card_.body.push_back({Block::Kind::paragraph, std::move(block.runs)});
  }

  void take_item(MarkdownBlock& block) {
    const bool goes_on = reached_ == Part::body && card_.body.back().kind == Block::Kind::list_item;
    if (goes_on || reach(Part::body, block.line, "a list"))
      card_.body.push_back({Block::Kind::list_item, std::move(block.runs)});
  }

  void take_picture(MarkdownBlock& block) {
    if (!reach(Part::picture, block.line, "a picture")) return;
    const std::string& file = block.picture.file;
    const bool is_figure =
        stays_inside(file) && starts_with(file, "figures/") && file.size() > 12 && file.substr(file.size() - 4) == ".svg";
    if (!is_figure)
      problem(block.line, "\"" + file + "\" is not a figure of the pack", "Name an SVG file as figures/NAME.svg.");
    if (trimmed(block.picture.alt).empty())
      problem(block.line, "the picture has no alternative text", "Say in the brackets what it shows.");
    card_.picture = std::move(block.picture);
  }

  void take_fenced(const Section& section) {
    auto blocks = parse_blocks(section.text, section.text_line, file_, problems_);
    if (blocks.empty()) problem(section.fence_line, ":::" + section.fence + " is empty", "Write it or remove it.");
    if (section.fence == "full" && reach(Part::full, section.fence_line, ":::full")) card_.full = long_text(blocks);
    if (section.fence == "do" && reach(Part::dos, section.fence_line, ":::do")) card_.dos = advice(blocks, section);
    if (section.fence == "dont" && reach(Part::donts, section.fence_line, ":::dont")) card_.donts = advice(blocks, section);
  }

  Advice advice(std::vector<MarkdownBlock>& blocks, const Section& section) {
    const bool plain =
        std::all_of(blocks.begin(), blocks.end(), [](const auto& block) { return block.kind == Kind::paragraph; });
    if (!plain || blocks.size() > 2)
      problem(section.fence_line, ":::" + section.fence + " holds more than two paragraphs, or a list, quote or picture",
              "Keep one paragraph, and one for the reason.");
    Advice out;
    if (!blocks.empty()) out.body = std::move(blocks[0].runs);
    if (blocks.size() > 1) out.reason = std::move(blocks[1].runs);
    return out;
  }

  Blocks long_text(std::vector<MarkdownBlock>& blocks) {
    Blocks out;
    for (MarkdownBlock& block : blocks) {
      if (block.kind == Kind::quote || block.kind == Kind::picture)
        problem(block.line, ":::full holds a quote or picture", "Keep paragraphs and lists.");
      else
        out.push_back({block.kind == Kind::list_item ? Block::Kind::list_item : Block::Kind::paragraph, std::move(block.runs)});
    }
    return out;
  }

  void warn_if_long() {
    std::size_t words = 0;
    for (const Block& block : card_.body) words += word_count(plain_text(block.runs));
    if (words > card_words_max)
      problem(raw_.line, "the short text has " + std::to_string(words) + " words",
              "Keep it to " + std::to_string(card_words_max) + " and move the rest to :::full.", true);
  }

  static std::size_t word_count(const std::string& text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
      if (c != ' ' && !inside) ++words;
      inside = c != ' ';
    }
    return words;
  }

  const RawCard& raw_;
  const std::string& file_;
  Problems& problems_;
  Card card_;
  Part reached_ = Part::none;
};

}  // namespace

ParsedCards parse_cards(std::string_view markdown, const std::string& file) {
  ParsedCards out;
  if (markdown.size() > card_file_bytes_max) {
    out.problems.push_back({file, 0, "", "the file is larger than 256 KiB", "Split the module."});
    return out;
  }
  if (!is_utf8(markdown)) {
    out.problems.push_back({file, 0, "", "the file is not UTF-8 text", "Save it as UTF-8."});
    return out;
  }
  const auto raw_cards = split_cards(markdown, file, out.problems);
  if (raw_cards.empty())
    out.problems.push_back({file, 0, "", "the module has no cards", "Open one with \"## Title {#id clause=XX-1}\"."});
  if (raw_cards.size() > cards_per_module_max) {
    out.problems.push_back({file, raw_cards[cards_per_module_max].line, "",
                            "the module has more than " + std::to_string(cards_per_module_max) + " cards",
                            "Split the module."});
    return out;
  }
  for (const RawCard& raw : raw_cards) {
    out.cards.push_back(CardBuilder(raw, file, out.problems).build());
    out.lines.push_back(raw.line);
  }
  return out;
}

}  // namespace countersign::content
