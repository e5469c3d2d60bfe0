#pragma once
// What HR does to one person or for a group, each with its leaf in the ledger. The leaf is written first: no effect
// without its record.

#include <string>

#include "admin/job.hpp"
#include "records/store/ledger.hpp"
#include "records/store/roster.hpp"
#include "records/store/sign_in.hpp"

namespace countersign::admin {

// Who does it and when.
struct Actor {
  std::string by;  // user name of the operating system, or "hr"
  Language language{"en"};
  records::Stamp stamp;
};

// A record of HR's own, about nobody.
records::NewRecord hr_record(records::Facts facts, const Actor& actor);

// The same about one person.
records::NewRecord hr_record(records::Facts facts, const Actor& actor, const records::Person& about);

// The one-time code, as shown to people; `roster` is unlocked. Fails with bad_input when nobody has that badge or has retired.
Result<std::string> issue_code(const records::DataDir& data, const records::Roster& roster, const std::string& badge,
                               const Actor& actor);

// Replaces the due date that policy and group had. Fails with bad_input on a group nobody is in, or a policy never
// published.
Status assign(const records::DataDir& data, const records::Assignment& assignment, const Actor& actor,
              const Progress& progress = {});

}  // namespace countersign::admin
