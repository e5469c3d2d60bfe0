#pragma once
// The bytes of a record: JSON in the RFC 8785 subset of ASCII keys, strings and integers within 2^53, no floats.
// What is hashed is what is stored; nothing is serialised again to verify.

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "records/model/record.hpp"

namespace countersign::records {

constexpr std::size_t record_bytes_max = 65'535;
constexpr std::size_t body_bytes_max = 1024 * 1024;  // a drawn signature of some minutes is a tenth of it
constexpr int record_version = 1;                    // the key "v"

// RFC 8785 bytes of `json`. Fails with bad_input on floats, integers beyond 2^53, keys that are not printable ASCII, text
// that is not UTF-8 or holds NUL, and nesting deeper than json_depth_max.
Result<std::string> canonical_json(const Json& json);

// Of a private part: its salted bytes, and the same sealed, as they are stored. With the first a person can show it to
// others, with the second anybody can check what is stored without opening it.
struct PrivateHashes {
  Digest plain;
  Digest sealed;
};
using BodyHashes = std::optional<PrivateHashes>;

// The leaf of `record` at `index` of the log `origin`. Fails with bad_input, or too_large over record_bytes_max.
Result<std::string> leaf_bytes(const NewRecord& record, const std::string& origin, std::uint64_t index, const BodyHashes& body);

// The private part's bytes; "" for null. Fails with bad_input unless it is an object, or too_large over body_bytes_max.
Result<std::string> body_bytes(const Json& body);
// The same with a key "salt" of 32 hexadecimal digits added, so that nobody can guess a short private part (a name,
// one answer) from its hash in the leaf once it has been erased.
Result<std::string> salted_body_bytes(const Json& body, const std::array<std::byte, 16>& salt);

// A stored record or body as JSON, for reading only. Fails with corrupt as StoredFields::read does.
Result<Json> parse_stored(std::string_view bytes);

// Its values; "" or `fallback` when the key is missing or holds something else.
std::string text_field(const Json& json, const char* key);
std::int64_t integer_field(const Json& json, const char* key, std::int64_t fallback = 0);

// Strokes are kept as whole micrometres and milliseconds.
Json to_json(const Signature& signature);
Result<Signature> signature_from_json(const Json& json);

}  // namespace countersign::records
