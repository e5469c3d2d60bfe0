#include "kiosk/shell/settings.hpp"

#include <algorithm>
#include <array>

#include "base/file.hpp"
#include "records/store/checkpoint_copy.hpp"

namespace countersign::shell {

namespace {

constexpr float px_per_mm_min = 1.0F;
constexpr float px_per_mm_max = 40.0F;

// One key of the file, with its rule.
template <class Use>
void read_key(const JsonFile& file, const std::string& key, Problems& problems, const char* cure, Use use) {
  const auto found = file.root.find(key);
  if (found == file.root.end()) return;
  if (!use(*found)) problems.push_back(file.problem("/" + key, "\"" + key + "\" cannot be used", cure));
}

bool read_theme(const Json& value, flow::ThemeChoice& out) {
  if (value == "light")
    out = flow::ThemeChoice::light;
  else if (value == "dark")
    out = flow::ThemeChoice::dark;
  else if (value == "high-contrast")
    out = flow::ThemeChoice::high_contrast;
  else
    return false;
  return true;
}

bool read_string(const Json& value, std::string& out) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) return false;
  out = value.get<std::string>();
  return true;
}

// A typing mistake in a key would otherwise be a setting that silently does nothing.
void warn_of_unknown_keys(const JsonFile& file, Problems& problems) {
  constexpr std::array known = {"organisation", "terminal",       "language",  "text_scale",
                                "theme",        "reduced_motion", "px_per_mm", "checkpoint_copy"};
  for (const auto& [key, value] : file.root.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    Problem problem = file.problem("/" + key, "there is no setting \"" + key + "\"; it does nothing",
                                   "Look for a typing mistake, or remove the line.");
    problem.warning = true;
    problems.push_back(std::move(problem));
  }
}

}  // namespace

Settings load_settings(const records::DataDir& data, Problems& problems) {
  Settings out;
  const std::string path = data.settings().string();
  const auto text = read_file(data.settings(), json_bytes_max);
  if (!text) {
    problems.push_back({path, 0, "", text.error().what, "Make the data directory with countersign-admin init."});
    return out;
  }
  const JsonFile file = parse_json(*text, path, problems);
  if (!file.root.is_object()) {
    if (problems.empty()) problems.push_back({path, 1, "", "this is not a settings object", "Start the file with {."});
    return out;
  }
  read_key(file, "terminal", problems, "Give a short name such as \"t1\".",
           [&](const Json& value) { return read_string(value, out.terminal); });
  read_key(file, "language", problems, "Give a language tag such as \"en\".",
           [&](const Json& value) { return read_string(value, out.defaults.language.value); });
  read_key(file, "text_scale", problems, "Use 100, 160 or 200.", [&](const Json& value) {
    if (value != 100 && value != 160 && value != 200) return false;
    out.defaults.text_scale = value.get<int>();
    return true;
  });
  read_key(file, "theme", problems, "Use light, dark or high-contrast.",
           [&](const Json& value) { return read_theme(value, out.defaults.theme); });
  read_key(file, "reduced_motion", problems, "Use true or false.", [&](const Json& value) {
    if (!value.is_boolean()) return false;
    out.defaults.reduced_motion = value.get<bool>();
    return true;
  });
  read_key(file, "px_per_mm", problems, "Calibrate the display again, or remove the line.", [&](const Json& value) {
    if (!value.is_number() || value.get<float>() < px_per_mm_min || value.get<float>() > px_per_mm_max) return false;
    out.px_per_mm = value.get<float>();
    return true;
  });
  read_key(file, "checkpoint_copy", problems, "Give the whole path of a file, best on another disk, or remove the line.",
           records::is_checkpoint_copy);  // the ledger reads it for itself
  warn_of_unknown_keys(file, problems);
  return out;
}

Status save_calibration(const records::DataDir& data, float px_per_mm) {
  const auto text = read_file(data.settings(), json_bytes_max);
  if (!text) return text.error();
  Problems problems;
  JsonFile file = parse_json(*text, data.settings().string(), problems);
  if (!file.root.is_object())
    return Error{ErrorCode::corrupt, "the settings cannot be read", data.settings().string(), "Mend the file first."};
  file.root["px_per_mm"] = px_per_mm;
  return write_file(data.settings(), file.root.dump(2) + "\n");
}

}  // namespace countersign::shell
