// Search on folded words: every word of the query must start a word of the card; where it does decides the score.

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"
#include "content/pack/pack.hpp"

namespace countersign::content {

namespace {

constexpr int title_score = 8;
constexpr int short_text_score = 3;
constexpr int long_text_score = 1;
constexpr std::size_t query_bytes_max = 512;
constexpr std::size_t query_words_max = 16;

// Folded, with a blank before each word, so that " mot" finds words that start with "mot".
std::string folded(const std::string& text) { return " " + fold_for_search(text); }

std::vector<std::string> words_of(const std::string& query) {
  const std::string text = fold_for_search(std::string_view(query).substr(0, query_bytes_max));
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size() && out.size() < query_words_max;) {
    const auto end = std::min(text.find(' ', at), text.size());
    out.push_back(" " + text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string joined(const Blocks& blocks) {
  std::string out;
  for (const Block& block : blocks) out += plain_text(block.runs) + " ";
  return out;
}

std::string short_text(const Card& card) {
  std::string out = joined(card.body) + plain_text(card.example) + " ";
  for (const auto* advice : {&card.dos, &card.donts})
    if (*advice) out += plain_text((*advice)->body) + " " + plain_text((*advice)->reason) + " ";
  return out;
}

int score_of(const Card& card, const std::vector<std::string>& words) {
  const std::string title = folded(card.title + " " + card.clause.value);
  const std::string brief = folded(short_text(card));
  const std::string full = folded(joined(card.full));
  int total = 0;
  for (const std::string& word : words) {
    int score = 0;
    if (title.find(word) != std::string::npos) score += title_score;
    if (brief.find(word) != std::string::npos) score += short_text_score;
    if (full.find(word) != std::string::npos) score += long_text_score;
    if (score == 0) return 0;
    total += score;
  }
  return total;
}

}  // namespace

std::vector<SearchHit> search(const PackText& text, const std::vector<Module>& order, const std::string& query,
                              std::size_t limit) {
  const auto words = words_of(query);
  std::vector<SearchHit> out;
  if (words.empty()) return out;
  for (const Module& module : order) {
    const auto found = text.modules.find(module.id);
    if (found == text.modules.end()) continue;
    for (std::size_t card = 0; card < found->second.cards.size(); ++card)
      if (const int score = score_of(found->second.cards[card], words); score > 0) out.push_back({module.id, card, score});
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace countersign::content
