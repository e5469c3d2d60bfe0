#pragma once
// What somebody typed elsewhere, made safe for a terminal.

#include <string>
#include <string_view>
#include <vector>

namespace countersign::admin::cli {

// `text`, which is UTF-8, with everything that would steer a terminal or turn the order of what stands around written as
// an escape such as \u001B: control characters (line breaks too), line and paragraph separators, and the embeddings, overrides
// and isolates of Unicode's bidirectional algorithm (UAX #9).
std::string printable(std::string_view text);

// The lines of `text`, printable, in pieces of at most `width` characters that end at blanks; a longer word stays whole.
std::vector<std::string> printable_lines(std::string_view text, std::size_t width);

}  // namespace countersign::admin::cli
