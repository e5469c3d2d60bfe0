#include "admin/cli/facts.hpp"

#include <algorithm>
#include <iostream>

namespace countersign::admin::cli {

void Facts::add(const std::string& key, const std::string& name, Json value) {
  if (!name.empty()) lines_.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
  json_[key] = std::move(value);
}

void Facts::print() const {
  std::size_t width = 0;
  for (const Line& line : lines_) width = std::max(width, line.name.size());
  for (const Line& line : lines_)
    std::cout << line.name << std::string(width + 2 - line.name.size(), ' ') << line.value << "\n";
}

}  // namespace countersign::admin::cli
