#include "records/model/stored_fields.hpp"

#include <algorithm>
#include <charconv>

#include "base/json.hpp"

namespace countersign::records {

// Records are written without spaces and nearly all without escapes: then one look at each byte is enough, a tenth of what
// a JSON parser takes. Whatever looks different is left to the parser. Both want the keys of every object in order (RFC 8785):
// so each is there once, and no two readers see different values under it.
class StoredFields::Scanner {
 public:
  Scanner(std::string_view record, std::vector<Field>& out) : rest_(record), out_(out) {}

  bool object() { return members(1) && rest_.empty(); }

 private:
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    return true;
  }
  bool string(std::string_view& out) {
    if (!take('"')) return false;
    const auto end = rest_.find('"');
    if (end == std::string_view::npos) return false;
    out = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return out.find('\\') == std::string_view::npos;
  }
  bool integer(std::int64_t& out) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    if (error != std::errc()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }
  // An object. Only the fields of the outermost one are kept.
  bool members(int depth) {
    if (!take('{')) return false;
    if (take('}')) return true;
    std::string_view key_before;
    do {
      Field field;
      if (!string(field.key) || field.key <= key_before || !take(':') || !value(field, depth)) return false;
      key_before = field.key;
      if (depth == 1) out_.push_back(field);
    } while (take(','));
    return take('}');
  }
  bool items(int depth) {
    if (!take('[')) return false;
    if (take(']')) return true;
    Field ignored;
    do {
      if (!value(ignored, depth)) return false;
    } while (take(','));
    return take(']');
  }
  bool value(Field& field, int depth) {
    const char c = rest_.empty() ? '\0' : rest_.front();
    if (c == '"') return field.type = Type::text, string(field.text);
    if (c == '{' || c == '[') return depth < json_depth_max && (c == '{' ? members(depth + 1) : items(depth + 1));
    if (take("null")) return true;
    field.type = c == 't' || c == 'f' ? Type::boolean : Type::integer;
    if (field.type == Type::integer) return integer(field.integer);
    field.integer = c == 't' ? 1 : 0;
    return take(c == 't' ? "true" : "false");
  }

  std::string_view rest_;
  std::vector<Field>& out_;
};

// Follows nlohmann's json_sax.
class StoredFields::Reader {
 public:
  explicit Reader(StoredFields& out) : out_(out) {}

  bool null() { return is_inside(); }
  bool boolean(bool value) { return put(Type::boolean, value ? 1 : 0); }
  bool number_integer(Json::number_integer_t value) { return put(Type::integer, value); }
  bool number_unsigned(Json::number_unsigned_t value) { return put(Type::integer, static_cast<std::int64_t>(value)); }
  bool number_float(Json::number_float_t, const std::string&) { return is_inside(); }
  bool binary(Json::binary_t&) { return false; }

  bool string(const std::string& value) {
    if (depth_ == 1) out_.fields_.back().text = out_.unescaped_.emplace_back(value);
    return put(Type::text, 0);
  }
  bool key(const std::string& name) {
    if (name <= keys_before_.back()) return false;
    keys_before_.back() = name;
    if (depth_ == 1) out_.fields_.push_back({out_.unescaped_.emplace_back(name), Type::other, {}, 0});
    return true;
  }
  bool start_object(std::size_t) {
    keys_before_.emplace_back();
    return ++depth_ <= json_depth_max;
  }
  bool end_object() {
    keys_before_.pop_back();
    return --depth_ >= 0;
  }
  bool start_array(std::size_t) { return is_inside() && ++depth_ <= json_depth_max; }
  bool end_array() { return --depth_ >= 0; }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }

 private:
  bool is_inside() const { return depth_ > 0; }
  bool put(Type type, std::int64_t value) {
    if (depth_ != 1) return is_inside();
    out_.fields_.back().type = type;
    out_.fields_.back().integer = value;
    return true;
  }

  StoredFields& out_;
  int depth_ = 0;
  std::vector<std::string> keys_before_;  // of each object that is open
};

Status StoredFields::read(std::string_view record) {
  fields_.clear();
  unescaped_.clear();
  if (Scanner(record, fields_).object()) return Done{};
  fields_.clear();
  Reader reader(*this);
  if (Json::sax_parse(record.data(), record.data() + record.size(), &reader)) return Done{};
  fields_.clear();
  return Error{ErrorCode::corrupt, "a stored record is not a JSON object of which every key is there once and in order", "",
               ""};
}

const StoredFields::Field* StoredFields::find(std::string_view key, Type type) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) { return field.key == key; });
  return found != fields_.end() && found->type == type ? &*found : nullptr;
}

std::string_view StoredFields::text(std::string_view key) const {
  const Field* found = find(key, Type::text);
  return found != nullptr ? found->text : std::string_view();
}

std::optional<std::int64_t> StoredFields::integer(std::string_view key) const {
  const Field* found = find(key, Type::integer);
  return found != nullptr ? std::optional(found->integer) : std::nullopt;
}

bool StoredFields::is_true(std::string_view key) const {
  const Field* found = find(key, Type::boolean);
  return found != nullptr && found->integer != 0;
}

}  // namespace countersign::records
