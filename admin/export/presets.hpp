#pragma once
// Headings of the presets, from admin/presets/*.json, compiled in.

#include <string>
#include <vector>

#include "base/ids.hpp"

namespace countersign::admin {

// As many as csv_columns(), in `language`, or in English when the preset lacks it.
const std::vector<std::string>& excel_headings(const Language& language);

}  // namespace countersign::admin
