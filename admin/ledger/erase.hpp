#pragma once
// Taking a person out: what was sealed to them can never be read again, and the records' proofs still hold.

#include <filesystem>
#include <string>
#include <vector>

#include "admin/people/actions.hpp"

namespace countersign::admin {

// By badge or by random id (32 hexadecimal digits), retired people too. Fails with bad_input when there is nobody.
Result<records::Person> find_person(const records::Roster& roster, const std::string& badge_or_id);

struct ErasedPerson {
  PersonId id;
  std::string group;
  std::string site;
  std::uint64_t records = 0;  // about them, that stay: random id, group, site, hashes
  std::uint64_t index = 0;    // of the `erased` record
};

// First the ledger in one transaction (the `erased` record, private parts, progress, badge), then the vault's row. Cut off
// between the two, the next program that opens the roster finishes it. Fails as Ledger and Roster do, and with
// locked while HR's key or the roster is changed or a backup restored (change_lock.hpp).
Result<ErasedPerson> erase_person(const records::DataDir& data, const records::Person& person, const Actor& actor);

// Vaults of earlier generations that still lie in the archive: they hold keys, so they must be destroyed too.
std::vector<std::filesystem::path> archived_vaults(const records::DataDir& data);

}  // namespace countersign::admin
