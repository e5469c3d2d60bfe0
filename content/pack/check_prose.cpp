#include "content/pack/check_prose.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/pack/json_read.hpp"
#include "content/pack/languages.hpp"
#include "content/pack/load.hpp"
#include "content/pack/reading_level.hpp"

namespace countersign::content {

namespace {

void check_text(std::string_view text, const Problem& where, Problems& problems) {
  const auto add = [&](std::string what, std::string cure, bool warning) {
    problems.push_back({where.file, where.line, where.path, std::move(what), std::move(cure), warning});
  };
  if (has_bidi_override(text))
    add("there is an invisible mark (U+202A to U+202E) that turns text around",
        "Delete it; use isolates (U+2066 to U+2069) if directions mix.", false);
  if (mixes_directions(text))
    add("left-to-right and right-to-left words stand together without isolates",
        "Put U+2068 before and U+2069 after the words of the other direction.", true);
}

void check_value(const JsonFile& file, const Json& value, const std::string& pointer, Problems& problems) {
  if (value.is_string()) check_text(value.get_ref<const std::string&>(), file.problem(pointer, "", ""), problems);
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) check_value(file, value[i], pointer + "/" + std::to_string(i), problems);
  if (value.is_object())
    for (const auto& [key, child] : value.items()) check_value(file, child, pointer + pointer_part(key), problems);
}

}  // namespace

void check_directions(const JsonFile& file, Problems& problems) { check_value(file, file.root, "", problems); }

void check_directions(std::string_view text, const std::string& file, Problems& problems) {
  int line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    check_text(text.substr(at, end - at), {file, ++line, "", "", ""}, problems);
    at = end + 1;
  }
}

void check_reading_level(std::string_view text, const std::string& file, Problems& problems) {
  const ParsedCards parsed = parse_cards(text, file);
  for (std::size_t i = 0; i < parsed.cards.size(); ++i) {
    const double grade = reading_grade(short_text(parsed.cards[i]));
    if (grade <= reading_grade_max) continue;
    problems.push_back({file, parsed.lines[i], "#" + parsed.cards[i].id.value,
                        fmt::format("the card reads at grade {:.1f}, over {:.0f}", grade, reading_grade_max),
                        "Shorten its sentences and words.", true});
  }
}

}  // namespace countersign::content
