#pragma once
// Ids are types, so that a card's id cannot be passed where a module's is meant.

#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace countersign {

// An id that an author wrote. `Tag` only tells the types apart.
template <class Tag>
struct NamedId {
  std::string value;
  auto operator<=>(const NamedId&) const = default;
  bool empty() const { return value.empty(); }
};

using PolicyId = NamedId<struct PolicyTag>;
using ModuleId = NamedId<struct ModuleTag>;
using CardId = NamedId<struct CardTag>;
using ClauseId = NamedId<struct ClauseTag>;
using StatementId = NamedId<struct StatementTag>;
using ItemId = NamedId<struct ItemTag>;
using ChoiceId = NamedId<struct ChoiceTag>;
using NodeId = NamedId<struct NodeTag>;
using EndId = NamedId<struct EndTag>;

// BCP 47, lower case language with optional region: "en", "fr", "pt-BR".
using Language = NamedId<struct LanguageTag>;

// 16 random bytes: says nothing about whom or what it names.
template <class Tag>
struct RandomId {
  std::array<std::byte, 16> bytes{};
  auto operator<=>(const RandomId&) const = default;
};

using PersonId = RandomId<struct PersonTag>;
using RecordId = RandomId<struct RecordTag>;

// Lower-case hexadecimal, 32 characters, and back; nullopt for anything else.
std::string to_hex(const std::array<std::byte, 16>& bytes);
std::optional<std::array<std::byte, 16>> from_hex_16(std::string_view text);
// From the operating system's generator (getrandom through libsodium).
std::array<std::byte, 16> random_16();

template <class Tag>
std::string to_hex(const RandomId<Tag>& id) {
  return to_hex(id.bytes);
}

// True for the ids that authors may write: [a-z0-9] with inner hyphens, 1 to 64 characters.
bool is_author_id(std::string_view text);
// True for clause ids: two capital letters, a hyphen, a number from 1 to 999.
bool is_clause_id(std::string_view text);

}  // namespace countersign

template <class Tag>
struct std::hash<countersign::NamedId<Tag>> {
  std::size_t operator()(const countersign::NamedId<Tag>& id) const { return std::hash<std::string>{}(id.value); }
};
