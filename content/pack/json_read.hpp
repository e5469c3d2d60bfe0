#pragma once
// Reads JSON whose shape may be wrong: a missing or mistyped value is its default. The schema has said what is wrong,
// and reading goes on so that all faults of a pack are found at once.

#include <string>

#include "base/json.hpp"

namespace countersign::content {

std::string text_at(const Json& object, const char* key);            // else ""
int integer_at(const Json& object, const char* key, int otherwise);  // also when out of int's range
double number_at(const Json& object, const char* key, double otherwise);
bool flag_at(const Json& object, const char* key, bool otherwise);
const Json& array_at(const Json& object, const char* key);   // else an empty array
const Json& object_at(const Json& object, const char* key);  // else an empty object

// "/" and `key`, escaped as RFC 6901 asks.
std::string pointer_part(const std::string& key);

}  // namespace countersign::content
