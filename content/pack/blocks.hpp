#pragma once
// The Markdown inside a card, through md4c: paragraphs, lists, a quote, a picture, bold. Nothing else is let through.

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "content/pack/pack.hpp"

namespace countersign::content {

// Of one paragraph, list or quote. Also keeps md4c's worst cases short.
constexpr std::size_t chunk_bytes_max = 8 * 1024;

struct MarkdownBlock {
  enum class Kind { paragraph, list_item, quote, picture };
  Kind kind = Kind::paragraph;
  Runs runs;        // not for a picture
  Picture picture;  // only for a picture
  int line = 0;
};

// Parses `text`, which starts at `first_line` of `file`. What is not allowed is a problem with its line.
std::vector<MarkdownBlock> parse_blocks(std::string_view text, int first_line, const std::string& file, Problems& problems);

// A heading's words (without its "## "): plain text only.
std::string parse_title(std::string_view text, int line, const std::string& file, Problems& problems);

}  // namespace countersign::content
