#include "base/json.hpp"

#include <set>

#include "base/utf8.hpp"

namespace countersign {

namespace {

struct Position {
  int line = 1;
  bool after_newline = false;
};

// Counts lines as the parser pulls characters.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  Position* position = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    position->after_newline = *at == '\n';
    if (position->after_newline) ++position->line;
    ++at;
    return *this;
  }
  CountingIterator operator++(int) {
    auto copy = *this;
    ++*this;
    return copy;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

std::string escaped(const std::string& key) {
  std::string out;
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

// Builds the value itself, since nlohmann's own builder keeps neither lines nor duplicate keys.
class Builder {
 public:
  Builder(JsonFile& out, const Position& position, Problems& problems) : out_(out), position_(position), problems_(problems) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(Json::number_integer_t value) { return add_number(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return add_number(value); }
  bool number_float(Json::number_float_t value, const std::string&) { return add_number(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }

  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return stack_.pop_back(), true; }
  bool end_array() { return stack_.pop_back(), true; }

  bool key(std::string& name) {
    Level& level = stack_.back();
    if (!level.keys.insert(name).second)
      problems_.push_back({out_.file, position_.line, level.path + "/" + escaped(name),
                           "the key \"" + name + "\" is there twice", "Keep one of the two."});
    level.key = name;
    return true;
  }

  bool parse_error(std::size_t, const std::string& token, const nlohmann::detail::exception&) {
    problems_.push_back({out_.file, position_.line, "", "this is not JSON, near \"" + token + "\"",
                         "Look for a missing comma, quote or bracket on this line or the one before."});
    return false;
  }

 private:
  struct Level {
    Json* value;
    std::string path;
    std::string key;
    std::set<std::string> keys;
  };

  std::string next_path() const {
    if (stack_.empty()) return "";
    const Level& level = stack_.back();
    return level.path + "/" + (level.value->is_array() ? std::to_string(level.value->size()) : escaped(level.key));
  }

  Json* place(Json value, const std::string& path, int line) {
    out_.lines.emplace(path, line);
    if (stack_.empty()) {
      out_.root = std::move(value);
      return &out_.root;
    }
    Level& level = stack_.back();
    if (level.value->is_array()) {
      level.value->push_back(std::move(value));
      return &level.value->back();
    }
    return &((*level.value)[level.key] = std::move(value));
  }

  bool add(Json value) { return place(std::move(value), next_path(), position_.line), true; }

  // A number ends where the next character is none of its own, and that may have been the end of its line.
  bool add_number(Json value) {
    return place(std::move(value), next_path(), position_.line - (position_.after_newline ? 1 : 0)), true;
  }

  bool open(Json value) {
    if (stack_.size() >= static_cast<std::size_t>(json_depth_max)) {
      problems_.push_back({out_.file, position_.line, next_path(), "values nest deeper than 32 levels", "Flatten the file."});
      return false;
    }
    const std::string path = next_path();
    Json* placed = place(std::move(value), path, position_.line);
    stack_.push_back({placed, path, "", {}});
    return true;
  }

  JsonFile& out_;
  const Position& position_;
  Problems& problems_;
  std::vector<Level> stack_;
};

}  // namespace

int JsonFile::line(const std::string& pointer) const {
  std::string path = pointer;
  while (true) {
    if (const auto found = lines.find(path); found != lines.end()) return found->second;
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return 0;
    path.resize(slash);
  }
}

Problem JsonFile::problem(const std::string& pointer, std::string what, std::string cure) const {
  return {file, line(pointer), pointer, std::move(what), std::move(cure)};
}

JsonFile parse_json(std::string_view text, std::string file, Problems& problems) {
  JsonFile out{std::move(file), nullptr, {}};
  if (text.size() > json_bytes_max) {
    problems.push_back({out.file, 0, "", "the file is larger than 1 MiB", "Split it or shorten it."});
    return out;
  }
  if (!is_utf8(text)) {
    problems.push_back({out.file, 0, "", "the file is not UTF-8 text", "Save it as UTF-8."});
    return out;
  }
  Position position;
  const std::size_t before = problems.size();
  Builder builder(out, position, problems);
  const CountingIterator begin{text.data(), &position};
  const CountingIterator end{text.data() + text.size(), &position};
  if (!Json::sax_parse(begin, end, &builder) || problems.size() > before) {
    out.root = nullptr;
  }
  return out;
}

}  // namespace countersign
