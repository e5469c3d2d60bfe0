#include "records/model/stored_fields.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace countersign::records {

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

  bool string(std::string& value) {
    if (depth_ == 1) field().text.swap(value);
    return put(Type::text, 0);
  }
  bool key(std::string& name) {
    if (depth_ != 1) return true;
    if (out_.count_ == out_.fields_.size()) out_.fields_.emplace_back();
    ++out_.count_;
    field().key.swap(name);
    field().type = Type::other;
    return true;
  }
  bool start_object(std::size_t) { return ++depth_ <= json_depth_max; }
  bool end_object() { return --depth_ >= 0; }
  bool start_array(std::size_t) { return is_inside() && ++depth_ <= json_depth_max; }
  bool end_array() { return --depth_ >= 0; }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }

 private:
  bool is_inside() const { return depth_ > 0; }
  Field& field() { return out_.fields_[out_.count_ - 1]; }
  bool put(Type type, std::int64_t value) {
    if (depth_ != 1) return is_inside();
    field().type = type;
    field().integer = value;
    return true;
  }

  StoredFields& out_;
  int depth_ = 0;
};

Status StoredFields::read(std::string_view record) {
  count_ = 0;
  Reader reader(*this);
  if (Json::sax_parse(record.data(), record.data() + record.size(), &reader)) return Done{};
  count_ = 0;
  return Error{ErrorCode::corrupt, "a stored record is not a JSON object", "", ""};
}

const StoredFields::Field* StoredFields::find(std::string_view key, Type type) const {
  const auto end = fields_.begin() + static_cast<std::ptrdiff_t>(count_);
  const auto found = std::find_if(fields_.begin(), end, [&](const Field& field) { return field.key == key; });
  return found != end && found->type == type ? &*found : nullptr;
}

const std::string& StoredFields::text(std::string_view key) const {
  static const std::string none;
  const Field* found = find(key, Type::text);
  return found != nullptr ? found->text : none;
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
