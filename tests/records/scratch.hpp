#pragma once
// A data directory that goes away with the test, and records to put into it.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "records/store/ledger.hpp"
#include "records/store/roster.hpp"
#include "records/store/sign_in.hpp"
#include "tests/records/test_keys.hpp"

namespace countersign::test {

// In memory where the system has such a folder, since most tests ask nothing of the disk; `real_disk` for those that time it.
enum class Place { memory, real_disk };

class TempDir {
 public:
  explicit TempDir(Place place = Place::memory);
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  std::filesystem::path path;
};

// Fails the test with the error's text.
template <class T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().text());
  return std::move(result).value();
}

constexpr char origin[] = "countersign/northwind/t1/1";

// An empty ledger that holds the document "document", a vault that is sealed to hr_key(), a pepper.
records::DataDir new_data(const TempDir& temp);

// Open and unlocked with hr_key().
records::Roster open_roster(const records::DataDir& data);

constexpr std::int64_t morning_ms = 1'795'425'300'000;  // 2026-11-23T09:15:00Z
WallTime morning(std::int64_t later_ms = 0);
// On a machine whose clock nobody sets.
inline records::TryTime try_at(WallTime wall) { return {wall, Instant{milliseconds{wall.utc_ms}}}; }

// Of "document"; without a private part, or with a typed signature.
records::NewRecord acknowledgement(const PersonId& person);
records::NewRecord signed_acknowledgement(const PersonId& person);
records::NewRecord record_of(const PersonId& person, records::Facts facts);
records::NewRecord about_nobody(records::Facts facts);
PersonId person_number(unsigned number);

std::vector<records::RosterRow> small_roster();

// With cheap hashes where the build has the hooks for it.
records::SignIn open_sign_in(const records::DataDir& data);

// What opening the ledger and the full check say; "" if nothing.
std::string fault(const records::DataDir& data);

std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

}  // namespace countersign::test
