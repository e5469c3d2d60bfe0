#pragma once
// The values that stand directly in a stored record, for readers of very many of them: nothing is copied, no tree is built.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace countersign::records {

class StoredFields {
 public:
  // Reads `record`, whose bytes stay where they are, in place of what was read before. Its hash has been checked: this tells
  // fields apart. Fails with corrupt if it is not a JSON object, or if the keys of an object in it are not in order, each once.
  Status read(std::string_view record);

  // As text_field() and integer_field() of canonical.hpp. A text is good until the next read().
  std::string_view text(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  bool is_true(std::string_view key) const;

 private:
  class Scanner;
  class Reader;
  enum class Type : std::uint8_t { other, text, integer, boolean };
  struct Field {
    std::string_view key;
    Type type = Type::other;
    std::string_view text;
    std::int64_t integer = 0;
  };
  const Field* find(std::string_view key, Type type) const;

  std::vector<Field> fields_;
  std::deque<std::string> unescaped_;
};

}  // namespace countersign::records
