#pragma once
// On-screen keyboard layouts of assets/keyboards/*.json.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/problem.hpp"

namespace countersign::assets {

struct KeyboardLayout {
  std::string id;
  std::string name;
  std::vector<Language> languages;
  std::vector<std::vector<std::string>> rows;          // three rows of letters, lower case
  std::vector<std::vector<std::string>> symbols_rows;  // three rows
  std::map<std::string, std::vector<std::string>> accents;
  std::string comma = ",";
  std::string period = ".";
};

// In the order of their ids. Faults: rows missing, a key over 8 bytes, an accent of a key that is not there.
std::vector<KeyboardLayout> load_keyboards(const std::filesystem::path& folder, Problems& problems);

// The first layout for `language`, else the first of all.
const KeyboardLayout& keyboard_for(const std::vector<KeyboardLayout>& layouts, const Language& language);

}  // namespace countersign::assets
