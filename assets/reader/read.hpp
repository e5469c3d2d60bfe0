#pragma once
// Reads JSON whose shape may be wrong: a missing or mistyped value is its default, and the reader says what it misses.

#include <filesystem>
#include <string>

#include "base/file.hpp"
#include "base/json.hpp"

namespace countersign::assets {

inline JsonFile read_json(const std::filesystem::path& path, Problems& problems) {
  const auto text = read_file(path, json_bytes_max);
  if (text) return parse_json(*text, path.string(), problems);
  problems.push_back({path.string(), 0, "", text.error().what, text.error().cure});
  return {path.string(), nullptr, {}};
}

inline const Json* find(const Json& object, const std::string& key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

inline std::string text_at(const Json& object, const std::string& key) {
  const Json* value = find(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

inline double number_at(const Json& object, const std::string& key, double otherwise) {
  const Json* value = find(object, key);
  return value != nullptr && value->is_number() ? value->get<double>() : otherwise;
}

inline const Json& object_at(const Json& object, const std::string& key) {
  static const Json none = Json::object();
  const Json* value = find(object, key);
  return value != nullptr && value->is_object() ? *value : none;
}

inline const Json& array_at(const Json& object, const std::string& key) {
  static const Json none = Json::array();
  const Json* value = find(object, key);
  return value != nullptr && value->is_array() ? *value : none;
}

}  // namespace countersign::assets
