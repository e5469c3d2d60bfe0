#pragma once
// What `countersign-admin content check` says about the files of quizzes/ID beyond those that load_quizzes() reads.

#include <filesystem>

#include "base/problem.hpp"
#include "content/pack/pack.hpp"

namespace countersign::quiz {

// A warning for each file that no module of `pack` uses, an error for each symbolic link and for a folder that cannot be
// read. Nothing for a folder that is not there, which load_quizzes() has said, or for a pack without modules.
Problems check_folder(const std::filesystem::path& folder, const content::Pack& pack);

}  // namespace countersign::quiz
