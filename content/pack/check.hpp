#pragma once
// What `countersign-admin content check` says about the prose of a pack, beyond what loading needs:
// reading level, dates past, clauses that no card teaches, unused strings, invisible characters.

#include "content/pack/load.hpp"

namespace countersign::content {

Problems check_pack(const Pack& pack, const std::filesystem::path& folder, CivilDate today);

}  // namespace countersign::content
