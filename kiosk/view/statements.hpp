#pragma once
// What one says with a signature: the statements of the pack, the consent to an electronic record, and what stays free.

#include "kiosk/view/column.hpp"
#include "kiosk/view/view.hpp"

namespace countersign::view {

// The card of rows to tick, each at least `row_least` high; what is missing of them; and the rights, by their title alone
// where what is missing needs the room.
enum class Rights { full, title };
Column statements_column(const View& view, const flow::SignScreen& screen, float row_least, Rights rights = Rights::full);

}  // namespace countersign::view
