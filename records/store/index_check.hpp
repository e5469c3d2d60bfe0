#pragma once
// Whether the indices of `leaf` say what its rows say. An index is part of no hash, yet voided(), about(), receipt() and
// erase() see only what it leads to: one flipped bit can make an index empty without any error. Private to records/store.
//
// PRAGMA quick_check is not run for this. It looks at the pages alone, not at what an index says; it holds the file from the
// first page to the last, so that nobody could sign meanwhile; and for 200,000 records it takes 23 % of the full check. This
// compares every entry, some hundred at a time, while another thread hashes: 6 to 9 % more work, in time that was spent waiting
// wherever there are two processors.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "records/store/ledger.hpp"
#include "records/store/sqlite.hpp"
#include "records/vault/short_hash.hpp"

namespace countersign::records {

class IndexCheck {
 public:
  explicit IndexCheck(const Database& database);

  // What the indices must say of `leaf`; each leaf below `size` once.
  void add(const Leaf& leaf, const std::optional<PersonId>& subject);
  // Some more entries of each index: a fraction of a millisecond. Those of `size` and later leaves are passed over.
  void read_on(std::uint64_t size);
  // After the last leaf: the rest, and whether both came to the same. Fails with corrupt, naming the index, also when its
  // entries are not in order, since a search would then miss some. Only now, so that what is wrong with a record is said first.
  Status compare(std::uint64_t size);

 private:
  using Key = std::array<std::byte, 16>;
  // Entries are compared as sets, without keeping them: by the sum of their keyed hashes.
  struct Index {
    const char* name;
    Statement rows;
    Key last{};
    std::int64_t last_place = -1;
    std::uint64_t entries = 0;
    std::uint64_t leaves = 0;
    bool ended = false;
  };
  std::uint64_t hash(const Key& key, std::uint64_t place) const;
  Status read_some(Index& index, std::uint64_t size) const;
  void read(Index& index, std::uint64_t size);
  Error differs(const Index& index) const;

  const Database& database_;
  const ShortHashKey secret_;  // drawn for each run: nobody can prepare entries that come to the same sum
  Index by_record_;
  Index by_subject_;
  Index erased_;
  Index voided_;
  Index rotated_;
  Status so_far_ = Done{};
};

}  // namespace countersign::records
