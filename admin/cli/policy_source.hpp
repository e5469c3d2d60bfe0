#pragma once

#include <filesystem>

namespace countersign::admin::cli {

// The folder with content/ and quizzes/ that this program came with: its source tree, or ../share/countersign beside it.
std::filesystem::path default_policy_source();

}  // namespace countersign::admin::cli
