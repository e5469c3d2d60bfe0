#include "tests/view/states.hpp"

namespace countersign::view {

std::vector<Shot> learning_shots() { return {}; }

}  // namespace countersign::view
