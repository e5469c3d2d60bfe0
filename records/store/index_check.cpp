#include "records/store/index_check.hpp"

#include <cstring>

#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr int page_entries = 256;
constexpr std::array<std::byte, 16> no_key{};

}  // namespace

IndexCheck::IndexCheck(const Database& database)
    : database_(database),
      secret_(random_16()),
      by_record_{"of record ids", database.prepare(sql::index_by_record)},
      by_subject_{"leaf_by_subject", database.prepare(sql::index_by_subject)},
      erased_{"leaf_erased", database.prepare(sql::index_erased)},
      voided_{"leaf_voided", database.prepare(sql::index_voided)},
      rotated_{"leaf_rotated", database.prepare(sql::index_rotated)} {}

std::uint64_t IndexCheck::hash(const Key& key, std::uint64_t place) const {
  std::array<char, sizeof(Key) + sizeof(place)> text{};
  std::memcpy(text.data(), key.data(), key.size());
  std::memcpy(text.data() + key.size(), &place, sizeof(place));
  return short_hash(secret_, {text.data(), text.size()});
}

void IndexCheck::add(const Leaf& leaf, const std::optional<PersonId>& subject) {
  by_record_.leaves += hash(leaf.id.bytes, leaf.index);
  if (subject) by_subject_.leaves += hash(subject->bytes, leaf.index);
  if (subject && leaf.kind == "erased") erased_.leaves += hash(subject->bytes, leaf.index);
  if (leaf.kind == "voided") voided_.leaves += hash(no_key, leaf.index);
  if (leaf.kind == "key_rotated") rotated_.leaves += hash(no_key, leaf.index);
}

Error IndexCheck::differs(const Index& index) const {
  return {ErrorCode::corrupt, std::string("the index ") + index.name + " does not say what the records say", database_.file(),
          "Write nothing to it; keep a copy and restore the last backup"};
}

Status IndexCheck::read_some(Index& index, std::uint64_t size) const {
  int count = 0;
  index.rows.bind(PersonId{index.last}, index.last_place, page_entries);
  for (;; ++count) {
    const auto row = index.rows.step();
    if (!row) return row.error();
    if (!*row) break;
    const Key key = index.rows.id<PersonId>(0).bytes;
    const std::int64_t place = index.rows.integer(1);
    if (key < index.last || (key == index.last && place <= index.last_place)) return differs(index);
    index.last = key;
    index.last_place = place;
    if (static_cast<std::uint64_t>(place) < size) index.entries += hash(key, static_cast<std::uint64_t>(place));
  }
  index.rows.reset();
  index.ended = count < page_entries;
  return Done{};
}

void IndexCheck::read(Index& index, std::uint64_t size) {
  if (!index.ended && so_far_) so_far_ = read_some(index, size);
}

void IndexCheck::read_on(std::uint64_t size) {
  for (Index* index : {&by_record_, &by_subject_, &erased_, &voided_, &rotated_}) read(*index, size);
}

Status IndexCheck::compare(std::uint64_t size) {
  for (Index* index : {&by_record_, &by_subject_, &erased_, &voided_, &rotated_}) {
    while (!index->ended && so_far_) read(*index, size);
    if (so_far_ && index->entries != index->leaves) so_far_ = differs(*index);
  }
  return so_far_;
}

}  // namespace countersign::records
