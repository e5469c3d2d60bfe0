#pragma once
// The values that stand directly in a stored record, for readers of very many of them: no tree is built.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace countersign::records {

class StoredFields {
 public:
  // Reads `record` in place of what was read before. Fails with corrupt if it is not a JSON object.
  Status read(std::string_view record);

  // As text_field() and integer_field() of canonical.hpp. The text is good until the next read().
  const std::string& text(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  bool is_true(std::string_view key) const;

 private:
  class Reader;
  enum class Type : std::uint8_t { other, text, integer, boolean };
  struct Field {
    std::string key;
    Type type = Type::other;
    std::string text;
    std::int64_t integer = 0;
  };
  const Field* find(std::string_view key, Type type) const;

  std::vector<Field> fields_;  // the first `count_` of them; the others keep their memory
  std::size_t count_ = 0;
};

}  // namespace countersign::records
