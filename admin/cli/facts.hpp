#pragma once
// A few named values: one a line for people, one JSON object for programs.

#include <string>
#include <vector>

#include "base/base64.hpp"
#include "base/json.hpp"

namespace countersign::admin::cli {

class Facts {
 public:
  // `name` is for people; "": only in the JSON.
  void add(const std::string& key, const std::string& name, Json value);
  const Json& json() const { return json_; }
  void print() const;  // to standard output

 private:
  struct Line {
    std::string name;
    std::string value;
  };
  Json json_ = Json::object();
  std::vector<Line> lines_;
};

}  // namespace countersign::admin::cli
