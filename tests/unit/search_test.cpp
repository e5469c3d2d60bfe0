#include <doctest/doctest.h>

#include "content/pack/load.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::content;

namespace {

std::string best(const Pack& pack, const std::string& language, const std::string& query) {
  const PackText& text = pack.text({language});
  const auto hits = search(text, pack.modules, query);
  return hits.empty() ? "" : text.modules.at(hits[0].module).cards.at(hits[0].card).id.value;
}

}  // namespace

TEST_CASE("search finds cards whatever the case, accents and word ends") {
  const test::SmallPack small;
  const Pack pack = load_pack(small.content()).pack;
  struct Row {
    std::string language;
    std::string query;
    const char* card;
  };
  const Row rows[] = {{"en", "look", "look"},
                      {"en", "LOOK BEHIND", "look"},
                      {"en", "pict ask", "ask"},
                      {"en", "PH-2", "ask"},
                      {"en", "ph 2", "ask"},
                      {"en", "zooms", "look"},
                      {"en", "tickets", "look"},
                      {"en", "heron", "look"},
                      {"fr", "derriere", "look"},
                      {"fr", "d’abord", "ask"},
                      {"en", "", ""},
                      {"en", "   ", ""},
                      {"en", "submarine", ""},
                      {"en", "look submarine", ""},
                      {"en", "ook", ""},
                      {"en", "\xFF", ""}};
  for (const Row& row : rows) {
    CAPTURE(row.language);
    CAPTURE(row.query);
    CHECK(best(pack, row.language, row.query) == row.card);
  }
}

TEST_CASE("titles count most, and the limit holds") {
  const test::SmallPack small;
  const Pack pack = load_pack(small.content()).pack;
  const auto hits = search(pack.text({"en"}), pack.modules, "ask");
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].card == 1);
  CHECK(search(pack.text({"en"}), pack.modules, "a", 1).size() == 1);
  CHECK(search(pack.text({"en"}), pack.modules, "a", 0).empty());
}

TEST_CASE("a query of any length is answered") {
  const test::SmallPack small;
  const Pack pack = load_pack(small.content()).pack;
  std::string query;
  for (int i = 0; i < 100'000; ++i) query += "look ";
  CHECK_FALSE(search(pack.text({"en"}), pack.modules, query).empty());
  CHECK(search(pack.text({"en"}), pack.modules, std::string(100'000, 'x')).empty());
}
