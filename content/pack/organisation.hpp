#pragma once
// organisation.json: who the employer is and whom to call.

#include "base/json.hpp"
#include "content/pack/pack.hpp"

namespace countersign::content {

// Reads what is there for a pack whose source language is `source`; what is wrong, beyond what the schema has said, is
// added to `problems`. A null root gives an empty organisation.
Organisation read_organisation(const JsonFile& file, const Language& source, Problems& problems);

}  // namespace countersign::content
