#include "tests/view/states.hpp"

namespace countersign::view {

std::vector<Shot> signing_shots() { return {}; }

}  // namespace countersign::view
