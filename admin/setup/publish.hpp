#pragma once
// A checked pack into the ledger: the exact text of every language, and a leaf that says it is in force.

#include "admin/people/actions.hpp"
#include "content/pack/load.hpp"
#include "records/store/ledger.hpp"

namespace countersign::admin {

struct CheckedPolicy {
  content::Pack pack;  // complete only if `problems` holds no error
  Problems problems;
};

// Loads content/ID and quizzes/ID under `root` and reports everything that is wrong with them; with `prose` also what
// check_pack() says about their words (reading level, dates past ...).
CheckedPolicy check_policy(const std::filesystem::path& content, const std::filesystem::path& quizzes,
                           const CivilDate* prose_today);

Status publish(records::Ledger& ledger, const content::Pack& pack, const Actor& actor);

}  // namespace countersign::admin
