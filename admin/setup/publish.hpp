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

// Loads content/ID and quizzes/ID and reports everything that is wrong with the two at once. With `prose_today` also files
// that nothing uses, characters without a font and, for a pack that loads, what check_pack() says about its words (reading
// level, dates past on that day ...).
CheckedPolicy check_policy(const std::filesystem::path& content, const std::filesystem::path& quizzes,
                           const CivilDate* prose_today);

Status publish(records::Ledger& ledger, const content::Pack& pack, const Actor& actor);

}  // namespace countersign::admin
