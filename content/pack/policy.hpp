#pragma once
// policy.json: what the pack consists of.

#include <string>
#include <vector>

#include "base/json.hpp"
#include "content/pack/pack.hpp"

namespace countersign::content {

constexpr int review_days_max = 366;  // a policy is reviewed within a year

struct PolicyFile {
  Pack pack;                         // without organisation and texts
  std::vector<std::string> attract;  // ids of the lines of the attract screen
};

// Reads what is there; what is wrong, beyond what the schema has said, is added to `problems`.
PolicyFile read_policy(const JsonFile& file, Problems& problems);

}  // namespace countersign::content
