#pragma once
// The quiz of tests/fixtures/small-pack.

#include <filesystem>
#include <fstream>
#include <string>

#include "quizzes/engine/quiz.hpp"

namespace countersign::test {

inline std::string small_quiz_text() {
  std::ifstream in(std::filesystem::path(COUNTERSIGN_SOURCE_DIR) / "tests/fixtures/small-pack/quizzes/small/photos.json");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline quiz::Quiz small_quiz() { return quiz::parse_quiz(small_quiz_text(), "photos.json").quiz; }

// The fixture's text with the first `from` replaced by `to`; unchanged if there is none.
inline std::string broken_quiz(const std::string& from, const std::string& to) {
  std::string text = small_quiz_text();
  const auto at = text.find(from);
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace countersign::test
