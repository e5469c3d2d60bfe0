#include "tests/view/states.hpp"

namespace countersign::view {

std::vector<Shot> entry_shots() { return {}; }

}  // namespace countersign::view
