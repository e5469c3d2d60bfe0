// Holds the `#include` lines of the source tree to the dependency rule of docs/architecture.md.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path source = COUNTERSIGN_SOURCE_DIR;

// Room -> the rooms that it may include, besides itself.
const std::map<std::string, std::set<std::string>> allowed_rooms{
    {"base", {}},
    {"content/pack", {"base"}},
    {"quizzes/engine", {"base", "content/pack"}},
    {"assets/reader", {"base"}},
    {"records/model", {"base"}},
    {"records/log", {"base"}},
    {"records/vault", {"base", "records/model"}},
    {"records/store", {"base", "records/model", "records/log", "records/vault"}},
    {"kiosk/flow", {"base", "content/pack", "quizzes/engine", "records/model"}},
    {"kiosk/ui", {"base", "assets/reader"}},
    {"kiosk/view", {"base", "content/pack", "quizzes/engine", "assets/reader", "records/model", "kiosk/flow", "kiosk/ui"}},
    {"admin",
     {"base", "content/pack", "quizzes/engine", "assets/reader", "records/model", "records/log", "records/vault",
      "records/store"}},
    {"kiosk/shell",
     {"base", "content/pack", "quizzes/engine", "assets/reader", "records/model", "records/log", "records/vault",
      "records/store", "kiosk/flow", "kiosk/ui", "kiosk/view", "admin"}},
};

// What starts the name of a library's header -> where it may be included.
const std::map<std::string, std::set<std::string>> allowed_libraries{
    {"sqlite3.h", {"records/store"}},
    {"sodium", {"base/base64", "base/sha256", "base/ids", "records/vault", "records/log"}},
    {"imgui", {"kiosk/ui", "kiosk/view", "kiosk/shell"}},
    {"GLFW/", {"kiosk/ui", "kiosk/shell"}},
    {"pango/", {"kiosk/ui", "admin/export"}},
    {"cairo", {"kiosk/ui", "admin/export"}},
    {"librsvg/", {"kiosk/ui", "admin/export"}},
    {"fontconfig/", {"kiosk/ui", "admin/setup"}},
    {"md4c", {"content/pack"}},
    {"archive", {"admin/export"}},
    {"valijson/", {"content/pack/schema.cpp"}},
};

struct Include {
  std::string file;  // that has it, from the root of the tree
  int line = 0;
  std::string name;
};

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

bool lies_in(const std::string& file, const std::string& place) {
  return file == place || starts_with(file, place + "/") || starts_with(file, place + ".");
}

std::string room_of(const std::string& path) {
  for (const auto& [room, allowed] : allowed_rooms)
    if (starts_with(path, room + "/")) return room;
  return {};
}

void read_includes(const fs::path& path, std::vector<Include>& out) {
  std::ifstream in(path);
  const std::string file = path.lexically_relative(source).generic_string();
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const auto hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line.compare(hash, 8, "#include") != 0) continue;
    const auto open = line.find_first_of("\"<", hash);
    const auto close = open == std::string::npos ? open : line.find_first_of("\">", open + 1);
    if (close != std::string::npos) out.push_back({file, number, line.substr(open + 1, close - open - 1)});
  }
}

std::vector<Include> includes_of_rooms() {
  std::vector<Include> out;
  for (const auto& [room, allowed] : allowed_rooms) {
    if (!fs::exists(source / room)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(source / room)) {
      const std::string kind = entry.path().extension().string();
      if (entry.is_regular_file() && (kind == ".cpp" || kind == ".hpp" || kind == ".in")) read_includes(entry.path(), out);
    }
  }
  return out;
}

std::string place(const Include& include) {
  return include.file + ":" + std::to_string(include.line) + " includes " + include.name;
}

}  // namespace

TEST_CASE("every room includes only rooms below it") {
  for (const Include& include : includes_of_rooms()) {
    const std::string from = room_of(include.file);
    const std::string to = room_of(include.name);
    if (to.empty() || to == from) continue;
    CHECK_MESSAGE(allowed_rooms.at(from).count(to) == 1, place(include));
  }
}

TEST_CASE("each library is included only where it belongs") {
  for (const Include& include : includes_of_rooms()) {
    for (const auto& [library, places] : allowed_libraries) {
      if (!starts_with(include.name, library)) continue;
      bool allowed = false;
      for (const std::string& where : places) allowed = allowed || lies_in(include.file, where);
      CHECK_MESSAGE(allowed, place(include));
    }
  }
}

TEST_CASE("no header is reached by a path relative to its includer") {
  for (const Include& include : includes_of_rooms())
    CHECK_MESSAGE(include.name.find("..") == std::string::npos, place(include));
}

TEST_CASE("the tree is really read") { CHECK(includes_of_rooms().size() > 100); }
