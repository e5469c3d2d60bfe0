// RFC 8785 (JSON Canonicalization Scheme), the part of it without floating point numbers.

#include "records/model/canonical.hpp"

#include "base/utf8.hpp"
#include "records/model/stored_fields.hpp"

namespace countersign::records {

namespace {

constexpr std::int64_t integer_max = 9'007'199'254'740'991;  // 2^53 - 1: exact in every JSON reader

Error bad(std::string what) { return {ErrorCode::bad_input, "the record cannot be written: " + std::move(what), "", ""}; }

// RFC 8785 section 3.2.2.2.
void write_string(const std::string& text, std::string& out) {
  constexpr char digits[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (byte < 0x20) {
          out += "\\u00";
          out += digits[byte >> 4U];
          out += digits[byte & 15U];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

bool is_ascii_key(const std::string& key) {
  for (const char c : key)
    if (c < 0x20 || c > 0x7e) return false;
  return !key.empty();
}

Status write_value(const Json& json, int depth, std::string& out);

Status write_integer(const Json& json, std::string& out) {
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(integer_max))
    return bad("an integer is beyond 2^53");
  const auto value = json.get<std::int64_t>();
  if (value > integer_max || value < -integer_max) return bad("an integer is beyond 2^53");
  out += std::to_string(value);
  return Done{};
}

Status write_array(const Json& json, int depth, std::string& out) {
  out += '[';
  bool first = true;
  for (const Json& item : json) {
    if (!first) out += ',';
    first = false;
    if (auto done = write_value(item, depth + 1, out); !done) return done;
  }
  out += ']';
  return Done{};
}

// nlohmann's object is sorted by byte; for ASCII keys that is RFC 8785's order of UTF-16 units.
Status write_object(const Json& json, int depth, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!is_ascii_key(key)) return bad("a key is not printable ASCII");
    if (!first) out += ',';
    first = false;
    write_string(key, out);
    out += ':';
    if (auto done = write_value(value, depth + 1, out); !done) return done;
  }
  out += '}';
  return Done{};
}

Status write_value(const Json& json, int depth, std::string& out) {
  if (depth > json_depth_max) return bad("values nest deeper than 32 levels");
  switch (json.type()) {
    case Json::value_t::null:
      out += "null";
      return Done{};
    case Json::value_t::boolean:
      out += json.get<bool>() ? "true" : "false";
      return Done{};
    case Json::value_t::string: {
      const auto& text = json.get_ref<const std::string&>();
      if (!is_utf8(text)) return bad("a text is not UTF-8");
      write_string(text, out);
      return Done{};
    }
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return write_integer(json, out);
    case Json::value_t::array:
      return write_array(json, depth, out);
    case Json::value_t::object:
      return write_object(json, depth, out);
    default:
      return bad("only whole numbers are allowed");
  }
}

}  // namespace

Result<std::string> canonical_json(const Json& json) {
  std::string out;
  if (auto done = write_value(json, 0, out); !done) return done.error();
  return out;
}

Result<std::string> body_bytes(const Json& body) {
  if (body.is_null()) return std::string();
  if (!body.is_object()) return bad("the private part must be an object");
  auto bytes = canonical_json(body);
  if (bytes && bytes->size() > body_bytes_max)
    return Error{ErrorCode::too_large, "the private part of the record is larger than 1 MiB", "", ""};
  return bytes;
}

Result<std::string> salted_body_bytes(const Json& body, const std::array<std::byte, 16>& salt) {
  if (!body.is_object()) return body_bytes(body);
  Json salted = body;
  salted["salt"] = to_hex(salt);
  return body_bytes(salted);
}

Result<Json> parse_stored(std::string_view bytes) {
  StoredFields fields;
  if (auto read = fields.read(bytes); !read) return read.error();
  Json json = Json::parse(bytes.begin(), bytes.end(), nullptr, false);  // which looks closer
  if (json.is_discarded()) return Error{ErrorCode::corrupt, "a stored record is not JSON", "", ""};
  return json;
}

std::string text_field(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t integer_field(const Json& json, const char* key, std::int64_t fallback) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : fallback;
}

}  // namespace countersign::records
