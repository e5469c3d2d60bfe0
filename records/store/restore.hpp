#pragma once
// The one way back to a backup: a new generation of the ledger with an empty tree, whose first record says from what it goes
// on. Everything is made beside; one rename puts it in force. Cut off before it, the data directory is as it was; cut off
// after it, whoever opens it next finishes (the vault, if one was given).

#include <optional>
#include <string>

#include "records/store/ledger.hpp"
#include "records/store/roster.hpp"

namespace countersign::records {

struct RestoreWanted {
  std::filesystem::path ledger;  // in the archive, verified in full
  std::filesystem::path vault;   // a backup; empty: today's stays
  NewRecord record;              // stamp and language of what is appended
  std::string by;
  std::string time;  // for names in the archive: "20261123T151200120Z"
};

struct Restored {
  std::string origin;  // of the new generation
  std::string vkey;
  Checkpoint from;
  std::size_t erased_again = 0;           // people who had been erased after the backup was made
  std::size_t carried_over = 0;           // people who had been imported after it
  std::size_t left_out = 0;               // people of the vault or of today's ledger whom it could not take over
  std::filesystem::path set_aside;        // today's ledger; empty: there was none
  std::filesystem::path vault_set_aside;  // today's vault; empty: it stays
  std::optional<Error> unfinished;        // the new ledger is in force, and what follows could not be done
};

// People, assignments, tries, saved places and documents come from the backup. Whoever was imported since is carried over from
// today's ledger, where it can be read and the vault has them; a new `enrolled` record says who of them has a PIN. The mark of
// a fault (evidence.hpp) goes into the archive with today's ledger. Fails with bad_input when the vault is sealed to another
// key than `hr`, refused when a program's journal lies beside a file of today that is replaced, locked while another program
// writes, io or disk_full; everything is then as it was.
Result<Restored> restore(const DataDir& data, const HrKey& hr, const RestoreWanted& wanted);

// This terminal's key under the name of a log. Fails with not_found, io or corrupt.
Result<VerifierKey> device_vkey(const DataDir& data, const std::string& origin);

// "countersign/northwind/t1/3" -> 3; 0 if it has no number.
std::uint64_t generation_of(const std::string& origin);

}  // namespace countersign::records
