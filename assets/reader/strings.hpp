#pragma once
// The kiosk's own words: assets/strings/LANG.json, a flat object of key -> text with {name} placeholders.
// A text that depends on a number has the keys KEY.one and KEY.other.

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/problem.hpp"
#include "base/time.hpp"

namespace countersign::assets {

using Arguments = std::initializer_list<std::pair<std::string_view, std::string>>;

class Strings {
 public:
  // Loads every LANG.json of `folder`. Faults: a key missing in one language, placeholders that differ, bad JSON.
  static Strings load(const std::filesystem::path& folder, Problems& problems);

  // The text with placeholders filled; the key itself (visible in tests) if it does not exist.
  std::string get(const Language& language, std::string_view key, Arguments arguments = {}) const;
  // KEY.one or KEY.other by the language's rule for `count`; {n} is filled.
  std::string count(const Language& language, std::string_view key, int count) const;

  // "Fri 4 December", "23 Nov 2026", "1 December 2026", "14:32:07" in the manner of the language.
  std::string day(const Language& language, CivilDate date) const;
  std::string short_date(const Language& language, CivilDate date) const;
  std::string long_date(const Language& language, CivilDate date) const;
  std::string time_of_day(WallTime time) const;

  // Languages in the order of assets/strings/languages.json, and a language's name in itself ("Français").
  const std::vector<Language>& languages() const { return languages_; }
  std::string own_name(const Language& language) const;

 private:
  const std::string* find(const Language& language, std::string_view key) const;  // nullptr if there is none

  std::vector<Language> languages_;
  std::map<Language, std::string> names_;
  std::map<Language, std::map<std::string, std::string, std::less<>>> texts_;
};

}  // namespace countersign::assets
