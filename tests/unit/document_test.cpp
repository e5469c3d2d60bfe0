#include "content/pack/document.hpp"

#include <doctest/doctest.h>

#include "content/pack/load.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::content;
using test::SmallPack;

namespace {

std::string document_of(const SmallPack& small) { return load_pack(small.content()).pack.text({"en"}).document; }

std::string source_file(const char* relative) {
  std::ifstream in(std::filesystem::path(COUNTERSIGN_SOURCE_DIR) / relative, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("the document is the worked example of docs/document_format.md, byte for byte") {
  const SmallPack small;
  const std::string expected = source_file("tests/fixtures/small-pack.en.document");
  CHECK(document_of(small) == expected);
  const std::string docs = source_file("docs/document_format.md");
  CHECK(docs.find(expected) != std::string::npos);
  CHECK(docs.find(to_hex(sha256(expected))) != std::string::npos);
  CHECK(load_pack(small.content()).pack.text({"en"}).document_sha256 == sha256(expected));
}

TEST_CASE("wrapping a paragraph otherwise changes nothing that is signed") {
  const SmallPack small;
  const std::string before = document_of(small);
  REQUIRE(small.replace("content/small/text/en/photos.md", "edges**.\nIs a", "edges**. Is\na"));
  REQUIRE(small.replace("content/small/text/en/photos.md", ":::dont", "\n\n:::dont"));
  CHECK(document_of(small) == before);
}

TEST_CASE("whatever a person sees before signing changes the document") {
  struct Row {
    std::string name;
    std::string file;
    const char* from;
    std::string to;
  };
  const Row rows[] = {{"a word of a card", "content/small/text/en/photos.md", "Crop it", "Cut it"},
                      {"bold", "content/small/text/en/photos.md", "**names**", "names"},
                      {"the long text", "content/small/text/en/photos.md", "look twice", "look once"},
                      {"alternative text", "content/small/text/en/photos.md", "A deck with", "A deck and"},
                      {"a picture's bytes", "content/small/figures/deck.svg", "#F6B73C", "#F6B73D"},
                      {"a value of the organisation", "content/small/organisation.json", "\"short_name\": \"Heron\"",
                       "\"short_name\": \"Egret\""},
                      {"a statement", "content/small/text/en/strings.json", "before I post", "after I post"},
                      {"consent", "content/small/text/en/strings.json", "Paper is free", "Paper costs"},
                      {"rights", "content/small/text/en/strings.json", "pay and hours", "pay"},
                      {"the version", "content/small/policy.json", "\"1.0\"", "\"1.1\""},
                      {"a statement's place", "content/small/policy.json", "[\"read\", \"comply\"]", "[\"comply\", \"read\"]"}};
  const std::string before = document_of(SmallPack());
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const SmallPack small;
    REQUIRE(small.replace(row.file, row.from, row.to));
    CHECK(document_of(small) != before);
  }
}

TEST_CASE("no text can be taken for a mark of the document") {
  for (const std::string trick :
       {"=== end", "## Other {#x clause=PH-1}", ":::full", "> quote", "- item", "![a](b)", "**bold**", "\\"}) {
    CAPTURE(trick);
    PackText text;
    text.consent_paragraphs = {trick};
    const std::string written = document({}, text, {});
    const auto consent = written.find("=== consent");
    const auto rights = written.find("=== rights");
    REQUIRE(rights > consent);
    CHECK(written.substr(consent, rights - consent).find("\n" + trick + "\n") == std::string::npos);
  }
}
