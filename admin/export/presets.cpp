#include "admin/export/presets.hpp"

#include <map>

#include "admin/embedded.hpp"
#include "base/json.hpp"

namespace countersign::admin {

const std::vector<std::string>& excel_headings(const Language& language) {
  static const auto headings = Json::parse(embedded::excel_preset).get<std::map<std::string, std::vector<std::string>>>();
  const auto found = headings.find(language.value.substr(0, 2));
  return found == headings.end() ? headings.at("en") : found->second;
}

}  // namespace countersign::admin
