#pragma once
// JSON Schema (draft-07) validation of the files that authors write. The schemas are those of content/schema,
// compiled in. A schema says shape and limits; what it cannot say is checked by whoever reads the file.

#include <map>
#include <string_view>

#include "base/json.hpp"

namespace countersign::content {

constexpr std::size_t json_values_max = 20'000;      // in one file; keeps validation quick on hostile input
constexpr std::size_t schema_faults_shown_max = 50;  // of one file

// Name ("policy") -> text of content/schema/NAME.schema.json.
const std::map<std::string_view, std::string_view>& embedded_schemas();

// Adds each way in which `file` differs from the schema `name` to `problems`. A null root adds nothing: whoever parsed
// it has said why. A file with more than json_values_max values is not looked at: its root becomes null. Never throws.
void validate(JsonFile& file, std::string_view name, Problems& problems);

}  // namespace countersign::content
