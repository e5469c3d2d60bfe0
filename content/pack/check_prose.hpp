#pragma once
// What is wrong with texts as texts, in any file of a pack or its quizzes.

#include "base/json.hpp"
#include "base/problem.hpp"

namespace countersign::content {

// Invisible overrides (an error) and directions mixed without isolates (a warning), in each text of a JSON file or on
// each line of another file.
void check_directions(const JsonFile& file, Problems& problems);
void check_directions(std::string_view text, const std::string& file, Problems& problems);

// A warning for each card of an English Markdown file that asks for more than reading_grade_max years of school.
// `text` is the file as it stands; placeholders count as one word.
void check_reading_level(std::string_view text, const std::string& file, Problems& problems);

}  // namespace countersign::content
