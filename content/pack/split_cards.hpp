#pragma once
// One module's Markdown file, by line: headings open cards, ":::" fences hold advice and the long text.

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace countersign::content {

struct Section {
  std::string fence;  // "do", "dont", "full"; empty: outside any
  int fence_line = 0;
  std::string text;
  int text_line = 0;
};

struct RawCard {
  std::string heading;  // after "##"
  int line = 0;
  std::vector<Section> sections;
};

// What is wrong with headings and fences as lines is added to `problems`.
std::vector<RawCard> split_cards(std::string_view markdown, const std::string& file, Problems& problems);

// Without blanks at either end.
std::string_view trimmed(std::string_view text);

}  // namespace countersign::content
