#pragma once
// The copy of the data that a tour is played on.

#include <filesystem>

#include "base/result.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::shell {

// Copies the data directory `data` to OUT/data, and gives that. What an earlier tour left there goes away; it is known by a
// file that the copy gets before anything else. Fails with refused, and leaves everything as it was, when something else is
// there, or when the two lie within each other; with io when `data` cannot be copied.
Result<records::DataDir> copy_for_tour(const std::filesystem::path& data, const std::filesystem::path& out);

}  // namespace countersign::shell
