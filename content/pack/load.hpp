#pragma once
// Reads a pack from disk and finds everything that is wrong with it.

#include <filesystem>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "content/pack/pack.hpp"

namespace countersign::content {

constexpr std::size_t card_file_bytes_max = 256 * 1024;
constexpr std::size_t picture_bytes_max = 512 * 1024;
constexpr std::size_t modules_max = 64;
constexpr std::size_t cards_per_module_max = 64;
constexpr std::size_t card_words_max = 60;  // of the short text; more is a warning

struct Loaded {
  Pack pack;          // complete only if `problems` holds no error
  Problems problems;  // all faults at once, in file and line order
};

// Loads `folder` (content/ID). Never throws on bad input; a pack with any error must not be shown.
Loaded load_pack(const std::filesystem::path& folder);

// One module's Markdown; exposed for the fuzzer. `file` is for messages. Placeholders stay as written.
struct ParsedCards {
  std::vector<Card> cards;
  std::vector<int> lines;  // of each card's heading
  Problems problems;
};
ParsedCards parse_cards(std::string_view markdown, const std::string& file);

}  // namespace countersign::content
