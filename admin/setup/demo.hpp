#pragma once
// The invented organisation's people (admin/demo/roster.csv), one assignment, and what one needs to try everything.

#include "admin/people/actions.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::admin {

// For people who play both parts: a passphrase that nobody has to think up.
std::string demo_passphrase();

struct DemoSecrets {
  std::string passphrase;
  std::string recovery_code;
};

// Into a directory that init has filled; `roster` is unlocked. Sam Kestrel (badge 4417) gets a one-time code, Noor Example
// (4402) a PIN; both, with `secrets`, are told in DEMO.txt (mode 0600).
Status make_demo(const records::DataDir& data, records::Roster& roster, const PolicyId& policy, const DemoSecrets& secrets,
                 const Actor& actor);

}  // namespace countersign::admin
