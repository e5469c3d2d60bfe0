#pragma once
// What the operating system says about clock and start: the Stamp of a record made now.

#include <string>

#include "records/model/record.hpp"

namespace countersign::records {

// The wall clock with the local offset.
WallTime wall_time_now();
// `app` is program and version: "countersign-kiosk 0.1.0". What cannot be read stays empty or 0.
Stamp stamp_now(std::string app);

}  // namespace countersign::records
