#include "content/pack/blocks.hpp"

#include <md4c.h>

#include <algorithm>

namespace countersign::content {

namespace {

const char* forbidden_block(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_OL:
      return "a numbered list";
    case MD_BLOCK_HR:
      return "a rule";
    case MD_BLOCK_H:
      return "a heading inside a card";
    case MD_BLOCK_CODE:
      return "code (or a line that starts with four blanks)";
    case MD_BLOCK_HTML:
      return "HTML";
    case MD_BLOCK_TABLE:
      return "a table";
    default:
      return nullptr;
  }
}

const char* forbidden_span(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM:
      return "emphasis other than **bold**";
    case MD_SPAN_A:
      return "a link";
    case MD_SPAN_CODE:
      return "code";
    case MD_SPAN_DEL:
      return "struck-out text";
    default:
      return nullptr;
  }
}

// Takes md4c's events of one chunk: lines without a blank line between them.
class Handler {
 public:
  Handler(std::string_view chunk, int first_line, const std::string& file, Problems& problems)
      : chunk_(chunk), first_line_(first_line), line_(first_line), file_(file), problems_(problems) {}

  bool parse(bool as_title) {
    as_title_ = as_title;
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* self) { return of(self).enter_block(type), 0; };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) { return of(self).leave_block(type), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) { return of(self).enter_span(type, detail), 0; };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return of(self).leave_span(type), 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return of(self).text(type, {text, size}), 0;
    };
    const bool done = md_parse(chunk_.data(), static_cast<MD_SIZE>(chunk_.size()), &parser, this) == 0;
    report_pending();
    return done;
  }

  std::vector<MarkdownBlock> take() { return std::move(blocks_); }

 private:
  using Kind = MarkdownBlock::Kind;

  static Handler& of(void* self) { return *static_cast<Handler*>(self); }

  // md4c tells no positions: a fault waits for the next text, whose address says the line.
  void fault(std::string what, std::string cure) { pending_.push_back({file_, 0, "", std::move(what), std::move(cure)}); }

  void not_allowed(const std::string& what) {
    fault(what + " is not allowed in a card", "docs/content_format.md lists what a card may hold.");
  }

  void report_pending() {
    for (auto& problem : pending_) {
      problem.line = line_;
      problems_.push_back(std::move(problem));
    }
    pending_.clear();
  }

  void follow(std::string_view text) {
    const std::less<const char*> before;
    const char* begin = chunk_.data();
    if (before(text.data(), begin) || !before(text.data(), begin + chunk_.size())) return;
    line_ = first_line_ + static_cast<int>(std::count(begin, text.data(), '\n'));
    report_pending();
  }

  void open(Kind kind) { blocks_.push_back({kind, {}, {}, 0}); }

  void enter_paragraph() {
    if (in_item_ && !blocks_.empty() && blocks_.back().runs.empty()) return;
    if (in_item_) fault("a list item has two paragraphs", "Make it two items.");
    open(in_quote_ ? Kind::quote : in_item_ ? Kind::list_item : Kind::paragraph);
  }

  void enter_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_P) return enter_paragraph();
    if (type == MD_BLOCK_H && as_title_) return open(Kind::paragraph);
    if (const char* what = forbidden_block(type)) not_allowed(what);
    if (type == MD_BLOCK_HTML) in_html_ = true;
    if (type == MD_BLOCK_QUOTE) {
      if (in_quote_ || in_list_) not_allowed("a quote inside a quote or list");
      in_quote_ = true;
    }
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
      if (in_list_ || in_quote_) not_allowed("a list inside a list or quote");
      in_list_ = true;
    }
    if (type == MD_BLOCK_LI) {
      in_item_ = true;
      open(Kind::list_item);
    }
    if (type == MD_BLOCK_H || type == MD_BLOCK_CODE || type == MD_BLOCK_HTML || type == MD_BLOCK_TABLE) open(Kind::paragraph);
  }

  void leave_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_QUOTE) in_quote_ = false;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) in_list_ = false;
    if (type == MD_BLOCK_HTML) in_html_ = false;
    if (type == MD_BLOCK_LI) {
      in_item_ = false;
      if (!blocks_.empty() && blocks_.back().runs.empty()) fault("a list item is empty", "Write it or remove it.");
    }
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    if (const char* what = forbidden_span(type)) not_allowed(what);
    if (type == MD_SPAN_STRONG) ++strong_;
    if (type == MD_SPAN_STRONG && as_title_) not_allowed("bold in a title");
    if (type == MD_SPAN_IMG) enter_picture(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
  }

  void enter_picture(const MD_SPAN_IMG_DETAIL& detail) {
    ++picture_depth_;
    if (blocks_.empty() || as_title_) return not_allowed("a picture in a title");
    MarkdownBlock& block = blocks_.back();
    if (block.kind != Kind::paragraph || !block.runs.empty())
      return fault("a picture stands in a text", "Give it a line of its own with a blank line before and after.");
    if (detail.title.size > 0) not_allowed("a picture's title");
    block.kind = Kind::picture;
    block.picture.file.assign(detail.src.text == nullptr ? "" : detail.src.text, detail.src.size);
  }

  void leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_STRONG) --strong_;
    if (type == MD_SPAN_IMG) --picture_depth_;
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_NORMAL || type == MD_TEXT_CODE || type == MD_TEXT_HTML || type == MD_TEXT_ENTITY) follow(text);
    if (type == MD_TEXT_HTML && !in_html_) not_allowed("HTML");
    if (type == MD_TEXT_ENTITY) fault("\"" + std::string(text) + "\" is an HTML entity", "Write the character itself.");
    if (type == MD_TEXT_BR) fault("a line ends with two blanks or a backslash", "Remove them: lines are broken on the screen.");
    add_text(type == MD_TEXT_SOFTBR || type == MD_TEXT_BR ? " " : text);
    if (type == MD_TEXT_HTML || type == MD_TEXT_ENTITY || type == MD_TEXT_BR) report_pending();
  }

  void add_text(std::string_view text) {
    if (blocks_.empty()) return;
    MarkdownBlock& block = blocks_.back();
    if (block.line == 0) block.line = line_;
    if (block.kind == Kind::picture) {
      if (picture_depth_ > 0)
        block.picture.alt += text;
      else
        fault("text stands beside a picture", "Put a blank line between them.");
      return;
    }
    if (block.runs.empty() || block.runs.back().strong != (strong_ > 0)) block.runs.push_back({"", strong_ > 0});
    block.runs.back().text += text;
  }

  std::string_view chunk_;
  int first_line_;
  int line_;
  const std::string& file_;
  Problems& problems_;
  Problems pending_;
  std::vector<MarkdownBlock> blocks_;
  int strong_ = 0;
  int picture_depth_ = 0;
  bool as_title_ = false;
  bool in_quote_ = false;
  bool in_list_ = false;
  bool in_item_ = false;
  bool in_html_ = false;
};

// False, with a problem, for chunks that must not reach md4c.
bool is_fit(std::string_view chunk, int line, const std::string& file, Problems& problems) {
  if (chunk.size() > chunk_bytes_max) {
    problems.push_back(
        {file, line, "", "a paragraph is longer than " + std::to_string(chunk_bytes_max) + " bytes", "Split it."});
    return false;
  }
  // md4c takes a link definition out of the text without a word.
  if (chunk.find("]:") != std::string_view::npos) {
    problems.push_back({file, line, "", "\"]:\" reads as a link definition", "Write it without square brackets."});
    return false;
  }
  if (chunk.front() == ' ' || chunk.front() == '\t') {
    problems.push_back(
        {file, line, "", "a paragraph starts with blanks", "Start it at the edge; a list item is one paragraph."});
    return false;
  }
  return true;
}

void parse_chunk(std::string_view chunk, int line, const std::string& file, std::vector<MarkdownBlock>& out,
                 Problems& problems) {
  if (!is_fit(chunk, line, file, problems)) return;
  const std::size_t before = problems.size();
  Handler handler(chunk, line, file, problems);
  const bool done = handler.parse(false);
  auto blocks = handler.take();
  if ((!done || blocks.empty()) && problems.size() == before)
    problems.push_back({file, line, "", "nothing of this paragraph would be shown", "Write it as plain text."});
  for (auto& block : blocks) {
    if (block.line == 0) block.line = line;
    out.push_back(std::move(block));
  }
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

}  // namespace

std::vector<MarkdownBlock> parse_blocks(std::string_view text, int first_line, const std::string& file, Problems& problems) {
  std::vector<MarkdownBlock> out;
  std::size_t chunk_start = 0;
  int chunk_line = first_line;
  int line = first_line;
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (is_blank(text.substr(at, end - at)) || end == text.size()) {
      const bool last_has_text = !is_blank(text.substr(at, end - at));
      const auto chunk = text.substr(chunk_start, (last_has_text ? end : at) - chunk_start);
      if (!is_blank(chunk) && chunk != "\n") parse_chunk(chunk, chunk_line, file, out, problems);
      chunk_start = end + 1;
      chunk_line = line + 1;
    }
    at = end + 1;
    ++line;
  }
  return out;
}

std::string parse_title(std::string_view text, int line, const std::string& file, Problems& problems) {
  if (text.size() > chunk_bytes_max) {
    problems.push_back({file, line, "", "a title is longer than " + std::to_string(chunk_bytes_max) + " bytes", "Shorten it."});
    return {};
  }
  const std::string heading = "# " + std::string(text);
  Handler handler(heading, line, file, problems);
  handler.parse(true);
  const auto blocks = handler.take();
  return blocks.empty() ? std::string() : plain_text(blocks.front().runs);
}

}  // namespace countersign::content
