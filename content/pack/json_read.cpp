#include "content/pack/json_read.hpp"

#include <limits>

namespace countersign::content {

namespace {

const Json* find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

std::string text_at(const Json& object, const char* key) {
  const Json* value = find(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

int integer_at(const Json& object, const char* key, int otherwise) {
  const double value = number_at(object, key, otherwise);
  const bool fits = value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
  return fits ? static_cast<int>(value) : otherwise;
}

double number_at(const Json& object, const char* key, double otherwise) {
  const Json* value = find(object, key);
  return value != nullptr && value->is_number() ? value->get<double>() : otherwise;
}

bool flag_at(const Json& object, const char* key, bool otherwise) {
  const Json* value = find(object, key);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : otherwise;
}

const Json& array_at(const Json& object, const char* key) {
  static const Json none = Json::array();
  const Json* value = find(object, key);
  return value != nullptr && value->is_array() ? *value : none;
}

const Json& object_at(const Json& object, const char* key) {
  static const Json none = Json::object();
  const Json* value = find(object, key);
  return value != nullptr && value->is_object() ? *value : none;
}

std::string pointer_part(const std::string& key) {
  std::string out = "/";
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

}  // namespace countersign::content
