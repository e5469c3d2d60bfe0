#pragma once
// "checkpoint_copy" of settings.json: where a second copy of the last checkpoint is kept. One rule for every program.

#include "base/json.hpp"

namespace countersign::records {

// A whole path: programs are started in many folders, and a relative one would be another file in each.
bool is_checkpoint_copy(const Json& value);

}  // namespace countersign::records
