// Any bytes as a module's Markdown: parsing never fails otherwise than by problems, and says where they are.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"
#include "content/pack/check_prose.hpp"
#include "content/pack/document.hpp"
#include "content/pack/load.hpp"

using namespace countersign;
using namespace countersign::content;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_card(const Card& card) {
  require(!card.body.empty());
  require(!card.id.empty() && !card.clause.empty() && !card.title.empty());
  require(card.dos.has_value() == card.donts.has_value());
  if (card.picture) require(card.picture->file.rfind("figures/", 0) == 0 && !card.picture->alt.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ParsedCards parsed = parse_cards(text, "fuzz.md");
  const int lines = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  for (const Problem& problem : parsed.problems)
    require(problem.line >= 0 && problem.line <= lines && !problem.what.empty() && !problem.cure.empty());
  require(parsed.cards.size() == parsed.lines.size());
  require(!parsed.cards.empty() || has_errors(parsed.problems));
  if (has_errors(parsed.problems)) return 0;
  Pack pack;
  pack.modules.push_back({{"m"}, 1, "m", true});
  PackText words;
  words.modules[{"m"}] = {"T", parsed.cards};
  for (const Card& card : parsed.cards) check_card(card);
  require(is_utf8(document(pack, words, {})));
  Problems warnings;
  check_reading_level(text, "fuzz.md", warnings);
  check_directions(text, "fuzz.md", warnings);
  return 0;
}
