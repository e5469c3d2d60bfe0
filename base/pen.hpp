#pragma once
// What a pen did: a value shared by the signature pad (kiosk/ui) and the record (records/model).

#include <cstdint>
#include <vector>

namespace countersign {

struct PenPoint {
  float x_mm = 0;  // from the pad's leading top corner
  float y_mm = 0;
  std::int32_t t_ms = 0;  // since the first point of the signature
  bool operator==(const PenPoint&) const = default;
};
using Stroke = std::vector<PenPoint>;

}  // namespace countersign
