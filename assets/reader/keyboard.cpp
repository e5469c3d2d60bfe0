#include "assets/reader/keyboard.hpp"

#include <algorithm>
#include <cassert>
#include <set>

#include "assets/reader/read.hpp"

namespace countersign::assets {

namespace {

constexpr std::size_t key_bytes_max = 8;
constexpr std::size_t rows_wanted = 3;
constexpr std::size_t keys_per_row_max = 11;
constexpr std::size_t accents_per_key_max = 9;
constexpr std::size_t layouts_max = 64;

class Reader {
 public:
  Reader(const JsonFile& file, Problems& problems) : file_(file), problems_(problems) {}

  KeyboardLayout read() {
    const Json& root = file_.root;
    KeyboardLayout out;
    out.id = text_at(root, "id");
    out.name = text_at(root, "name");
    if (out.id.empty() || out.name.empty()) problem("", "the layout has no id or no name", "Write both.");
    for (const Json& tag : array_at(root, "languages"))
      if (tag.is_string()) out.languages.push_back({tag.get<std::string>()});
    out.rows = rows("rows");
    out.symbols_rows = rows("symbols_rows");
    out.comma = key(text_at(root, "comma"), "/comma");
    out.period = key(text_at(root, "period"), "/period");
    read_accents(out);
    return out;
  }

 private:
  void problem(const std::string& pointer, std::string what, std::string cure) {
    problems_.push_back(file_.problem(pointer, std::move(what), std::move(cure)));
  }

  std::string key(const std::string& text, const std::string& pointer) {
    if (text.empty() || text.size() > key_bytes_max)
      problem(pointer, "a key is empty or longer than 8 bytes", "Write one character.");
    return text.substr(0, key_bytes_max);
  }

  std::vector<std::string> keys(const Json& array, std::size_t most, const std::string& pointer) {
    std::vector<std::string> out;
    if (array.empty() || array.size() > most)
      problem(pointer, "a row holds no keys, or more than " + std::to_string(most), "Move some elsewhere.");
    for (std::size_t i = 0; i < std::min(array.size(), most); ++i)
      out.push_back(key(array[i].is_string() ? array[i].get<std::string>() : "", pointer + "/" + std::to_string(i)));
    return out;
  }

  std::vector<std::vector<std::string>> rows(const char* name) {
    const Json& array = array_at(file_.root, name);
    const std::string pointer = std::string("/") + name;
    if (array.size() != rows_wanted) problem(pointer, std::string("\"") + name + "\" does not have three rows", "Write three.");
    std::vector<std::vector<std::string>> out(rows_wanted);
    for (std::size_t i = 0; i < std::min(array.size(), rows_wanted); ++i) {
      const Json& row = array[i];
      out[i] = keys(row.is_array() ? row : Json::array(), keys_per_row_max, pointer + "/" + std::to_string(i));
    }
    return out;
  }

  void read_accents(KeyboardLayout& layout) {
    std::set<std::string> known{layout.comma, layout.period};
    for (const auto* block : {&layout.rows, &layout.symbols_rows})
      for (const auto& row : *block) known.insert(row.begin(), row.end());
    for (const auto& [base, others] : object_at(file_.root, "accents").items()) {
      if (known.count(base) == 0)
        problem("/accents", "there is no key \"" + base + "\" for these accents", "Remove them, or add the key.");
      else
        layout.accents[base] = keys(others.is_array() ? others : Json::array(), accents_per_key_max, "/accents/" + base);
    }
  }

  const JsonFile& file_;
  Problems& problems_;
};

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, Problems& problems) {
  std::vector<std::filesystem::path> out;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
    if (entry->path().extension() == ".json" && out.size() < layouts_max) out.push_back(entry->path());
  if (error)
    problems.push_back({folder.string(), 0, "", "the folder could not be read: " + error.message(), "Check that it is there."});
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<KeyboardLayout> load_keyboards(const std::filesystem::path& folder, Problems& problems) {
  std::vector<KeyboardLayout> out;
  for (const auto& path : json_files(folder, problems)) {
    const JsonFile file = read_json(path, problems);
    if (!file.root.is_null()) out.push_back(Reader(file, problems).read());
  }
  if (out.empty()) problems.push_back({folder.string(), 0, "", "there is no keyboard layout", "Add one."});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return out;
}

const KeyboardLayout& keyboard_for(const std::vector<KeyboardLayout>& layouts, const Language& language) {
  assert(!layouts.empty());  // load_keyboards has said so
  for (const KeyboardLayout& layout : layouts)
    if (std::find(layout.languages.begin(), layout.languages.end(), language) != layout.languages.end()) return layout;
  return layouts.front();
}

}  // namespace countersign::assets
