// Any bytes as policy.json, organisation.json and strings.json, parted by the byte 0x1E: reading goes on to the end
// whatever is wrong, and what it has read can be searched and signed.

#include <algorithm>
#include <cstdint>

#include "content/pack/check_prose.hpp"
#include "content/pack/document.hpp"
#include "content/pack/organisation.hpp"
#include "content/pack/policy.hpp"
#include "content/pack/schema.hpp"
#include "content/pack/words.hpp"

using namespace countersign;
using namespace countersign::content;

namespace {

std::string_view next_part(std::string_view& rest) {
  const auto end = std::min(rest.find('\x1E'), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

JsonFile read(std::string_view text, const char* schema, Problems& problems) {
  JsonFile file = parse_json(text, std::string(schema) + ".json", problems);
  validate(file, schema, problems);
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  Problems problems;
  PolicyFile policy = read_policy(read(next_part(rest), "policy", problems), problems);
  Pack& pack = policy.pack;
  pack.organisation = read_organisation(read(next_part(rest), "organisation", problems), pack.source_language, problems);
  const JsonFile words = read(next_part(rest), "strings", problems);
  const Filler filler(pack.organisation, {"fr"}, pack.source_language);
  const PackText text = read_words(words, pack, policy.attract, {"fr"}, filler, problems);
  check_directions(words, problems);
  const std::string written = document(pack, text, {});
  search(text, pack.modules, written);
  for (const Problem& problem : problems)
    if (problem.what.empty() || problem.cure.empty()) __builtin_trap();
  return 0;
}
